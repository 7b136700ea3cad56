import type { Piece } from '../lines.ts'
import type { Column, Role } from './columns.ts'

/** A row as the table gives it: one piece per column that exists. */
export type RawRow = {
  readonly tt: number | null
  /** The mark of a row below a numbered one: "a", "1.2". */
  readonly sub?: string
  readonly quarter: string | null
  /** Where `quarter` stands. */
  readonly quarterAt?: Piece
  /** The heading of the group the row stands in, when it is no quarter or month. */
  readonly section?: string | null
  readonly cells: Readonly<Partial<Record<Role, Piece>>>
  /** Set when a page break cut the row: the four task cells of each part. */
  readonly fragments: readonly (readonly string[])[] | null
  /** The cells could not be matched to the columns one to one. */
  readonly uneven: boolean
}

export type Table = {
  readonly columns: readonly Column[]
  readonly rows: readonly RawRow[]
  readonly layout: 'tabs' | 'vertical' | 'markdown' | 'spaces'
  /** Index of the heading line, and of the first line after the table. */
  readonly from: number
  readonly to: number
  /** Text inside the table that belongs to no row. */
  readonly strays: readonly Piece[]
}

export const rowNumber = /^(?:\*\*)?\s*(\d{1,3})\s*[.)]?\s*(?:\*\*)?$/

const subMark = /^(\d{0,2}\p{Ll}|\d{1,2}(?:\.\d{1,2}){1,2})\s*[.)]?$/u

/** "a)", "b.", "1.2", "7a": a part of the numbered row above, or one put in below it. */
export const subMarkOf = (cell: string): string | null => subMark.exec(cell.trim())?.[1] ?? null

export function numberOf(cell: string): number | null {
  const match = rowNumber.exec(cell.trim())
  return match === null ? null : Number(match[1])
}
