import { beforeEach, describe, expect, it } from 'vitest'
import { memoryEventStore } from '../../memory/event-store.ts'
import type { EventStore } from '../../ports.ts'
import { plansAbove } from '../concerning.ts'
import { cascadeDirectory, childText, draft, issue, OTHER_PGD, PGD, SCHOOL, SO, SO_TEXT } from './cascade.test-support.ts'

const directory = cascadeDirectory()
const at = '2021-01-28T02:00:00.000Z'
let store: EventStore

beforeEach(async () => {
  store = memoryEventStore()
  await issue({ store, directory, at: '2021-01-18T02:00:00.000Z' }, 'pln_so', SO, SO_TEXT)
})

const read = (change?: Parameters<typeof childText>[0], unit = PGD) => draft({ store, directory, at }, 'pln_con', unit, childText(change))
const about = async (...given: Parameters<typeof read>) =>
  (await read(...given)).findings
    .filter(({ code }) => /^(parent|own-plan|child)/.test(code))
    .map(({ code, severity, about }) => `${code} ${severity} ${about}`)

describe('a draft that cites a plan in the system', () => {
  it('says which, and what its issuing fulfils', async () => {
    const [parent, duty] = (await read()).findings.filter(({ about }) => about === 'bases')
    expect([parent, duty].map((finding) => [finding?.code, finding?.severity])).toEqual([
      ['parent-found', 'info'],
      ['own-plan-answered', 'info'],
    ])
    expect(parent?.sentence).toContain('là Kế hoạch số 21/KH-SGDĐT ngày 18/01/2021 của Sở Giáo dục và Đào tạo Hà Nội đã có trong hệ thống')
    expect(parent?.facts).toMatchObject({ parentPlanId: 'pln_so', parentIssuer: SO })
    expect(duty?.sentence).toContain('hoàn thành nhiệm vụ 1 của Kế hoạch số 21/KH-SGDĐT')
  })

  it('asks where the date is another', async () => {
    const basis = 'Kế hoạch số 21/KH-SGDĐT ngày 19/01/2021 của Sở Giáo dục và Đào tạo Hà Nội'
    expect(await about({ basis })).toEqual(['parent-doubtful confirm bases', 'own-plan-answered info bases'])
  })

  it.each([
    ['27/3/2021', true],
    ['26/3/2021', true],
    ['24/3/2021', true],
    ['23/3/2021', false],
  ])('is asked about dossiers before %s, when its own are due before 26/3/2021: %s', async (dossiers, expected) => {
    expect((await about({ dossiers })).includes('child-after-parent confirm 2')).toBe(expected)
  })

  it('says that a plan of after the deadline counts as late', async () => {
    const late = await draft({ store, directory, at }, 'pln_con', PGD, childText().replaceAll('28 tháng 01', '08 tháng 02'))
    expect(late.findings.find(({ code }) => code === 'own-plan-answered')?.sentence).toContain('sau hạn')
  })

  it('asks whether it is the plan wanted, where that one is about something else', async () => {
    const other = SO_TEXT.replace(
      'Xây dựng kế hoạch công tác thi đua, khen thưởng năm 2021',
      'Xây dựng kế hoạch tổ chức hội nghị điển hình tiên tiến',
    )
    await issue({ store, directory, at: '2021-01-18T02:00:00.000Z' }, 'pln_so2', SO, other.replaceAll('21/KH', '22/KH'))
    expect(await about({ basis: 'Kế hoạch số 22/KH-SGDĐT ngày 18/01/2021 của Sở' })).toEqual([
      'parent-found info bases',
      'own-plan-unclear confirm bases',
    ])
  })

  it('is linked when it is issued, with the tasks that it fulfils', async () => {
    const issued = await issue({ store, directory, at }, 'pln_con', PGD, childText())
    expect(issued.parents).toEqual([{ planId: 'pln_so', issuerUnit: SO }])
    const events = await store.events('plan#pln_con')
    expect(JSON.parse(events.at(-1)?.detail ?? '')).toMatchObject({ data: { parentPlanId: 'pln_so', fulfils: ['1'] } })
  })

  it('finds nothing where it cites none', async () =>
    expect(await about({ basis: 'Nghị định số 91/2017/NĐ-CP ngày 31/7/2017 của Chính phủ' })).toEqual([]))
})

it('knows the plans of a unit and of those over it, not of others', async () => {
  await issue({ store, directory, at }, 'pln_khac', OTHER_PGD, childText())
  await draft({ store, directory, at }, 'pln_con', PGD, childText())
  const plans = await plansAbove(SCHOOL, store, directory, '2021-02-01')
  expect(plans.map(({ planId }) => planId)).toEqual(['pln_con', 'pln_so'])
})
