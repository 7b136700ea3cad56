/** Rows → CSV for spreadsheets. The one way in which this system writes CSV. */

import type { IsoDate } from '../directory/model.ts'

/** `date`: a calendar day. `instant`: an RFC 3339 time, shown in Asia/Ho_Chi_Minh. */
export type Cell = string | number | boolean | null | { readonly date: IsoDate } | { readonly instant: string }

// Excel reads UTF-8 only with the mark; without it Vietnamese letters break (pretalx changelog).
const byteOrderMark = '\ufeff'

/**
 * A cell that begins like a formula is run by spreadsheets, in quotes too (OWASP, "CSV Injection"). Full-width forms are folded by
 * East Asian versions before they look.
 */
const formulaStart = /^[=+\-@\t\r\n＝＋－＠]/

export function csvOf(header: readonly string[], rows: readonly (readonly Cell[])[]): string {
  return byteOrderMark + [header, ...rows].map((row) => `${row.map(csvCell).join(',')}\r\n`).join('')
}

function csvCell(cell: Cell): string {
  // Our own numbers and dates are no text of a user: a negative number stays one.
  if (typeof cell === 'number' || typeof cell === 'boolean') return String(cell)
  if (cell === null) return ''
  if (typeof cell === 'object') return 'date' in cell ? guarded(cell.date) : wallTimeOf(cell.instant).replace('T', ' ').slice(0, 19)
  return guarded(cell)
}

function guarded(text: string): string {
  const safe = startsLikeFormula(text) ? `'${text}` : text
  return /[",\r\n;\t]/.test(safe) || safe !== safe.trim() ? `"${safe.replaceAll('"', '""')}"` : safe
}

export const startsLikeFormula = (text: string): boolean => formulaStart.test(text)

/** Takes back the apostrophe that `csvOf` put before a cell. */
export const unguarded = (text: string): string => (text.startsWith("'") && startsLikeFormula(text.slice(1)) ? text.slice(1) : text)

// Viet Nam keeps UTC+7 all year; no time zone data is needed.
const VIET_NAM_OFFSET_MS = 7 * 60 * 60 * 1000

/** RFC 3339 instant → the wall clock in Viet Nam, as ISO text without a zone. Throws RangeError on a text that is no time. */
export function wallTimeOf(instant: string): string {
  return new Date(Date.parse(instant) + VIET_NAM_OFFSET_MS).toISOString().slice(0, -1)
}
