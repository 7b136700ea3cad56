import { describe, expect, it } from 'vitest'
import type { PlanRow } from '../list.ts'
import { type Citing, citedPlans, numberKey } from './cited.ts'

const parent: PlanRow = {
  planId: 'pln_so',
  number: '4582/KH-SGDĐT',
  title: 'Công tác thi đua, khen thưởng năm 2023',
  date: '2022-12-26',
  status: 'issued',
  issuerUnit: 'unt_so',
  published: true,
}
const lastYear: PlanRow = { ...parent, planId: 'pln_so-cu', date: '2021-12-26' }
const period: PlanRow = {
  ...parent,
  planId: 'pln_giai-doan',
  number: '40/KH-PGDĐT',
  issuerUnit: 'unt_pgd',
  date: '2021-03-03',
  throughYear: 2025,
}

const draft = (number: string, change: Partial<NonNullable<Citing['bases']>[number]> = {}, year = 2023): Citing => ({
  planId: 'pln_con',
  issuerUnit: 'unt_pgd',
  header: { date: `${year}-01-06`, year },
  bases: [{ text: `Kế hoạch số ${number}`, number, date: '2022-12-26', role: 'basis', ...change }],
})

const found = (given: Citing, above: readonly PlanRow[] = [parent]) =>
  citedPlans(given, above).map(({ plan, doubt }) => `${plan.planId}${doubt === undefined ? '' : ` ? ${doubt}`}`)

describe('a plan that another cites', () => {
  it.each(['4582/KH-SGDĐT', '4582/KH-SGDDT', '4582/KH-SGD&ĐT', '4582 / KH – SGDĐT', '04582/kh-sgdđt'])(
    'is found under its number and date, spelt %s',
    (number) => expect(found(draft(number))).toEqual(['pln_so']),
  )

  it.each<[what: string, given: Citing, above: readonly PlanRow[], expected: readonly string[]]>([
    ['another number', draft('4583/KH-SGDĐT'), [parent], []],
    ['the same number of another year, which is here too', draft('4582/KH-SGDĐT'), [lastYear, parent], ['pln_so']],
    ['another date', draft('4582/KH-SGDĐT', { date: '2022-12-20' }), [parent], ['pln_so ? date']],
    ['no date, and one plan of that number', draft('4582/KH-SGDĐT', { date: undefined }), [parent], ['pln_so']],
    [
      'no date, and two of that number',
      draft('4582/KH-SGDĐT', { date: undefined }),
      [lastYear, parent],
      ['pln_so-cu ? several', 'pln_so ? several'],
    ],
    ['another symbol on the same day', draft('4582/KH-GDĐT'), [parent], ['pln_so ? number']],
    ['a mention outside the legal bases', draft('4582/KH-SGDĐT', { role: 'cited' }), [parent], ['pln_so ? cited']],
    ['a draft', draft('4582/KH-SGDĐT'), [{ ...parent, status: 'draft' }], []],
    ['a plan of a later day', draft('4582/KH-SGDĐT'), [{ ...parent, date: '2023-02-01' }], []],
    ['itself', { ...draft('4582/KH-SGDĐT'), planId: 'pln_so' }, [parent], []],
    ['no number at all', draft('', { number: undefined }), [parent], []],
    ['a plan that has no number', draft('4582/KH-SGDĐT'), [{ ...parent, number: '' }], []],
  ])('with %s', (_what, given, above, expected) => expect(found(given, above)).toEqual(expected))

  it('is found once where the basis and the body both name it', () => {
    const { bases = [], ...rest } = draft('4582/KH-SGDĐT')
    expect(found({ ...rest, bases: [...bases.map((basis) => ({ ...basis, role: 'cited' as const })), ...bases] })).toEqual(['pln_so'])
  })
})

describe("a unit's own plan for several years", () => {
  it('is the parent of its yearly plans, whether or not they name it', () => {
    expect(found(draft('1/KH-X'), [period])).toEqual(['pln_giai-doan'])
    expect(found(draft('40/KH-PGDĐT', { date: '2021-03-03' }), [period])).toEqual(['pln_giai-doan'])
  })

  it.each([
    ['a year after it', draft('1/KH-X', {}, 2026), period],
    ['another unit', draft('1/KH-X'), { ...period, issuerUnit: 'unt_pgd-khac' }],
    ['another plan for several years', { ...draft('1/KH-X'), header: { date: '2023-01-06', year: 2023, throughYear: 2025 } }, period],
  ])('is not for %s', (_what, given, above) => expect(found(given, [above])).toEqual([]))
})

describe('a number as a key', () => {
  it('tells plans apart by count and by symbol', () => {
    expect(numberKey('02/KH-HĐTĐKT')).toEqual({ count: 2, symbol: 'khhdtdkt' })
    expect(numberKey('không số')).toEqual({ count: -1, symbol: 'khongso' })
  })
})
