import { fold } from '../fold.ts'
import { type Piece, pieceOf } from '../lines.ts'
import type { Parts } from '../parts.ts'
import type { Appendix } from '../types.ts'
import { type AppendixHead, readAppendixHead } from './reference.ts'
import type { Table } from './rows.ts'

/** The appendix that carries the tasks: its head, and the columns of its table. */
export function findAppendixHead(parts: Parts): AppendixHead | null {
  const table = parts.tables[0]
  const at = parts.appendixAt
  if (at < 0) return null
  const isBelow = table !== undefined && table.from < at
  const head = readAppendixHead(parts.lines, at, table === undefined || isBelow ? parts.lines.length : table.from)
  // Below the table of tasks stand forms and lists, also those of another document.
  return isBelow && !fold(head?.reference?.text ?? '').includes('ke hoach') ? null : head
}

export type ReadAppendix = { readonly appendix: Appendix; readonly pieces: Readonly<Record<string, Piece>> }

type Issued = { readonly date: string | null; readonly issuer: string | null }

export function readAppendix(parts: Parts, head: AppendixHead | null, issued: Issued): ReadAppendix | null {
  const table = parts.tables[0]
  if (head === null && table === undefined) return null
  const flag = head === null ? '' : flags(head, issued)
  const appendix: Appendix = {
    title: head?.title?.text ?? null,
    reference: head?.reference?.text ?? null,
    refNumber: head?.refNumber ?? null,
    refDate: head?.refDate ?? null,
    ...(flag === '' ? {} : { flag }),
    columns: table?.columns.map((c) => c.heading) ?? [],
    ...(table?.layout === 'vertical' ? { layout: layoutNote(parts, table) } : {}),
  }
  const pieces: Record<string, Piece> = {}
  if (head?.title != null) pieces.title = head.title
  if (head?.reference != null) pieces.reference = head.reference
  const heading = table === undefined ? undefined : parts.lines[table.from]
  if (heading !== undefined) pieces.heading = pieceOf(heading.text, heading.start)
  return { appendix, pieces }
}

function layoutNote(parts: Parts, table: Table): string {
  return parts.lines[table.from]?.text.startsWith('\t') ? 'one cell per line, leading TAB, blank lines between rows' : 'one cell per line'
}

const slashed = (date: string) => `${date.slice(8)}/${date.slice(5, 7)}`

/** How the reference disagrees with the letterhead. */
function flags(head: AppendixHead, issued: Issued): string {
  const out: string[] = []
  if (head.blank) out.push('APPENDIX_REFERENCE_BLANK')
  const { date } = issued
  if (date !== null && head.refDate !== null && date !== head.refDate) {
    const sameDay = date.slice(5) === head.refDate.slice(5)
    out.push(
      sameDay
        ? `APPENDIX_DATE_MISMATCH (year ${head.refDate.slice(0, 4)} vs ${date.slice(0, 4)})`
        : `APPENDIX_DATE_MISMATCH (${slashed(date)} vs ${slashed(head.refDate)}/${head.refDate.slice(0, 4)})`,
    )
  }
  const kinds = [head.refIssuer, issued.issuer].map((name) => name?.split(' ')[0] ?? null)
  if (issuerDiffers(head, issued.issuer)) out.push(`APPENDIX_ISSUER_MISMATCH (${kinds[0]} vs ${kinds[1]})`)
  return out.join('; ')
}

const bodies = ['so', 'phong', 'truong', 'ubnd', 'uy', 'bo', 'hoi', 'ban', 'cong', 'trung']

/** Only the kind of body is compared: abbreviations and missing place names are no disagreement. */
export function issuerDiffers(head: AppendixHead, issuer: string | null): boolean {
  const first = (name: string | null) =>
    name === null ? '' : (name.split(' ')[0] ?? '').normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace('đ', 'd')
  const [a, b] = [first(head.refIssuer), first(issuer)].map((word) =>
    word === 'uy' ? 'ubnd' : word === 'pgd' ? 'phong' : word === 'sgd' ? 'so' : word,
  )
  return a !== undefined && b !== undefined && a !== b && bodies.includes(a) && bodies.includes(b)
}
