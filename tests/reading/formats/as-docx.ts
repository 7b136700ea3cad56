import {
  AlignmentType,
  BorderStyle,
  Document,
  LevelFormat,
  Packer,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  VerticalMergeType,
  WidthType,
} from 'docx'
import { columnsOf, type ModelRow, type ModelTable, type Part, type PlanModel } from './model.ts'

/**
 * Three ways offices set the same plan in Word.
 * - `plain`: one table, groups merged over the row, letterhead and signature in borderless tables.
 * - `pages`: the table cut in two with its heading repeated, automatic numbers in the number column and before the parts.
 * - `merged`: equal neighbours merged downwards, a heading of two rows.
 */
export type DocxLayout = 'plain' | 'pages' | 'merged'

export async function asDocx(plan: PlanModel, layout: DocxLayout): Promise<Uint8Array> {
  const { letterhead, title, body, recipients, signature, appendix } = plan
  const children = [
    ...(letterhead.left.length + letterhead.right.length > 0 ? [sideBySide(letterhead.left, letterhead.right, true)] : []),
    ...title.map(centred),
    ...laidOut(body, layout),
    ...(recipients.length > 0 ? [sideBySide(recipients, signature, false)] : []),
    new Paragraph({ pageBreakBefore: true, children: [] }),
    ...laidOut(appendix, layout, true),
  ]
  const numbering = {
    config: [
      { reference: 'rows', levels: [{ level: 0, format: LevelFormat.DECIMAL, text: '%1.', alignment: AlignmentType.CENTER }] },
      { reference: 'parts', levels: [{ level: 0, format: LevelFormat.UPPER_ROMAN, text: '%1.', alignment: AlignmentType.LEFT }] },
      { reference: 'bullets', levels: [{ level: 0, format: LevelFormat.BULLET, text: '\uf0b7', alignment: AlignmentType.LEFT }] },
    ],
  }
  return new Uint8Array(await Packer.toBuffer(new Document({ numbering, sections: [{ children }] })))
}

/** Body and appendix number their parts apart. */
const PARTS_MAX = 1_000

const centred = (text: string) => new Paragraph({ alignment: AlignmentType.CENTER, children: [new TextRun({ text, bold: true })] })

const none = { style: BorderStyle.NONE, size: 0, color: 'auto' }
const noBorders = { top: none, bottom: none, left: none, right: none, insideHorizontal: none, insideVertical: none }

function sideBySide(left: readonly string[], right: readonly string[], middle: boolean): Table {
  const alignment = middle ? AlignmentType.CENTER : AlignmentType.LEFT
  const cell = (lines: readonly string[]) => new TableCell({ children: lines.map((text) => new Paragraph({ text, alignment })) })
  return new Table({
    borders: noBorders,
    width: { size: 100, type: WidthType.PERCENTAGE },
    rows: [new TableRow({ children: [cell(left), cell(right)] })],
  })
}

function laidOut(parts: readonly Part[], layout: DocxLayout, isAppendix = false): (Paragraph | Table)[] {
  let roman = 0
  return parts.flatMap((part, at) => {
    if ('table' in part) return tables(part.table, layout, at + (isAppendix ? PARTS_MAX : 0))
    if ('signers' in part) return [sideBySide(...columnsOf(part), false)]
    const text = part.paragraph
    if (isAppendix) return [centred(text)]
    if (layout !== 'pages') return [new Paragraph(text)]
    if (text.startsWith('- ')) return [new Paragraph({ text: text.slice(2), numbering: { reference: 'bullets', level: 0 } })]
    if (!text.startsWith(`${['I', 'II', 'III', 'IV', 'V', 'VI'][roman]}. `)) return [new Paragraph(text)]
    roman++
    return [new Paragraph({ text: text.slice(text.indexOf(' ') + 1), numbering: { reference: 'parts', level: 0 } })]
  })
}

function tables(table: ModelTable, layout: DocxLayout, instance: number): (Table | Paragraph)[] {
  if (layout !== 'pages') return [ruled(table, table.rows, layout, instance)]
  const half = Math.ceil(table.rows.length / 2)
  return [
    ruled(table, table.rows.slice(0, half), layout, instance),
    new Paragraph(''),
    ruled(table, table.rows.slice(half), layout, instance),
  ]
}

/** `instance`: each table counts its rows from one, the two halves of one go on. */
function ruled(table: ModelTable, rows: readonly ModelRow[], layout: DocxLayout, instance: number): Table {
  const merges = layout === 'merged' ? mergesOf(table, rows) : undefined
  return new Table({
    width: { size: 100, type: WidthType.PERCENTAGE },
    rows: [...headingRows(table, layout), ...rows.map((row, i) => rowOf(table, row, layout, instance, (column) => merges?.[i]?.[column]))],
  })
}

const cellOf = (text: string, options: { columnSpan?: number; verticalMerge?: 'restart' | 'continue' } = {}) =>
  new TableCell({ ...options, children: [new Paragraph(text)] })

function headingRows(table: ModelTable, layout: DocxLayout): TableRow[] {
  const at = table.heading.findIndex((h, i) => h.startsWith('Đơn vị ') && table.heading[i + 1]?.startsWith('Đơn vị '))
  if (layout !== 'merged' || at < 0) return [new TableRow({ tableHeader: true, children: table.heading.map((h) => cellOf(h)) })]
  const merged = (h: string, kind: 'restart' | 'continue') =>
    cellOf(kind === 'restart' ? h : '', { verticalMerge: VerticalMergeType[kind === 'restart' ? 'RESTART' : 'CONTINUE'] })
  const first = table.heading.flatMap((h, i) =>
    i === at ? [cellOf('Đơn vị', { columnSpan: 2 })] : i === at + 1 ? [] : [merged(h, 'restart')],
  )
  const second = table.heading.map((h, i) => (i === at || i === at + 1 ? cellOf(h.slice('Đơn vị '.length)) : merged(h, 'continue')))
  return [new TableRow({ tableHeader: true, children: first }), new TableRow({ tableHeader: true, children: second })]
}

type Merge = 'restart' | 'continue' | undefined

/** Neighbours that say the same in the executing or coordinating column become one cell. */
function mergesOf(table: ModelTable, rows: readonly ModelRow[]): Merge[][] {
  const text = (i: number, column: number) => {
    const row = rows[i]
    return row === undefined || 'group' in row ? undefined : row.cells[column]
  }
  return rows.map((_, i) =>
    table.roles.map((role, column): Merge => {
      const own = text(i, column)
      if ((role !== 'executing' && role !== 'coordinating') || own === undefined || own === '') return undefined
      if (text(i - 1, column) === own) return 'continue'
      return text(i + 1, column) === own ? 'restart' : undefined
    }),
  )
}

function rowOf(table: ModelTable, row: ModelRow, layout: DocxLayout, instance: number, mergeAt: (column: number) => Merge): TableRow {
  if ('group' in row) return new TableRow({ children: [cellOf(row.group, { columnSpan: table.heading.length })] })
  return new TableRow({
    children: row.cells.map((text, column) => {
      const merge = mergeAt(column)
      if (table.roles[column] === 'index' && layout === 'pages' && /^\d+\.$/.test(text))
        return new TableCell({ children: [new Paragraph({ text: '', numbering: { reference: 'rows', level: 0, instance } })] })
      return merge === undefined ? cellOf(text) : cellOf(merge === 'continue' ? '' : text, { verticalMerge: merge })
    }),
  })
}
