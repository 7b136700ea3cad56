import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { UnitId } from './model.ts'
import { type PhraseContext, type Resolution, resolvePhrase } from './resolve.ts'
import { sampleDirectory } from './sample/index.ts'

const directory = sampleDirectory()
const so: UnitId = 'unt_so-gddt-ha-noi'
const dongDa: UnitId = 'unt_pgd-dong-da'
const longBien: UnitId = 'unt_pgd-long-bien'
const seed000 = { directory, date: '2021-01-14', issuer: so }
const seed001 = { directory, date: '2023-01-06', issuer: dongDa }
const seed002 = { directory, date: '2017-01-11', issuer: so }
const seed003 = { directory, date: '2021-03-10', issuer: 'unt_th-hong-duong' as UnitId }
const seed004 = { directory, date: '2020-01-07', issuer: longBien }

const ofTypes = (...types: string[]) => directory.units.filter((unit) => types.includes(unit.type)).map((unit) => unit.id)
const below = (parent: UnitId, ...types: string[]) =>
  directory.units.filter((unit) => unit.parent === parent && types.includes(unit.type)).map((unit) => unit.id)
const members = (group: `grp_${string}`) => directory.asOf('2021-01-14').membersOf(group)
const leads = (...numbers: number[]) => numbers.flatMap((n) => members(`grp_cum-${n}-dong-da`).lead?.unit ?? [])

const allPgd = ofTypes('pgd')
const allDvtt = ofTypes('dvtt')
const departments = ofTypes('phong-so')
const office: UnitId = 'unt_van-phong-so'
const sectorCouncil: UnitId = 'unt_hd-tdkt-nganh'
const cluster1 = ['Sở GDĐT TP Hồ Chí Minh', 'Sở GDĐT Hải Phòng', 'Sở GDĐT Đà Nẵng', 'Sở GDĐT Cần Thơ']

type Expected = {
  units?: readonly UnitId[]
  people?: number
  outside?: readonly string[]
  how?: Resolution['how']
  kind?: Resolution['kind']
  sure?: boolean
}
type Row = readonly [phrase: string, expected: Expected]

function check(phrase: string, context: PhraseContext, expected: Expected): void {
  const found = resolvePhrase(phrase, context)
  expect(found.unmatched, phrase).toBe(false)
  expect(new Set(found.units), phrase).toEqual(new Set(expected.units ?? []))
  if (expected.people !== undefined) expect(found.people, phrase).toHaveLength(expected.people)
  if (expected.outside) expect([...found.outside].sort(), phrase).toEqual([...expected.outside].sort())
  if (expected.how) expect(found.how, phrase).toBe(expected.how)
  if (expected.kind) expect(found.kind, phrase).toBe(expected.kind)
  if (expected.sure) expect(found.confidence, phrase).toBe(1)
}

function table(name: string, context: PhraseContext, rows: readonly Row[]): void {
  describe(name, () => {
    it.each(rows)('%s', (phrase, expected) => check(phrase, context, expected))
  })
}

table('executing, seed 000', { ...seed000, role: 'executing' }, [
  ['Sở GDĐT Hà Nội', { units: [office], how: 'issuer-office', sure: true }],
  ['Sở GDĐT Cần Thơ', { outside: ['Sở GDĐT Cần Thơ'], sure: true }],
  ['Các phòng GDĐT các quận, huyện, thị xã; đơn vị trực thuộc', { units: [...allPgd, ...allDvtt], how: 'unit-class', sure: true }],
  ['Thành viên Hội đồng TĐ-KT Ngành', { units: [sectorCouncil], people: 16, how: 'council-members', sure: true }],
  ['Các đơn vị trong Cụm thi đua số 1', { units: [office], outside: cluster1, how: 'cluster-members', sure: true }],
  ['Hội đồng TĐ-KT Ngành', { units: [sectorCouncil], how: 'council', sure: true }],
  ['Hội đồng TH-KT Ngành', { units: [sectorCouncil], how: 'council' }],
])

table('coordinating, seed 000', { ...seed000, role: 'coordinating' }, [
  ['Các đơn vị trong Cụm thi đua số 1', { units: [so], outside: cluster1 }],
  ['Các đơn vị trong Cụm thi đua số 7', { units: [so], outside: members('grp_cum-7-tp').outside }],
  ['Sở GDĐT Hà Nội', { units: [so], how: 'issuer' }],
  ['Các phòng cơ quan Sở', { units: departments, sure: true }],
  ['Sở GDĐT TP Hồ Chí Minh', { outside: ['Sở GDĐT TP Hồ Chí Minh'] }],
])

table('bodies named in the text of seeds 000 and 002', { ...seed000, role: 'obligor' }, [
  ['các đơn vị trực thuộc', { units: allDvtt }],
  ['các phòng GDĐT', { units: allPgd }],
  ['Hội đồng Thi đua - Khen thưởng Ngành', { units: [sectorCouncil] }],
  ['Hội đồng Thi đua – Khen thưởng Ngành', { units: [sectorCouncil] }],
  ['Các phòng thuộc Sở GD&ĐT', { units: departments }],
  ['Các phòng ban của Sở GD&ĐT', { units: departments }],
  ['Công đoàn ngành Giáo dục Hà Nội', { units: ['unt_cong-doan-nganh'] }],
  ['Công đoàn ngành giáo dục', { units: ['unt_cong-doan-nganh'] }],
  ['Các phòng GDĐT các quận, huyện, thị xã, đơn vị trực thuộc Sở', { units: [...allPgd, ...allDvtt], how: 'unit-class' }],
  ['các đơn vị', { units: [...allPgd, ...allDvtt], how: 'subordinates' }],
  ['Đơn vị', { units: [...allPgd, ...allDvtt], how: 'subordinates' }],
  ['Phòng', { units: departments }],
  ['Tạp chí GD Thủ đô', { units: ['unt_tap-chi-gd-thu-do'] }],
  ['Ngành GD&ĐT', { units: [office] }],
])

table('Nơi nhận, seed 000', { ...seed000, role: 'recipient' }, [
  ['- Vụ TĐKT, Bộ GDĐT;', { outside: ['Vụ Thi đua - Khen thưởng, Bộ Giáo dục và Đào tạo'], kind: 'superior-body' }],
  ['- Ban TĐKT Thành phố;', { outside: ['Ban Thi đua - Khen thưởng thành phố Hà Nội'], kind: 'superior-body' }],
  ['- Cụm thi đua số 1 của Bộ GDĐT;', { outside: cluster1, kind: 'cluster' }],
  ['- Cụm thi đua số 7 của Thành phố;', { outside: members('grp_cum-7-tp').outside, kind: 'cluster' }],
  ['- Ban Giám đốc Sở;', { people: 5, kind: 'person-group' }],
  ['- Các phòng thuộc cơ quan Sở;', { units: departments, kind: 'unit-group' }],
  ['- Các đơn vị trực thuộc Sở;', { units: allDvtt, kind: 'unit-group' }],
  ['- Phòng GDĐT các Q.H.TX;', { units: allPgd, kind: 'unit-group' }],
  ['- Cổng thông tin điện tử Ngành;', { kind: 'portal', how: 'portal' }],
  ['- Lưu: VT, VP.', { kind: 'archive', how: 'archive' }],
  ['các cơ sở giáo dục trong toàn Ngành', { units: ofTypes('dvtt', 'school', 'gdnn-gdtx'), kind: 'unit-group' }],
  ['Sở GDĐT Hà Nội qua Văn phòng Sở', { units: [office] }],
])

const schoolsOf = (pgd: UnitId) => below(pgd, 'school')
const dongDaCouncil: UnitId = 'unt_hd-tdkt-dong-da'

table('executing, seed 001', { ...seed001, role: 'executing' }, [
  ['Phòng GDĐT; Cụm thi đua số 9, 10, 11', { units: [dongDa, ...leads(9, 10, 11)], how: 'several', sure: true }],
  ['Cụm thi đua số 9, 10, 11', { units: leads(9, 10, 11), how: 'cluster-lead', sure: true }],
  ['Phòng GDĐT', { units: [dongDa], how: 'issuer', sure: true }],
  ['Phòng GDĐT; Trường MN, TH, THCS, TT GDNN-GDTX', { units: [dongDa, ...schoolsOf(dongDa), 'unt_gdnn-gdtx-dong-da'], sure: true }],
  ['Hội đồng TD-KT Quận; Phòng GDĐT; Cụm thi đua số 9, 10, 11', { units: [dongDaCouncil, dongDa, ...leads(9, 10, 11)] }],
  ['Cụm thi đua số 9', { units: leads(9) }],
  ['các Cụm trưởng Cụm thi đua số 9, 10, 11', { units: leads(9, 10, 11) }],
  ['Các Cụm thi đua', { units: leads(9, 10, 11) }],
  ['Các đơn vị thuộc Cụm thi đua', { units: below(dongDa, 'school', 'gdnn-gdtx'), how: 'cluster-members' }],
])

table('Nơi nhận, seed 001', { ...seed001, role: 'recipient' }, [
  ['Sở GDĐT', { units: [so], kind: 'superior-body' }],
  ['Phòng GDĐT', { units: [], kind: 'unit-self' }],
  ['TT GDNN-GDTX', { units: ['unt_gdnn-gdtx-dong-da'], kind: 'unit' }],
  ['Các trường MN, TH, THCS', { units: schoolsOf(dongDa), kind: 'unit-group' }],
  ['Lưu: VT', { kind: 'archive' }],
  ['UBND Quận (qua phòng Nội vụ)', { outside: ['UBND quận Đống Đa', 'Phòng Nội vụ quận Đống Đa'], kind: 'superior-body' }],
])

table('executing, seed 002', { ...seed002, role: 'executing' }, [
  ['Sở GD&ĐT', { units: [office], how: 'issuer-office' }],
  ['Văn phòng Sở GD&ĐT', { units: [office], how: 'named-unit' }],
  ['Các PGD&ĐT, đơn vị trực thuộc', { units: [...allPgd, ...allDvtt] }],
  ['Thành viên Hội đồng TĐKT', { units: [sectorCouncil], people: 16 }],
  ['Các PGD&ĐT', { units: allPgd }],
  ['Thành viên Hội đồng TĐKT ngành', { units: [sectorCouncil], people: 16 }],
  ['Văn phòng Sở', { units: [office] }],
])

const cluster2 = members('grp_cum-2-tp').outside.length === 0 ? directory.asOf('2017-01-11').membersOf('grp_cum-2-tp').outside : []

table('coordinating, seed 002', { ...seed002, role: 'coordinating' }, [
  ['Các đơn vị trong cụm thi đua số 2', { units: [so], outside: cluster2 }],
  ['Công đoàn ngành GD', { units: ['unt_cong-doan-nganh'] }],
  ['Các phòng cõ quan Sở', { units: departments }],
  [
    '- Các đơn vị trong cụm. - Ban TĐ - KT Thành phố',
    { units: [so], outside: [...cluster2, 'Ban Thi đua - Khen thưởng thành phố Hà Nội'] },
  ],
  ['Các phòng GD&ĐT, đơn vị thuộc Sở', { units: [...allPgd, ...allDvtt] }],
])

table('Nơi nhận, seed 002', { ...seed002, role: 'recipient' }, [
  ['- Ban TĐKT TP (để b/c);', { outside: ['Ban Thi đua - Khen thưởng thành phố Hà Nội'], kind: 'superior-body' }],
  ['- Giám đốc & các đ/c Phó GĐ (để b/c);', { people: 5, kind: 'person-group' }],
  ['- Các đơn vị Cụm TĐ số 2;', { outside: cluster2, kind: 'cluster-units' }],
  ['- Các đơn vị trực thuộc Sở', { units: allDvtt, kind: 'unit-group' }],
  ['- Phòng GD&ĐT các Q,H,TX', { units: allPgd, kind: 'unit-group' }],
  ['- Các phòng, ban cơ quan Sở;', { units: departments, kind: 'unit-group' }],
  ['- Lưu VT, VP.', { kind: 'archive' }],
])

table('seed 003', { ...seed003, role: 'obligor' }, [
  ['nhà trường', { units: ['unt_th-hong-duong'], how: 'issuer' }],
  ['Hội đồng TĐ-KT nhà trường', { units: ['unt_hd-tdkt-th-hong-duong'] }],
  ['Chính quyền nhà trường', { units: ['unt_th-hong-duong'], people: 1 }],
])

const longBienCouncil: UnitId = 'unt_hd-tdkt-long-bien'
const longBienSector: UnitId = 'unt_hd-tdkt-nganh-long-bien'

table('executing, seed 004', { ...seed004, role: 'executing' }, [
  ['PGD&ĐT', { units: [longBien], how: 'issuer' }],
  ['Phòng GD&ĐT', { units: [longBien] }],
  ['Các trường MN, TH, THCS', { units: schoolsOf(longBien) }],
  ['Thành viên Hội đồng TĐKT', { units: [longBienSector], people: 5 }],
  ['Thành viên Hội đồng TĐKT ngành', { units: [longBienSector], people: 5 }],
  ['Hội đồng TĐKT Quận', { units: [longBienCouncil] }],
  ['Thủ trưởng các đơn vị', { units: below(longBien, 'school', 'gdnn-gdtx'), people: 19 }],
])

table('coordinating and Nơi nhận, seed 004', { ...seed004, role: 'recipient' }, [
  ['Hội đồng TĐKT Quận', { units: [longBienCouncil], kind: 'superior-body' }],
  ['HĐTĐKT Quận', { units: [longBienCouncil], kind: 'superior-body' }],
  ['Hội đồng TĐKT Quận; Phòng VHTT-TT', { units: [longBienCouncil], outside: ['Phòng Văn hóa và Thông tin quận Long Biên'] }],
  ['Sở GD&ĐT Hà Nội', { units: [so], kind: 'superior-body' }],
  ['Sở GD&ĐT', { units: [so], kind: 'superior-body' }],
  ['Lãnh đạo Phòng GD&ĐT', { people: 1, kind: 'person-group' }],
  ['Các trường MN, TH, THCS', { units: schoolsOf(longBien), kind: 'unit-group' }],
  ['Lưu: VT (       )', { kind: 'archive' }],
])

const areasOf = (type: string) =>
  directory.units.filter((unit) => unit.type === 'pgd' && unit.area?.startsWith(type)).map((unit) => unit.id)

table('forms that no seed has', { ...seed000, role: 'executing' }, [
  ['Các phòng GDĐT các quận', { units: areasOf('quận') }],
  ['Phòng GDĐT các huyện, thị xã', { units: areasOf('huyện').concat(areasOf('thị xã')) }],
  ['Phòng GDĐT các quận Ba Đình, Đống Đa và Hai Bà Trưng', { units: ['unt_pgd-ba-dinh', dongDa, 'unt_pgd-hai-ba-trung'] }],
  ['Phòng Giáo dục và Đào tạo quận Long Biên', { units: [longBien] }],
  ['Các trường THPT trực thuộc Sở', { units: allDvtt.filter((id) => directory.unit(id)?.levels?.includes('thpt')) }],
  ['các trường mầm non, tiểu học và THCS quận Đống Đa', { units: schoolsOf(dongDa) }],
  ['Trường THPT Bình Đức, Đại Hà, Đồng Hải', { units: ['unt_thpt-binh-duc', 'unt_thpt-dai-ha', 'unt_thpt-dong-hai'] }],
  ['Phòng Giáo dục Tiểu học; Thanh tra Sở', { units: ['unt_phong-gdth', 'unt_thanh-tra'] }],
  ['Các phòng, ban, đơn vị thuộc Sở', { units: [...departments, ...allDvtt] }],
  ['Hội đồng Thi đua, Khen thưởng Thành phố', { outside: ['Hội đồng Thi đua - Khen thưởng thành phố Hà Nội'] }],
  ['Cụm thi đua khối phòng GDĐT', { units: [allPgd[0] ?? so] }],
  ['Sở Nội vụ', { outside: ['Sở Nội vụ'], how: 'outside-by-form' }],
  ['Sở GDĐT Nghệ An', { outside: ['Sở GDĐT Nghệ An'], how: 'outside-by-form' }],
  ['CÁC PHÒNG GD&ĐT QUẬN, HUYỆN, THỊ XÃ', { units: allPgd }],
  ['Cac phong GDDT cac quan, huyen, thi xa; don vi truc thuoc', { units: [...allPgd, ...allDvtt] }],
  ['Văn phòng Sở (bà A)', { units: [office] }],
])

describe('what is doubtful is shown', () => {
  const executing = { ...seed000, role: 'executing' } as const

  it('corrects common words and says so', () => {
    expect(resolvePhrase('Hội đồng TH-KT Ngành', executing).suggestion).toEqual({
      reason: 'letters',
      reading: 'Hội đồng TĐKT Ngành',
      distance: 1,
    })
    expect(resolvePhrase('Các phòng cõ quan Sở', executing)).toMatchObject({
      confidence: 0.95,
      suggestion: { reason: 'diacritics', reading: 'Các phòng cơ quan Sở' },
    })
    expect(resolvePhrase('Hội đồng TĐ-KT Ngành', executing).suggestion).toBeUndefined()
  })

  it('only proposes where a proper name is misspelt, and accepts lost tones at lower confidence', () => {
    expect(resolvePhrase('Trường THPT Bình Đứcc', executing)).toMatchObject({
      unmatched: true,
      units: [],
      suggestion: { reason: 'proper-name', units: ['unt_thpt-binh-duc'] },
    })
    expect(resolvePhrase('Phòng GDĐT Lonq Biên', executing)).toMatchObject({
      unmatched: true,
      units: [],
      suggestion: { units: [longBien] },
    })
    expect(resolvePhrase('Trường THPT Binh Duc', executing)).toMatchObject({ units: ['unt_thpt-binh-duc'], confidence: 0.85 })
  })

  it('does not let a district bind the offices beside it', () => {
    const found = resolvePhrase('Các phòng GDĐT', { ...seed004, role: 'executing' })
    expect(found).toMatchObject({ unmatched: true, units: [], how: 'beyond-authority' })
    expect(found.suggestion?.units).toEqual(below(longBien, 'school', 'gdnn-gdtx'))
    expect(resolvePhrase('Các phòng GDĐT', { ...seed004, role: 'coordinating' }).unmatched).toBe(false)
  })

  it('shows the other council where a district has two', () => {
    expect(resolvePhrase('Thành viên Hội đồng TĐKT', { ...seed004, role: 'executing' })).toMatchObject({
      confidence: 0.5,
      suggestion: { reason: 'ambiguous', units: [longBienCouncil] },
    })
  })

  it('learns from the rest of the document which cluster is meant', () => {
    const context = 'Các đơn vị trong Cụm thi đua số 7'
    expect(resolvePhrase('Các đơn vị trong cụm', { ...seed000, role: 'coordinating' })).toMatchObject({ unmatched: true, how: 'ambiguous' })
    expect(resolvePhrase('Các đơn vị trong cụm', { ...seed000, role: 'coordinating', context }).groups).toEqual(['grp_cum-7-tp'])
  })

  it('keeps purpose, archive codes and drafting units', () => {
    expect(resolvePhrase('Ban TĐKT TP (để b/c)', { ...seed002, role: 'recipient' }).purpose).toBe('report')
    expect(resolvePhrase('Lưu: VT, VP (3)', { ...seed000, role: 'recipient' }).archive).toEqual({
      codes: ['VT', 'VP'],
      drafting: [office],
      copies: 3,
    })
    expect(resolvePhrase('Lưu VT, TCCB', { ...seed000, role: 'recipient' }).archive?.drafting).toEqual(['unt_phong-tccb'])
  })
})

describe('what is unknown stays unmatched', () => {
  it.each([
    '',
    ' ;; ',
    'các tổ khối chuyên môn',
    'Phòng GDĐT quận Tân Bình',
    'Sở GDĐT Sao Hỏa',
    'Bộ tiêu chí',
    'Cụm thi đua số 3',
    'Cụm thi đua số 9',
    'Hội đồng TĐ-KT các cấp',
    'xin chào các bạn',
    'Các Sở GDĐT',
    'các '.repeat(50),
    'x'.repeat(3_000),
  ])('%s', (phrase) => {
    expect(resolvePhrase(phrase, { ...seed000, role: 'executing' })).toMatchObject({
      unmatched: true,
      units: [],
      people: [],
      outside: [],
      confidence: 0,
    })
  })

  it('but the known parts beside it are kept', () => {
    expect(resolvePhrase('Văn phòng Sở; tổ giúp việc', { ...seed000, role: 'executing' })).toMatchObject({
      unmatched: true,
      units: [office],
    })
  })

  it('knows no cluster before its time', () => {
    expect(resolvePhrase('Các đơn vị trong Cụm thi đua số 7', { ...seed002, role: 'coordinating' }).unmatched).toBe(true)
  })

  it('never gives units of which none was named, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (text) => {
        const found = resolvePhrase(text, { ...seed000, role: 'executing' })
        for (const part of found.parts) if (part.unmatched) expect(part.units).toEqual([])
        expect(found.unmatched).toBe(found.parts.some((part) => part.unmatched))
      }),
      { numRuns: 200 },
    )
  })

  it('refuses an issuer that does not exist on the day', () => {
    expect(() => resolvePhrase('Sở', { ...seed000, issuer: 'unt_none', role: 'executing' })).toThrow(RangeError)
  })
})

describe('after 1/7/2025', () => {
  const reformed = sampleDirectory({ reform: true })
  const context = { directory: reformed, date: '2025-09-05', issuer: so, role: 'recipient' } as const

  it('there are no district offices, and communes are units', () => {
    expect(resolvePhrase('Phòng GDĐT các Q.H.TX', context).unmatched).toBe(true)
    const communes = resolvePhrase('UBND các phường, xã', context)
    expect(communes.units).toHaveLength(30)
    expect(communes.outside).toEqual([])
  })

  it('a commune addresses the schools it took over', () => {
    const found = resolvePhrase('Các trường MN, TH, THCS', { ...context, issuer: 'unt_ubnd-phuong-dong-da' })
    expect(new Set(found.units)).toEqual(new Set(schoolsOf(dongDa)))
  })
})

describe('line breaks', () => {
  const executing = { ...seed000, role: 'executing' } as const

  it.each([
    ['Thành viên Hội đồng\nTĐ-KT Ngành', [sectorCouncil]],
    ['Các phòng GDĐT các quận,\nhuyện, thị xã;\nđơn vị trực thuộc', [...allPgd, ...allDvtt]],
    ['Các phòng\r\ncơ quan Sở', departments],
  ] as const)('that only wrap are no separators: %j', (phrase, units) => check(phrase, executing, { units }))

  it.each([
    ['Văn phòng Sở\nThanh tra Sở', [office, 'unt_thanh-tra'], []],
    ['Sở Nội vụ\nVăn phòng Sở', [office], ['Sở Nội vụ']],
    ['- Văn phòng Sở\n- Các đơn vị trực thuộc', [office, ...allDvtt], []],
  ] as const)('that separate do: %j', (phrase, units, outside) => check(phrase, executing, { units: units as readonly UnitId[], outside }))
})
