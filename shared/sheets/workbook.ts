/**
 * Sheets → XLSX (ECMA-376 part 1, §18): the few parts that a table needs, since a function has no room for a library of 1 MB
 * (`docs/decisions/0015-own-readers-of-csv-and-xlsx.md`). Text is written as text, so nothing a person typed is ever run as a formula.
 */
import { type Cell, wallTimeOf } from './export.ts'
import { zipFile } from './zip-file.ts'

/** Its media type. */
export const XLSX_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

export type SheetContent = { readonly name: string; readonly header: readonly string[]; readonly rows: readonly (readonly Cell[])[] }

/** Limits of the format itself. */
export const SHEET_NAME_CHARACTERS_MAX = 31
export const SHEET_ROWS_MAX = 1_048_575

const COLUMN_WIDTH_MAX = 60
const COLUMN_WIDTH_MIN = 8
/** Rows looked at to find how wide a column is. */
const ROWS_MEASURED_MAX = 200

const DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'

/** Dates become dates of the spreadsheet, not text: they sort and add. Throws RangeError where a sheet has more rows than the format. */
export function xlsxOf(sheets: readonly SheetContent[]): Uint8Array<ArrayBuffer> {
  for (const { rows } of sheets)
    if (rows.length > SHEET_ROWS_MAX) throw new RangeError(`${rows.length} rows, a sheet holds ${SHEET_ROWS_MAX}`)
  const names = distinctNames(sheets.map(({ name }) => sheetNameOf(name)))
  return zipFile([
    { name: '[Content_Types].xml', text: contentTypes(sheets.length) },
    { name: '_rels/.rels', text: relations([['officeDocument', 'xl/workbook.xml']]) },
    { name: 'xl/workbook.xml', text: workbook(names, sheets) },
    {
      name: 'xl/_rels/workbook.xml.rels',
      text: relations([...names.map((_, i) => ['worksheet', `worksheets/sheet${i + 1}.xml`] as const), ['styles', 'styles.xml']]),
    },
    { name: 'xl/styles.xml', text: STYLES },
    ...sheets.map((sheet, i) => ({ name: `xl/worksheets/sheet${i + 1}.xml`, text: worksheet(sheet) })),
  ])
}

function contentTypes(sheets: number): string {
  const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml'
  const part = (name: string, kind: string) => `<Override PartName="/xl/${name}.xml" ContentType="${type}.${kind}+xml"/>`
  const parts = Array.from({ length: sheets }, (_, i) => part(`worksheets/sheet${i + 1}`, 'worksheet'))
  return (
    `${DECLARATION}<Types xmlns="${PACKAGE}/content-types">` +
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
    `<Default Extension="xml" ContentType="application/xml"/>${part('workbook', 'sheet.main')}${part('styles', 'styles')}${parts.join('')}</Types>`
  )
}

function relations(targets: readonly (readonly [kind: string, target: string])[]): string {
  const lines = targets.map(([kind, target], i) => `<Relationship Id="rId${i + 1}" Type="${RELATIONS}/${kind}" Target="${target}"/>`)
  return `${DECLARATION}<Relationships xmlns="${PACKAGE}/relationships">${lines.join('')}</Relationships>`
}

function workbook(names: readonly string[], sheets: readonly SheetContent[]): string {
  const lines = names.map((name, i) => `<sheet name="${escaped(name)}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`)
  // Excel remembers the range of a filter by this hidden name.
  const filters = names.map((name, i) => {
    const { header = [], rows = [] } = sheets[i] ?? {}
    const range = `'${name.replaceAll("'", "''")}'!$A$1:$${columnName(Math.max(1, header.length))}$${rows.length + 1}`
    return `<definedName name="_xlnm._FilterDatabase" localSheetId="${i}" hidden="1">${escaped(range)}</definedName>`
  })
  return (
    `${DECLARATION}<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><sheets>${lines.join('')}</sheets>` +
    `<definedNames>${filters.join('')}</definedNames></workbook>`
  )
}

/** By position in `cellXfs`. */
const STYLE = { header: 1, date: 2, instant: 3 } as const

const STYLES =
  `${DECLARATION}<styleSheet xmlns="${MAIN}">` +
  '<numFmts count="2"><numFmt numFmtId="164" formatCode="dd/mm/yyyy"/><numFmt numFmtId="165" formatCode="dd/mm/yyyy hh:mm"/></numFmts>' +
  '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts>' +
  '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>' +
  '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>' +
  '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>' +
  '<cellXfs count="4"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>' +
  '<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>' +
  '<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>' +
  '<xf numFmtId="165" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs></styleSheet>'

function worksheet({ header, rows }: SheetContent): string {
  const range = `A1:${columnName(Math.max(1, header.length))}${rows.length + 1}`
  const columns = header.map((title, i) => `<col min="${i + 1}" max="${i + 1}" width="${widthOf(title, i, rows)}" customWidth="1"/>`)
  const top = header.map((title, i) => textCell(title, `${columnName(i + 1)}1`, STYLE.header))
  const lines = [top, ...rows.map((row, i) => row.map((cell, j) => cellOf(cell, `${columnName(j + 1)}${i + 2}`)))]
  return (
    `${DECLARATION}<worksheet xmlns="${MAIN}">` +
    '<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>' +
    (columns.length === 0 ? '' : `<cols>${columns.join('')}</cols>`) +
    `<sheetData>${lines.map((cells, i) => `<row r="${i + 1}">${cells.join('')}</row>`).join('')}</sheetData><autoFilter ref="${range}"/></worksheet>`
  )
}

/** Nothing for an empty cell. */
function cellOf(cell: Cell, at: string): string {
  if (cell === null || cell === '') return ''
  if (typeof cell === 'number') return `<c r="${at}"><v>${cell}</v></c>`
  if (typeof cell === 'boolean') return `<c r="${at}" t="b"><v>${cell ? 1 : 0}</v></c>`
  if (typeof cell === 'string') return textCell(cell, at)
  return 'date' in cell
    ? `<c r="${at}" s="${STYLE.date}"><v>${serialOf(`${cell.date}T00:00:00`)}</v></c>`
    : `<c r="${at}" s="${STYLE.instant}"><v>${serialOf(wallTimeOf(cell.instant))}</v></c>`
}

function textCell(text: string, at: string, style?: number): string {
  return `<c r="${at}" t="inlineStr"${style === undefined ? '' : ` s="${style}"`}><is><t xml:space="preserve">${escaped(text)}</t></is></c>`
}

const DAY_MILLISECONDS = 24 * 60 * 60 * 1_000

/** A wall clock → days since 30/12/1899, as the format counts from 1/3/1900 on. */
function serialOf(wallTime: string): number {
  return (Date.parse(`${wallTime.replace(/Z$/, '')}Z`) - Date.UTC(1899, 11, 30)) / DAY_MILLISECONDS
}

/** XML 1.0 has no way to write most control characters, nor half a character; `_x0041_` would be read as `A` (§22.9.2.19). */
function escaped(text: string): string {
  return (
    text
      .toWellFormed()
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is removed
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
      .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
      .replace(/&/g, '&amp;')
      .replace(/</g, '&lt;')
      .replace(/>/g, '&gt;')
      .replace(/"/g, '&quot;')
  )
}

function widthOf(title: string, column: number, rows: SheetContent['rows']): number {
  const longest = rows.slice(0, ROWS_MEASURED_MAX).reduce((most, row) => Math.max(most, charactersOf(row[column] ?? null)), title.length)
  return Math.max(COLUMN_WIDTH_MIN, Math.min(COLUMN_WIDTH_MAX, longest + 2))
}

function charactersOf(cell: Cell): number {
  return cell === null ? 0 : typeof cell === 'object' ? 16 : String(cell).length
}

/** 28 → `AB`. */
function columnName(column: number): string {
  const rest = Math.floor((column - 1) / 26)
  return (rest === 0 ? '' : columnName(rest)) + String.fromCharCode(65 + ((column - 1) % 26))
}

const sheetNameOf = (name: string): string =>
  name
    .replace(/[\\/*?:[\]]/g, ' ')
    .replace(/^'+|'+$/g, '')
    .slice(0, SHEET_NAME_CHARACTERS_MAX) || 'Sheet'

/** Two sheets of one name, whatever their letters' case, would be a file that Excel calls broken. */
function distinctNames(names: readonly string[]): readonly string[] {
  const taken = new Set<string>()
  return names.map((name) => {
    let free = name
    for (let count = 2; taken.has(free.toLowerCase()); count += 1) free = `${name.slice(0, SHEET_NAME_CHARACTERS_MAX - 5)} (${count})`
    taken.add(free.toLowerCase())
    return free
  })
}
