import { deflateRawSync } from 'node:zlib'
import ExcelJS from 'exceljs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { IMPORT_BYTES_MAX, IMPORT_ROWS_MAX } from './table.ts'
import { tablesOfXlsx } from './xlsx.ts'

type Entry = { readonly name: string; readonly content: string | Uint8Array; readonly statedBytes?: number }

/** A zip as the format says, except for the sizes it states where a test wants it to lie. */
function zipOf(entries: readonly Entry[]): Uint8Array {
  const locals: Buffer[] = []
  const directory: Buffer[] = []
  let at = 0
  for (const { name, content, statedBytes } of entries) {
    const packed = deflateRawSync(content)
    const fields = Buffer.alloc(26)
    fields.writeUInt16LE(8, 4)
    fields.writeUInt32LE(packed.byteLength, 14)
    fields.writeUInt32LE(statedBytes ?? content.length, 18)
    fields.writeUInt16LE(name.length, 22)
    const local = Buffer.concat([Buffer.from('PK\u0003\u0004'), fields, Buffer.from(name), packed])
    const tail = Buffer.alloc(14)
    tail.writeUInt32LE(at, 10)
    directory.push(Buffer.concat([Buffer.from('PK\u0001\u0002'), Buffer.alloc(2), fields.subarray(0, 26), tail, Buffer.from(name)]))
    locals.push(local)
    at += local.byteLength
  }
  const end = Buffer.alloc(18)
  end.writeUInt16LE(entries.length, 6)
  end.writeUInt32LE(Buffer.concat(directory).byteLength, 8)
  end.writeUInt32LE(at, 12)
  return Buffer.concat([...locals, ...directory, Buffer.from('PK\u0005\u0006'), end])
}

const workbook = (properties = '') => `<workbook>${properties}<sheets><sheet name="Một" sheetId="1" r:id="rId1"/></sheets></workbook>`
const relations = '<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>'

function bookOf(rows: string, { shared = '', styles = '', properties = '' } = {}): Uint8Array {
  return zipOf([
    { name: 'xl/workbook.xml', content: workbook(properties) },
    { name: 'xl/_rels/workbook.xml.rels', content: relations },
    { name: 'xl/worksheets/sheet1.xml', content: `<?xml version="1.0"?><worksheet><sheetData>${rows}</sheetData></worksheet>` },
    { name: 'xl/sharedStrings.xml', content: `<sst>${shared}</sst>` },
    { name: 'xl/styles.xml', content: `<styleSheet>${styles}</styleSheet>` },
  ])
}

function linesOf(bytes: Uint8Array): readonly (readonly [number, ...string[]])[] | string {
  const tables = tablesOfXlsx(bytes)
  return 'refused' in tables ? tables.refused.code : tables.flatMap(({ lines }) => lines.map(({ row, cells }) => [row, ...cells] as const))
}

describe('a workbook', () => {
  it('gives shared, inline and formula texts, numbers, truths and errors', () => {
    const shared =
      '<si><t>Sở &amp; Phòng</t></si><si><r><t>Đống </t></r><r><t xml:space="preserve">Đa</t></r><rPh sb="0" eb="1"><t>ドン</t></rPh></si><si/>'
    const row =
      '<row r="3"><c r="A3" t="s"><v>0</v></c><c r="B3" t="s"><v>1</v></c><c t="inlineStr"><is><t>trong ô</t></is></c>' +
      '<c r="E3"><v>7.0</v></c><c r="F3" t="b"><v>1</v></c><c r="G3" t="e"><v>#REF!</v></c><c r="H3" t="str"><f>1+1</f><v>2</v></c><c r="I3" t="s"><v>2</v></c></row>'
    expect(linesOf(bookOf(row, { shared }))).toEqual([[3, 'Sở & Phòng', 'Đống Đa', 'trong ô', '', '7', 'TRUE', '#REF!', '=1+1']])
  })

  it('shows a shared formula as one, also where its text stands elsewhere', () => {
    expect(linesOf(bookOf('<row r="1"><c r="A1"><f t="shared" si="0"/><v>5</v></c></row>'))).toEqual([[1, '=']])
  })

  it('shows days of both calendars, known by their style only', () => {
    const styles =
      '<numFmts><numFmt numFmtId="164" formatCode="dd/mm/yyyy"/><numFmt numFmtId="165" formatCode="0 &quot;ngày&quot;"/></numFmts>' +
      '<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/></cellXfs>'
    const row = [0, 1, 2, 3].map((style) => `<c s="${style}"><v>44210.75</v></c>`).join('')
    expect(linesOf(bookOf(`<row>${row}</row>`, { styles }))).toEqual([[1, '44210.75', '2021-01-14', '2021-01-14', '44210.75']])
    const mac = bookOf('<row><c s="1"><v>42748</v></c></row>', { styles, properties: '<workbookPr date1904="1"/>' })
    expect(linesOf(mac)).toEqual([[1, '2021-01-14']])
  })

  it('counts rows as the sheet does and leaves out empty ones', () => {
    expect(linesOf(bookOf('<row r="2"><c r="A2" s="1"/></row><row r="9"><c r="B9"><v>1</v></c></row>'))).toEqual([[9, '', '1']])
  })

  it('decodes the characters XML cannot write, so that they can be refused', () => {
    expect(linesOf(bookOf('<row><c t="inlineStr"><is><t>a_x0007_b&#x202E;</t></is></c></row>'))).toEqual([[1, 'a\u0007b\u202e']])
  })

  it('reads what exceljs writes', async () => {
    const text = fc.string({ unit: fc.constantFrom('ế', 'đ', 'A', '&', '<', '>', '"', "'", '_', ' ', '1', ';') }).map((each) => each.trim())
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(text, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 4 }), async (rows) => {
        const book = new ExcelJS.Workbook()
        book.addWorksheet('x').addRows(rows)
        const lines = linesOf(new Uint8Array(await book.xlsx.writeBuffer()))
        const trimmed = rows.map((cells, i) => [i + 1, ...cells.slice(0, cells.findLastIndex((cell) => cell !== '') + 1)])
        expect(lines).toEqual(trimmed.filter((line) => line.length > 1))
      }),
      { numRuns: 60 },
    )
  })
})

describe('a workbook is refused', () => {
  it('when it holds more than it may, whatever sizes it states', () => {
    const bomb = zipOf([{ name: 'xl/workbook.xml', content: new Uint8Array(80_000_000), statedBytes: 1 }])
    expect(bomb.byteLength).toBeLessThan(IMPORT_BYTES_MAX)
    expect(linesOf(bomb)).toBe('file-too-large')
  })

  it('when it is too large, too long or too wide', () => {
    expect(linesOf(new Uint8Array(IMPORT_BYTES_MAX + 1))).toBe('file-too-large')
    expect(linesOf(bookOf('<row><c><v>1</v></c></row>'.repeat(IMPORT_ROWS_MAX + 2)))).toBe('too-many-rows')
    expect(linesOf(bookOf('<row><c r="AZ1"><v>1</v></c></row>'))).toBe('too-many-columns')
    expect(linesOf(bookOf('<row><c r="ZZZ1"><v>1</v></c></row>'))).toBe('file-malformed')
  })

  it('when it is no zip, a broken one, or names an entry twice', () => {
    expect(linesOf(new Uint8Array())).toBe('file-malformed')
    expect(linesOf(Buffer.from('PK\u0003\u0004 no zip at all, but long enough to hold an end'))).toBe('file-malformed')
    const whole = bookOf('<row><c><v>1</v></c></row>')
    expect(linesOf(whole.subarray(0, whole.byteLength - 30))).toBe('file-malformed')
    const twice = { name: 'xl/workbook.xml', content: workbook() }
    expect(linesOf(zipOf([twice, twice]))).toBe('file-malformed')
    expect(linesOf(zipOf([{ name: 'word/document.xml', content: '<w/>' }]))).toBe('file-malformed')
  })

  it('when its XML brings a document type', () => {
    const entity = '<!DOCTYPE x [<!ENTITY a "aaaa">]><row><c><v>1</v></c></row>'
    expect(linesOf(bookOf(entity))).toBe('file-malformed')
  })

  it('and never fails otherwise, whatever bytes are changed', () => {
    const whole = bookOf('<row><c t="inlineStr"><is><t>Trường</t></is></c><c><v>5</v></c></row>')
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(whole.byteLength - 1), fc.nat(255)), { minLength: 1, maxLength: 8 }), (changes) => {
        const bytes = Uint8Array.from(whole)
        for (const [at, byte] of changes) bytes[at] = byte
        expect(() => linesOf(bytes)).not.toThrow()
      }),
    )
  })
})
