import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { csvOf } from '../../sheets/export.ts'
import { xlsxOf } from '../../sheets/workbook.ts'
import type { DirectoryChange } from '../change.ts'
import { sampleCsv, sampleDirectory } from '../sample/index.ts'
import { type Directory, directoryOf } from '../snapshot.ts'
import { tableOfCsv } from './csv.ts'
import { isoDateOf } from './fields.ts'
import { sheetsOfFile } from './file.ts'
import { planImport } from './plan.ts'
import { sheetContents } from './rows.ts'
import { refusalSentence } from './sentences.vi.ts'
import { type Sheet, sheetOf } from './sheet.ts'
import { IMPORT_BYTES_MAX, IMPORT_ROWS_MAX, type RefusalCode } from './table.ts'

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text)
const empty = directoryOf([], [], [])
const sample = sampleDirectory({ units: 40 })

function sheetIn(csv: string): Sheet {
  const table = tableOfCsv(bytesOf(csv))
  if ('refused' in table) throw new Error(table.refused.code)
  const sheet = sheetOf(table)
  if ('refused' in sheet) throw new Error(sheet.refused.code)
  return sheet
}

const sampleSheets = (): Sheet[] => Object.values(sampleCsv({ units: 40 })).map(sheetIn)

/** The directory after the changes. New bearers come last, so that lists stay in order. */
function applyChanges(directory: Directory, changes: readonly DirectoryChange[]): Directory {
  const units = new Map(directory.units.map((unit) => [unit.id, unit]))
  const groups = new Map(directory.groups.map((group) => [group.id, group]))
  const people = new Map(directory.people.map((person) => [person.id, person]))
  for (const { payload } of changes) {
    if ('unit' in payload) units.set(payload.unit.id, payload.unit)
    else if ('group' in payload) groups.set(payload.group.id, payload.group)
    else people.set(payload.person.id, payload.person)
  }
  return directoryOf([...units.values()], [...groups.values()], [...people.values()])
}

const byId = <T extends { id: string }>(list: readonly T[]): Record<string, T> => Object.fromEntries(list.map((each) => [each.id, each]))
const contentOf = ({ units, groups, people }: Directory) => ({ units: byId(units), groups: byId(groups), people: byId(people) })

describe('importing the sample', () => {
  const first = planImport(sampleSheets(), empty)
  const imported = applyChanges(empty, first.changes)

  it('gives the sample again', () => {
    expect(first.counts).toMatchObject({ changed: 0, same: 0, refused: 0 })
    expect(contentOf(imported)).toEqual(contentOf(sample))
  })

  it('a second time changes nothing', () => {
    const again = planImport(sampleSheets(), imported)
    expect(again.changes).toEqual([])
    expect(new Set(again.report.map(({ outcome }) => outcome))).toEqual(new Set(['same']))
  })

  it('names parents before children, and units before the people in them', () => {
    const events = first.changes.map(({ event }) => event)
    expect(events.lastIndexOf('unit.registered')).toBeLessThan(events.indexOf('person.registered'))
    const seen = new Set<string>()
    for (const { payload } of first.changes) {
      if (!('unit' in payload)) continue
      if (payload.unit.parent !== undefined) expect(seen).toContain(payload.unit.parent)
      seen.add(payload.unit.id)
    }
  })

  it('works from a workbook of three sheets as well', async () => {
    const { units, groups, people } = sheetContents(sample)
    const sheets = sheetsOfFile(await xlsxOf([units, groups, people]))
    if ('refused' in sheets) throw new Error(sheets.refused.code)
    expect(planImport(sheets, sample).changes).toEqual([])
    expect(contentOf(applyChanges(empty, planImport(sheets, empty).changes))).toEqual(contentOf(sample))
  })
})

const unitHeader = ['Mã đơn vị', 'Tên đơn vị', 'Loại', 'Cấp trên', 'Email 1', 'Email 2', 'Email 3', 'Từ ngày', 'Đến ngày', 'Đơn vị kế thừa']
type UnitCells = Partial<Record<'id' | 'name' | 'type' | 'parent' | 'email' | 'email2' | 'email3' | 'from' | 'to' | 'successor', string>>

function unitsCsv(rows: readonly UnitCells[]): string {
  const cells = rows.map(
    ({
      id = '',
      name = 'Trường THPT Mới',
      type = 'dvtt',
      parent = '',
      email = '',
      email2 = '',
      email3 = '',
      from = '01/08/2021',
      to = '',
      successor = '',
    }) =>
      [id, name, type, parent, email, email2, email3, from, to, successor]
        .map((cell) => (/[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell))
        .join(','),
  )
  return [unitHeader.join(','), ...cells].join('\r\n')
}

const planOf = (rows: readonly UnitCells[], directory = sample) => planImport([sheetIn(unitsCsv(rows))], directory)

describe('a row of units is refused', () => {
  const cases: readonly (readonly [string, UnitCells, RefusalCode, string])[] = [
    ['without a name', { name: '' }, 'required', 'name'],
    ['without a first day', { from: '' }, 'required', 'validFrom'],
    ['with a formula for a name', { name: '=HYPERLINK("http://x")' }, 'formula', 'name'],
    ['with a blank before the formula', { name: ' @SUM(1)' }, 'formula', 'name'],
    ['with an escaped formula', { name: "'=1+1" }, 'formula', 'name'],
    ['with a line break in its name', { name: 'Trường\nBcc: x@y.vn' }, 'control-character', 'name'],
    ['with a character that turns the text round', { name: 'Trường \u202eTPHT' }, 'control-character', 'name'],
    ['with a zero-width character', { name: 'Trường\u200b THPT' }, 'control-character', 'name'],
    ['with too long a name', { name: 'x'.repeat(201) }, 'too-long', 'name'],
    ['with a day that does not exist', { from: '31/02/2021' }, 'bad-date', 'validFrom'],
    ['that ends before it begins', { to: '31/07/2021' }, 'period-reversed', 'validTo'],
    ['with an address that is none', { email: 'vanthu@' }, 'bad-email', 'emails'],
    ['with a header injected into an address', { email: 'a@b.vn\r\nBcc: c@d.vn' }, 'bad-email', 'emails'],
    ['with three addresses', { email: 'a@b.vn', email2: 'c@b.vn', email3: 'd@b.vn' }, 'too-many-contacts', 'emails'],
    ['with three addresses in one cell', { email: 'a@b.vn; c@b.vn; d@b.vn' }, 'too-many-contacts', 'emails'],
    ['of an unknown type', { type: 'Trường Hogwarts' }, 'unknown-type', 'type'],
    ['with an unknown parent', { parent: 'Sở Không Có' }, 'unknown-parent', 'parent'],
    ['with an unknown successor', { successor: 'unt_none' }, 'unknown-successor', 'successor'],
    ['with an id that is none', { id: 'THPT-01' }, 'bad-id', 'id'],
    ['that is its own parent', { id: 'unt_new', parent: 'unt_new' }, 'cycle', 'parent'],
    [
      'with the name of a unit elsewhere and no id',
      { name: 'Trường Tiểu học Hồng Dương', parent: 'unt_so-gddt-ha-noi' },
      'ambiguous-name',
      'name',
    ],
  ]

  it.each(cases)('%s', (_, cells, code, field) => {
    const plan = planOf([cells, { name: 'Trường THPT Tốt', parent: 'Sở Giáo dục và Đào tạo Hà Nội' }])
    expect(plan.report[0]).toMatchObject({ sheet: 'units', row: 2, outcome: 'refused' })
    expect(plan.report[0]?.refusals).toContainEqual(expect.objectContaining({ code, field }))
    for (const refusal of plan.report[0]?.refusals ?? []) expect(refusalSentence(refusal)).toMatch(/\.$/)
    // The good row beside it is not held up.
    expect(plan.report[1]?.outcome).toBe('new')
    expect(plan.changes).toHaveLength(1)
  })

  it('twice when two rows are the same unit', () => {
    expect(
      planOf([
        { id: 'unt_a', name: 'A' },
        { id: 'unt_a', name: 'B' },
      ]).report.map(({ refusals }) => refusals[0]?.code),
    ).toEqual(['duplicate', 'duplicate'])
    expect(planOf([{ name: 'Trường A' }, { name: 'trường  a' }]).counts.refused).toBe(2)
  })

  it('with everything that hangs on it', () => {
    const plan = planOf([
      { id: 'unt_top', name: 'Trên', from: '32/01/2021' },
      { id: 'unt_mid', name: 'Giữa', parent: 'unt_top' },
      { id: 'unt_low', name: 'Dưới', parent: 'Giữa' },
    ])
    expect(plan.counts.refused).toBe(3)
    expect(plan.changes).toEqual([])
  })

  it('when a cycle closes through several rows or through the directory', () => {
    const ring = planOf([
      { id: 'unt_a', name: 'A', parent: 'unt_b' },
      { id: 'unt_b', name: 'B', parent: 'unt_c' },
      { id: 'unt_c', name: 'C', parent: 'unt_a' },
    ])
    expect(ring.report.map(({ refusals }) => refusals.map(({ code }) => code))).toEqual([['cycle'], ['cycle'], ['cycle']])
    const so = { id: 'unt_so-gddt-ha-noi', name: 'Sở Giáo dục và Đào tạo Hà Nội', type: 'so', parent: 'unt_pgd-dong-da' }
    expect(planOf([so]).report[0]?.refusals).toContainEqual(expect.objectContaining({ code: 'cycle' }))
  })
})

describe('a row of units', () => {
  it('finds its parent by name, in the directory or in the same file', () => {
    const plan = planOf([
      { name: 'Trường THPT Con', parent: 'Trường THPT Mẹ' },
      { name: 'Trường THPT Mẹ', parent: 'sở giáo dục và đào tạo hà nội' },
    ])
    expect(plan.changes.map(({ payload }) => ('unit' in payload ? [payload.unit.id, payload.unit.parent] : []))).toEqual([
      ['unt_truong-thpt-me', 'unt_so-gddt-ha-noi'],
      ['unt_truong-thpt-con', 'unt_truong-thpt-me'],
    ])
  })

  it('keeps what the file has no column for, and clears what it leaves empty', () => {
    const [before] = sample.units.filter((unit) => unit.id === 'unt_pgd-dong-da')
    const plan = planOf([
      { id: 'unt_pgd-dong-da', name: before?.name ?? '', type: 'Phòng GDĐT', parent: 'unt_so-gddt-ha-noi', from: '01/08/2008' },
    ])
    expect(plan.changes).toEqual([{ event: 'unit.changed', payload: { unit: { ...before, contacts: [] } } }])
  })

  it('closes a unit when it gets its last day', () => {
    const plan = planOf([{ id: 'unt_pgd-dong-da', name: 'X', from: '01/08/2008', to: '30/06/2025', successor: 'unt_van-phong-so' }])
    expect(plan.changes[0]).toMatchObject({
      event: 'unit.changed',
      payload: { unit: { validTo: '2025-06-30', successor: 'unt_van-phong-so' } },
    })
  })

  it('gets different ids for schools of one name in two districts', () => {
    const rows = ['quận Ba Đình', 'quận Đống Đa'].map((name) => ({
      name: 'Trường Tiểu học Mới',
      parent: `Phòng Giáo dục và Đào tạo ${name}`,
    }))
    const plan = planOf(rows)
    expect(plan.counts).toMatchObject({ new: 2, refused: 0 })
    expect(planOf(rows, applyChanges(sample, plan.changes)).counts).toMatchObject({ same: 2 })
  })
})

describe('rows of people and groups', () => {
  const people = (rows: readonly string[]) => sheetIn(['Họ và tên,Email,Vai trò,Đơn vị,Từ ngày,Đến ngày', ...rows].join('\n'))
  const groups = (rows: readonly string[]) =>
    sheetIn(
      ['Tên nhóm,Loại nhóm,Số,Cơ quan lập,Thành viên: đơn vị,Thành viên: người,Thành viên: ngoài danh bạ,Từ ngày', ...rows].join('\n'),
    )

  it('make one person with several roles, under an id that tells nothing of them', () => {
    const plan = planImport(
      [people(['Lê Thử,le.thu@a.test,Văn thư,Văn phòng Sở,01/01/2021,', 'Lê Thử,LE.THU@a.test,head,unt_pgd-dong-da,01/01/2022,'])],
      sample,
    )
    // The local part is compared without case; the rows write it differently, so one of them is wrong.
    expect(plan.report.map(({ refusals }) => refusals[0]?.code)).toEqual(['other-row-refused', 'conflicting-rows'])
    const good = planImport(
      [people(['Lê Thử,le.thu@a.test,Văn thư,Văn phòng Sở,01/01/2021,', 'Lê Thử,le.thu@a.test,head,unt_pgd-dong-da,01/01/2022,'])],
      sample,
    )
    const [change] = good.changes
    expect(good.changes).toHaveLength(1)
    expect(change).toMatchObject({ event: 'person.registered', payload: { person: { roles: [{ role: 'clerk' }, { role: 'head' }] } } })
    expect(JSON.stringify(change?.payload)).toMatch(/"per_[a-z0-9]{11,13}"/)
  })

  it('never take a role away that they do not mention', () => {
    const known = sample.people[0]
    if (!known) throw new Error('sample without people')
    const plan = planImport([people([`${known.name},${known.email},Người xem,Văn phòng Sở,01/01/2021,`])], sample)
    expect(plan.changes[0]).toMatchObject({
      event: 'person.changed',
      payload: { person: { id: known.id, roles: [...known.roles, { role: 'reader' }] } },
    })
  })

  it('leave it known who handed a role over, of which no sheet speaks', () => {
    const unit = sample.units.find(({ name }) => name === 'Văn phòng Sở')?.id
    if (unit === undefined) throw new Error('sample without its office')
    const role = { role: 'reader' as const, unit, from: '2021-01-01', giver: 'per_giver' as const }
    const person = { id: 'per_moi' as const, name: 'Lê Thị Mới', email: 'moi@a.test', roles: [role] }
    const known = applyChanges(sample, [{ event: 'person.registered', payload: { person } }])
    const row = (to: string) => [people([`${person.name},${person.email},Người xem,${unit},01/01/2021,${to}`])]
    expect(planImport(row(''), known).changes).toEqual([])
    expect(planImport(row('31/01/2021'), known).changes).toMatchObject([
      { payload: { person: { roles: [{ ...role, to: '2021-01-31' }] } } },
    ])
  })

  it('are refused together when one of them is', () => {
    const plan = planImport(
      [people(['Lê Thử,le@a.test,Văn thư,Văn phòng Sở,01/01/2021,', 'Lê Thử,le@a.test,Vua,Văn phòng Sở,01/01/2021,'])],
      sample,
    )
    expect(plan.changes).toEqual([])
    expect(plan.report.map(({ refusals }) => refusals[0]?.code)).toEqual(['other-row-refused', 'unknown-role'])
  })

  it('need exactly one member a row, who exists', () => {
    const plan = planImport(
      [
        groups([
          'Cụm thi đua số 3,Cụm,3,Bộ GDĐT,,,,01/01/2021',
          'Cụm thi đua số 4,Cụm,4,Bộ GDĐT,Văn phòng Sở,,Sở X,01/01/2021',
          'Cụm thi đua số 5,Cụm,0,Bộ GDĐT,Không Có,,,01/01/2021',
          'Cụm thi đua số 6,Cụm,6,Bộ GDĐT,,khong@co.test,,01/01/2021',
          'Cụm thi đua số 8,Cụm,8,Bộ GDĐT,Văn phòng Sở,,,01/01/2021',
          'Cụm thi đua số 8,Cụm,8,Bộ GDĐT,,,Sở GDĐT Huế,01/01/2021',
        ]),
      ],
      sample,
    )
    expect(plan.report.map(({ refusals }) => refusals.map(({ code }) => code))).toEqual([
      ['one-member'],
      ['one-member'],
      ['bad-number', 'unknown-unit'],
      ['unknown-person'],
      [],
      [],
    ])
    expect(plan.changes).toHaveLength(1)
    expect(plan.changes[0]).toMatchObject({
      event: 'group.registered',
      payload: { group: { number: 8, owner: 'Bộ GDĐT', members: [{ unit: 'unt_van-phong-so' }, { outside: 'Sở GDĐT Huế' }] } },
    })
  })
})

describe('whatever the rows', () => {
  const cell = fc.constantFrom(
    '',
    'unt_pgd-dong-da',
    'unt_new',
    'unt_so-gddt-ha-noi',
    'Văn phòng Sở',
    '=1',
    'Trường Mới',
    'a@b.vn',
    'a@',
    '01/01/2021',
    '30/02/2021',
    'so',
    'x\u0007',
  )
  const row = fc.record({
    id: cell,
    name: cell,
    type: fc.constantFrom('so', 'pgd', 'dvtt', 'Vua'),
    parent: cell,
    email: cell,
    from: fc.constantFrom('01/01/2021', '', 'x'),
    to: cell,
    successor: cell,
  })

  it('a refused row changes nothing, an accepted one all of itself, and twice is the same', () => {
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 6 }), (rows) => {
        const plan = planOf(rows)
        const after = applyChanges(sample, plan.changes)
        const accepted = new Set(plan.report.filter(({ outcome }) => outcome !== 'refused').map(({ id }) => id))
        for (const { payload } of plan.changes) expect('unit' in payload && accepted.has(payload.unit.id)).toBe(true)
        for (const unit of sample.units) if (!accepted.has(unit.id)) expect(after.unit(unit.id)).toBe(unit)
        const good = rows.filter((_, i) => plan.report[i]?.outcome !== 'refused')
        if (good.length > 0) expect(planOf(good, after).changes).toEqual([])
        for (const unit of after.units) {
          expect(
            after
              .asOf('2021-06-01')
              .ancestorsOf(unit.id)
              .map(({ id }) => id),
          ).not.toContain(unit.id)
          if (unit.parent !== undefined) expect(after.unit(unit.parent)).toBeDefined()
        }
      }),
      { numRuns: 300 },
    )
  })
})

describe('a file is refused as a whole', () => {
  const codeOf = (bytes: Uint8Array): RefusalCode | undefined => {
    const sheets = sheetsOfFile(bytes)
    return 'refused' in sheets ? sheets.refused.code : undefined
  }

  it('when it is too large, no UTF-8, malformed or none of ours', () => {
    expect(codeOf(new Uint8Array(IMPORT_BYTES_MAX + 1))).toBe('file-too-large')
    expect(codeOf(new Uint8Array([0xff, 0xfe, 0x41, 0x00]))).toBe('file-not-utf8')
    expect(codeOf(bytesOf('a,b\n"x'))).toBe('file-malformed')
    expect(codeOf(bytesOf('Món,Giá\nPhở,50'))).toBe('unknown-sheet')
    expect(codeOf(bytesOf(''))).toBe('unknown-sheet')
    expect(codeOf(new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1]))).toBe('file-malformed')
  })

  it('when it has too many rows or columns, lacks a column or has one twice', () => {
    expect(codeOf(bytesOf(`Tên đơn vị,Loại,Từ ngày\n${'a,so,01/01/2021\n'.repeat(IMPORT_ROWS_MAX + 1)}`))).toBe('too-many-rows')
    expect(codeOf(bytesOf(`Tên đơn vị\n${'\n'.repeat(IMPORT_BYTES_MAX - 20)}`))).toBe('too-many-rows')
    expect(codeOf(bytesOf(','.repeat(50)))).toBe('unknown-sheet')
    expect(codeOf(bytesOf(`x${',x'.repeat(50)}`))).toBe('too-many-columns')
    expect(codeOf(bytesOf('Tên đơn vị,Loại\nA,so'))).toBe('missing-column')
    expect(codeOf(bytesOf('Tên đơn vị,Loại,Loại đơn vị,Từ ngày\nA,so,so,01/01/2021'))).toBe('repeated-column')
  })

  it('but not for its separators, mark or line ends', () => {
    for (const csv of [
      'Tên đơn vị;Loại;Từ ngày\r\nTrường A;so;01/01/2021\r\n',
      '\ufeffTên đơn vị\tLoại\tTừ ngày\nTrường A\tso\t2021-01-01\n\n\n',
      'TEN DON VI,LOAI,TU NGAY\nTrường A,Sở GDĐT,1/1/2021',
    ]) {
      expect(planImport([sheetIn(csv)], empty).changes).toMatchObject([
        { event: 'unit.registered', payload: { unit: { name: 'Trường A', type: 'so', validFrom: '2021-01-01' } } },
      ])
    }
  })

  it('and a formula in a workbook is refused in its row', async () => {
    const { units } = sheetContents(sample)
    const sheets = sheetsOfFile(
      await xlsxOf([{ ...units, rows: units.rows.slice(0, 1).map((row) => row.map((cell, i) => (i === 1 ? '=1+1' : cell))) }]),
    )
    if ('refused' in sheets) throw new Error(sheets.refused.code)
    expect(planImport(sheets, sample).report[0]?.refusals[0]?.code).toBe('formula')
  })
})

it('counts rows as the spreadsheet does, blank lines included', () => {
  const plan = planImport([sheetIn('Tên đơn vị,Loại,Từ ngày\n\nA,so,01/01/2021\n\n,so,01/01/2021')], empty)
  expect(plan.report.map(({ row }) => row)).toEqual([3, 5])
})

it.each([
  ['2021-01-14', '2021-01-14'],
  ['14/1/2021', '2021-01-14'],
  ['29/02/2020', '2020-02-29'],
  ['29/02/2021', undefined],
  ['1/13/2021', undefined],
  ['2021-1-1', undefined],
  ['01/01/0021', undefined],
  ['hôm nay', undefined],
])('reads the day %s as %s', (text, iso) => expect(isoDateOf(text)).toBe(iso))

it('exports what it imports, formulas disarmed', () => {
  const csv = csvOf(['Tên đơn vị', 'Loại', 'Từ ngày'], [['=1+1', 'so', '2021-01-01']])
  expect(planImport([sheetIn(csv)], empty).report[0]?.refusals[0]?.code).toBe('formula')
})
