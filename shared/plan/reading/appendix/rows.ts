import type { Piece } from '../lines.ts'
import type { Column, Role } from './columns.ts'

/** A row as the table gives it: one piece per column that exists. */
export type RawRow = {
  readonly tt: number | null
  readonly quarter: string | null
  readonly cells: Readonly<Partial<Record<Role, Piece>>>
  /** Set when a page break cut the row: the four task cells of each part. */
  readonly fragments: readonly (readonly string[])[] | null
  /** The cells could not be matched to the columns one to one. */
  readonly uneven: boolean
}

export type Table = {
  readonly columns: readonly Column[]
  readonly rows: readonly RawRow[]
  readonly layout: 'tabs' | 'vertical' | 'markdown'
  /** Index of the heading line, and of the first line after the table. */
  readonly from: number
  readonly to: number
  /** Text inside the table that belongs to no row. */
  readonly strays: readonly Piece[]
}

export const rowNumber = /^(?:\*\*)?\s*(\d{1,3})\s*[.)]?\s*(?:\*\*)?$/

export function numberOf(cell: string): number | null {
  const match = rowNumber.exec(cell.trim())
  return match === null ? null : Number(match[1])
}
