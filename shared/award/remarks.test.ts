import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Nominee } from '../../events/words.ts'
import { awards } from './awards.ts'
import { type Remark, remarksOn } from './remarks.ts'
import { remarkText } from './remarks.vi.ts'

const DAY = '2021-03-01'

const person = (name: string, award: string, position = 'Giáo viên'): Nominee => ({ name, position, award, kind: 'individual' })
const collective = (name: string, award: string): Nominee => ({ name, award, kind: 'collective' })
const persons = (count: number, award: string, from = 0) =>
  Array.from({ length: count }, (_, at) => person(`Người thứ ${from + at}`, award))

const codesOf = (nominees: readonly Nominee[], day = DAY) => remarksOn(nominees, day).map(({ code }) => code)

describe('remarks on a list', () => {
  test('a list as it should be gets none', () => {
    const list = [
      ...persons(28, 'LĐTT'),
      ...persons(5, 'CSTĐCS', 28),
      collective('Tổ Toán - Tin', 'Tập thể LĐTT'),
      collective('Trường THPT Mẫu', 'Tập thể lao động xuất sắc'),
    ]
    expect(remarksOn(list, DAY)).toEqual([])
  })

  test('a row whose award is not written yet is left alone', () => {
    expect(remarksOn([person('Trần Văn Thử', ' '), person('Trần Văn Thử', '')], DAY)).toEqual([])
  })

  test.each<[string, readonly Nominee[], Remark]>([
    ['no award', [person('A', 'Giáo viên giỏi')], { code: 'award-unknown', row: 0, award: 'Giáo viên giỏi' }],
    [
      'an award misspelt',
      [person('A', 'LĐTT'), person('B', 'Lao động tiên tiếm')],
      { code: 'award-unknown', row: 1, award: 'Lao động tiên tiếm', near: 'Lao động tiên tiến' },
    ],
    [
      'a person’s title for a collective',
      [collective('Tổ Văn', 'LĐTT')],
      { code: 'award-of-persons', row: 0, award: 'Lao động tiên tiến', near: 'Tập thể lao động tiên tiến' },
    ],
    [
      'a collective’s title for a person',
      [person('A', 'Cờ thi đua của Bộ GDĐT')],
      { code: 'award-of-collectives', row: 0, award: 'Cờ thi đua' },
    ],
    [
      'somebody twice, written otherwise',
      [person('Nguyễn Văn Mẫu', 'LĐTT'), person('B', 'LĐTT'), person('nguyễn văn  mẫu', 'Lao động tiên tiến')],
      { code: 'named-twice', row: 2, first: 0, name: 'nguyễn văn  mẫu', award: 'Lao động tiên tiến' },
    ],
    [
      'excellence without a single fighter',
      [person('A', 'LĐTT'), collective('Trường', 'TTLĐXS')],
      { code: 'lacks-award', row: 1, award: 'Tập thể lao động xuất sắc', lacks: 'Chiến sĩ thi đua cơ sở' },
    ],
  ])('%s', (_what, list, remark) => {
    expect(remarksOn(list, DAY)).toEqual([remark])
  })

  test('two teachers of one name with other positions are two', () => {
    expect(codesOf([person('Nguyễn Văn Mẫu', 'LĐTT', 'Giáo viên Toán'), person('Nguyễn Văn Mẫu', 'LĐTT', 'Giáo viên Văn')])).toEqual([])
  })

  test('one person with two titles is no repetition', () => {
    expect(codesOf([...persons(10, 'LĐTT'), person('Người thứ 1', 'CSTĐCS')])).toEqual([])
  })

  test('collectives listed alone are not asked for their persons', () => {
    expect(codesOf([collective('Trường', 'TTLĐXS')])).toEqual([])
  })
})

describe('the share of “Chiến sĩ thi đua cơ sở”', () => {
  // 15 % of 33 is 4.95, which a school reports as five.
  test.each([
    [33, 5, false],
    [33, 6, true],
    [10, 2, false],
    [3, 1, true],
    [4, 1, false],
  ])('of %i persons %i: remarked on: %s', (base, fighters, isAbove) => {
    const list = [...persons(base - fighters, 'LĐTT'), ...persons(fighters, 'CSTĐCS', 100)]
    expect(codesOf(list)).toEqual(isAbove ? ['share-above'] : [])
  })

  test('it makes no difference whether a fighter stands in the list of the base too', () => {
    const apart = [...persons(28, 'LĐTT'), ...persons(6, 'CSTĐCS', 27)]
    expect(remarksOn(apart, DAY)).toMatchObject([{ code: 'share-above', count: 6, base: 33, max: 5 }])
    expect(remarksOn([...apart, ...persons(6, 'LĐTT', 27).slice(1)], DAY)).toMatchObject([{ count: 6, base: 33, max: 5 }])
  })

  test('a list of fighters alone says nothing about the share: the base stands elsewhere', () => {
    expect(codesOf(persons(9, 'CSTĐCS'))).toEqual([])
  })

  test('the article is named for the days it was in force, and none where none was', () => {
    const list = [...persons(3, 'LĐTT'), ...persons(3, 'CSTĐCS', 10)]
    const remarkOn = (day: string) => remarksOn(list, day).map(remarkText).join()
    expect(remarkOn('2023-12-31')).toContain('khoản 3 Điều 9 Nghị định 91/2017/NĐ-CP')
    expect(remarkOn('2024-01-01')).toContain('15 %')
    expect(remarkOn('2024-01-01')).not.toContain('Nghị định')
    expect(remarkOn('2017-09-30')).toBe('')
  })
})

test('every remark says its row as a reader counts, and what to do', () => {
  const list = [
    person('A', 'xyz'),
    person('A', 'Lao động tiên tiếm'),
    collective('B', 'LĐTT'),
    person('C', 'Cờ thi đua'),
    person('D', 'LĐTT'),
    person('D', 'LĐTT'),
    collective('E', 'TTLĐXS'),
  ]
  expect(remarksOn(list, DAY).map(remarkText)).toMatchInlineSnapshot(`
    [
      "Dòng 1: “xyz” không có trong danh mục danh hiệu, hình thức khen thưởng. Xin chọn trong danh sách gợi ý; nếu là danh hiệu riêng của địa phương thì cứ để như vậy.",
      "Dòng 2: “Lao động tiên tiếm” không có trong danh mục. Có phải là “Lao động tiên tiến”?",
      "Dòng 3: “Lao động tiên tiến” dành cho cá nhân, dòng này ghi là tập thể. Xin sửa loại, hoặc ghi “Tập thể lao động tiên tiến”.",
      "Dòng 4: “Cờ thi đua” dành cho tập thể, dòng này ghi là cá nhân. Xin sửa loại hoặc chọn danh hiệu khác.",
      "Dòng 6: D đã đăng ký “Lao động tiên tiến” ở dòng 5. Nếu là hai người trùng tên, xin ghi thêm chức vụ, tổ hoặc môn dạy.",
      "Dòng 7: “Tập thể lao động xuất sắc” cần có ít nhất một “Chiến sĩ thi đua cơ sở”, danh sách này chưa có ai.",
    ]
  `)
})

test('any list gets its remarks: rows that exist, in every order the same', () => {
  const nominee = fc.record({
    name: fc.string({ maxLength: 12 }),
    position: fc.option(fc.constantFrom('Giáo viên', 'Hiệu trưởng'), { nil: undefined }),
    award: fc.oneof(fc.string({ maxLength: 20 }), fc.constantFrom(...awards.map(({ name }) => name))),
    kind: fc.constantFrom('individual' as const, 'collective' as const),
  })
  fc.assert(
    fc.property(fc.array(nominee, { maxLength: 40 }), (list) => {
      const remarks = remarksOn(list, DAY)
      for (const remark of remarks) {
        if ('row' in remark) expect(list[remark.row]).toBeDefined()
        expect(remarkText(remark)).not.toMatch(/undefined|NaN/)
      }
      const codes = (rows: readonly Nominee[]) => codesOf(rows).sort()
      expect(codes(list.toReversed())).toEqual(codes(list))
    }),
  )
})
