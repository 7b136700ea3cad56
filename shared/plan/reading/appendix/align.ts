import { readDeadline } from '../deadline/index.ts'
import type { YearHint } from '../deadline/written.ts'
import { fold } from '../fold.ts'
import type { Piece } from '../lines.ts'
import { startsUnitPhrase } from '../units.ts'
import type { Column, Role } from './columns.ts'
import { numberOf } from './rows.ts'

const noHint: YearHint = { year: 2000, schoolYear: null, planDate: null }

/** The word a deadline begins with, which a line break can leave alone. */
export const opensDate = /^(?:Từ|Trước|Ngày|Tháng|Quý|Tuần|Đầu|Giữa|Cuối|Nửa|Chậm nhất|Hết|Trong|Sau|Hạn|Xong|Dự kiến|Dịp|Lễ)(?=\s|$)/u

export function looksLikeDeadline(text: string): boolean {
  const kind = readDeadline(text, noHint).kind
  return kind !== 'unread' && kind !== 'missing' && fold(text).length <= 160
}

export type Aligned = { readonly cells: Partial<Record<Role, Piece>>; readonly uneven: boolean }

/** Puts cells under their columns; when a cell is lost (extractors drop empty ones) tells them apart by what they say. */
export function align(pieces: readonly Piece[], columns: readonly Column[]): Aligned {
  if (pieces.length === columns.length) return { cells: byPosition(pieces, columns), uneven: false }
  const trailing = pieces.slice(columns.length)
  if (pieces.length > columns.length && trailing.every((p) => p.text === '')) return { cells: byPosition(pieces, columns), uneven: false }
  return byMeaning(pieces, columns)
}

function byPosition(pieces: readonly Piece[], columns: readonly Column[]): Partial<Record<Role, Piece>> {
  const cells: Partial<Record<Role, Piece>> = {}
  columns.forEach((column, i) => {
    const piece = pieces[i]
    if (piece !== undefined && (cells[column.role] === undefined || column.role !== 'other')) cells[column.role] ??= piece
  })
  return cells
}

function byMeaning(pieces: readonly Piece[], columns: readonly Column[]): Aligned {
  const has = new Set(columns.map((c) => c.role))
  const left = pieces.filter((p) => p.text !== '')
  const cells: Partial<Record<Role, Piece>> = {}
  const first = left[0]
  if (has.has('index') && first !== undefined && numberOf(first.text) !== null) cells.index = take(left, 0)
  const due = has.has('deadline') ? deadlineAmong(left) : -1
  if (due >= 0) besideDeadline(left, due, columns, cells)
  const units = left.map((p, i) => (startsUnitPhrase(p.text) && p.text.length < 100 ? i : -1)).filter((i) => i >= 0)
  const content = left.findIndex((_, i) => !units.includes(i))
  const contentAt = content >= 0 ? content : 0
  if (left.length > 0) cells.content ??= take(left, contentAt)
  const order = columns.map((c) => c.role).filter((role) => cells[role] === undefined && (role === 'executing' || role === 'coordinating'))
  order.forEach((role, i) => {
    const piece = left[i]
    if (piece !== undefined) cells[role] = piece
  })
  for (const column of columns) cells[column.role] ??= { text: '', at: [] }
  return { cells, uneven: true }
}

/** What reads as a deadline; else what names a day or a feast, for the officer to say which day that is. */
function deadlineAmong(pieces: readonly Piece[]): number {
  const read = pieces.findLastIndex((p) => looksLikeDeadline(p.text))
  return read >= 0 ? read : pieces.findLastIndex(({ text }) => text.length <= 60 && /^(?:Nhân )?[Dd]ịp\s|^[^()]*\d\s*\/\s*\d/u.test(text))
}

/** The deadline divides a row: as many cells on one side of it as there are columns are those columns. What is placed is taken out. */
function besideDeadline(left: Piece[], due: number, columns: readonly Column[], cells: Partial<Record<Role, Piece>>): void {
  const named = columns.filter(({ role }) => role !== 'index')
  const at = named.findIndex(({ role }) => role === 'deadline')
  const [before, after] = [left.slice(0, due), left.slice(due + 1)]
  cells.deadline = take(left, due)
  left.length = 0
  for (const [pieces, under] of [
    [before, named.slice(0, at)],
    [after, named.slice(at + 1)],
  ] as const)
    if (pieces.length === under.length) Object.assign(cells, byPosition(pieces, under))
    else left.push(...pieces)
}

function take(pieces: Piece[], at: number): Piece {
  return pieces.splice(at, 1)[0] ?? { text: '', at: [] }
}
