import type { RawRow, Table } from '../../../shared/plan/reading/appendix/rows.ts'
import { type Line, toLines } from '../../../shared/plan/reading/lines.ts'
import { normalise } from '../../../shared/plan/reading/normalise.ts'
import { bodyOf } from '../../../shared/plan/reading/paragraphs.ts'
import { findParts, type Parts } from '../../../shared/plan/reading/parts.ts'

export type ModelRow = { readonly group: string } | { readonly cells: readonly string[] }
export type ModelTable = { readonly heading: readonly string[]; readonly roles: readonly string[]; readonly rows: readonly ModelRow[] }
/** Two who sign side by side, above the recipients: line by line, left and right. */
export type Signers = { readonly signers: readonly (readonly [left: string, right: string])[] }
export type Part = { readonly paragraph: string } | { readonly table: ModelTable } | Signers

/** A plan taken apart, to be laid out again in Word or PDF the way offices do. */
export type PlanModel = {
  readonly letterhead: { readonly left: readonly string[]; readonly right: readonly string[] }
  readonly title: readonly string[]
  readonly body: readonly Part[]
  readonly recipients: readonly string[]
  readonly signature: readonly string[]
  readonly appendix: readonly Part[]
}

export function modelOf(text: string): PlanModel {
  const source = normalise(text)
  const parts = findParts(toLines(source.text))
  const { lines } = parts
  const titleFrom = parts.type.at
  const letterhead = split(lines.slice(0, Math.max(titleFrom, 0)))
  const title = lines.slice(Math.max(titleFrom, 0), parts.titleTo)
  const appendixFrom = parts.appendixAt < 0 ? lines.length : parts.appendixAt
  const closing = parts.recipientsAt < 0 ? [] : lines.slice(parts.recipientsAt, Math.max(appendixFrom, parts.recipientsAt))
  const [recipients, signature] = closingOf([...rightAbove(parts), ...closing])
  return {
    letterhead: {
      left: letterhead.filter((t) => !/ngày .*tháng .*năm|^(?:CỘNG HÒA|Độc lập)/.test(t)),
      right: letterhead.filter((t) => /ngày .*tháng .*năm|^(?:CỘNG HÒA|Độc lập)/.test(t)),
    },
    title: title.map((l) => l.bare).filter((t) => t !== ''),
    body: bodyParts(parts),
    recipients,
    signature,
    appendix: appendixParts(parts, appendixFrom),
  }
}

const split = (lines: readonly Line[]) =>
  lines.flatMap((l) => l.bare.split(/\t|\s{3,}(?!\s*\/)/).map((t) => t.trim())).filter((t) => t !== '')

function bodyParts(parts: Parts): Part[] {
  const lineStart = (i: number) => parts.lines[i]?.start ?? Number.POSITIVE_INFINITY
  const end = parts.recipientsAt < 0 ? (parts.appendixAt < 0 ? parts.lines.length : parts.appendixAt) : parts.recipientsAt
  const tables = parts.tables.filter((t) => t.from < end).map((t) => ({ at: lineStart(t.from), part: { table: tableOf(t) } }))
  const signing = signingAbove(parts)
  const above = new Set(rightAbove(parts).map(({ bare }) => bare))
  const paragraphs = bodyOf(parts)
    .filter(({ piece }) => !above.has(piece.text))
    .map((p) => ({ at: p.piece.at[0]?.start ?? 0, part: { paragraph: bareOf(p.piece.text) } }))
    .filter(({ at }) => at < (signing[0]?.start ?? Number.POSITIVE_INFINITY))
  const body = [...tables, ...paragraphs].sort((a, b) => a.at - b.at).map(({ part }) => part)
  return signing.length === 0 ? body : [...body, { signers: signing.map(inColumns) }]
}

/** The right column can begin a line above "Nơi nhận". */
const rightAbove = ({ lines, recipientsAt }: Parts) =>
  lines.slice(Math.max(recipientsAt - 2, 0), Math.max(recipientsAt, 0)).filter(({ text }) => /^(?:\t|\s{20,})\S/.test(text))

/** Two columns between the end of the text, "./.", and the recipients. */
function signingAbove({ lines, recipientsAt }: Parts): readonly Line[] {
  const end = lines.findLastIndex((line, i) => i < recipientsAt && line.bare.endsWith('./.'))
  const between = end < 0 ? [] : lines.slice(end + 1, recipientsAt).filter(({ bare }) => bare !== '')
  return between.some(({ bare }) => bare.includes('\t')) ? between : []
}

function inColumns({ text }: Line): [string, string] {
  const [left = '', right = ''] = text.split('\t')
  return [left.trim(), right.trim()]
}

/** One column after the other, as a table of two cells holds them. */
export const columnsOf = ({ signers }: Signers): [string[], string[]] => [
  signers.map(([left]) => left).filter((text) => text !== ''),
  signers.map(([, right]) => right).filter((text) => text !== ''),
]

const bareOf = (text: string) => text.replace(/\*\*/g, '')

function closingOf(lines: readonly Line[]): [string[], string[]] {
  const left: string[] = []
  const right: string[] = []
  for (const line of lines) {
    const [first = '', ...others] = line.text.trim().split(/\t|\s{3,}(?!\s*\))/)
    const text = first.replace(/\*\*/g, '').trim()
    if (/^(?:-|Nơi nhận|Bản điện tử|Lưu(?!(?:\s+\p{Lu}\p{Ll}+){2,4}$))/u.test(text)) left.push(text)
    else if (line.bare !== '') right.push(text)
    right.push(...others.map((t) => t.trim()))
  }
  return [left, right.filter((t) => t !== '')]
}

function appendixParts(parts: Parts, from: number): Part[] {
  const tables = parts.tables.filter((t) => t.from >= from)
  const first = tables[0]?.from ?? parts.lines.length
  const head = parts.lines.slice(from, first).filter((l) => l.bare !== '')
  return [...head.map((l) => ({ paragraph: l.bare })), ...tables.map((t) => ({ table: tableOf(t) }))]
}

function tableOf(table: Table): ModelTable {
  let above: RawRow | undefined
  const rows: ModelRow[] = []
  table.rows.forEach((row, i) => {
    if (row.quarter !== null && row.quarter !== above?.quarter) rows.push({ group: row.quarter })
    if (row.section != null && row.section !== above?.section) rows.push({ group: row.section })
    if (row.sub !== undefined && row.tt !== above?.tt)
      rows.push({ cells: table.columns.map(({ role }) => (role === 'index' ? `${row.tt}` : role === 'content' ? 'Công việc' : '')) })
    above = row
    rows.push({ cells: table.columns.map(({ role }) => cellOf(row, role, i)) })
  })
  return { heading: table.columns.map((c) => c.heading), roles: table.columns.map((c) => c.role), rows }
}

function cellOf(row: RawRow, role: Table['columns'][number]['role'], i: number): string {
  return role === 'index' ? (row.sub === undefined ? `${row.tt ?? i + 1}.` : `${row.sub})`) : (row.cells[role]?.text ?? '')
}
