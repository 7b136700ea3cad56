import { monthOfGroup, yearOfGroup } from './appendix/groups.ts'
import type { RawRow, Table } from './appendix/rows.ts'
import { missing } from './deadline/due.ts'
import { readDeadline } from './deadline/index.ts'
import type { YearHint } from './deadline/written.ts'
import { findWhen } from './duties/when.ts'
import { fold } from './fold.ts'
import { kindsOf } from './kinds.ts'
import { nothing, type Piece, within } from './lines.ts'
import type { Due, Task } from './types.ts'
import { splitUnits } from './units.ts'

/** A task with the places its fields were read from. */
export type ReadTask = { readonly task: Task; readonly pieces: Readonly<Record<string, Piece>>; readonly uneven: boolean }

export function readTasks(tables: readonly Table[], hint: YearHint): ReadTask[] {
  const tasks: ReadTask[] = []
  for (const table of tables) {
    const roles = new Set(table.columns.map((c) => c.role))
    const headingOf = (role: 'deadline' | 'executing') => fold(table.columns.find((c) => c.role === role)?.heading ?? '')
    const heading = headingOf('deadline')
    const isShared = !roles.has('coordinating') && /chu tri.*phoi hop/.test(headingOf('executing'))
    let above: ReadTask | undefined
    table.rows.forEach((row, i) => {
      const read = asAbove(toTask(row, row.tt ?? i + 1, { roles, heading, isShared }, hint), above)
      tasks.push(read)
      above = read
    })
  }
  return tasks
}

/** "Như trên", "-nt-", a ditto mark: the cell says what the one above it says. */
const ditto = /^[\s-]*(?:nhu tren|nt|n\/t|["”'']{1,2})[\s.-]*$/

function asAbove(read: ReadTask, above: ReadTask | undefined): ReadTask {
  const { task, pieces } = read
  const repeats = (text: string | null) => text !== null && ditto.test(fold(text))
  if (above === undefined) return read
  const { executing, coordinating, due, deadlineText } = above.task
  // A deadline is told by its own words, in mails too, where no row stands above.
  const sameDeadline = repeats(task.deadlineText)
  return {
    ...read,
    task: {
      ...task,
      ...(repeats(task.executingText) ? { executing } : {}),
      ...(repeats(task.coordinatingText) ? { coordinating } : {}),
      ...(sameDeadline ? { due, deadlineText } : {}),
    },
    pieces: sameDeadline ? { ...pieces, deadlineText: above.pieces.deadlineText ?? nothing } : pieces,
  }
}

/** Where a table has no column for it, the deadline stands inside the content: "Tổ chức hội nghị, hoàn thành trong tháng 02/2027". */
function deadlineIn(row: RawRow, roles: ReadonlySet<string>): Piece {
  const [start = nothing, deadline = nothing] = [row.cells.start, row.cells.deadline]
  if (start.text !== '' && deadline.text !== '') return { text: `${start.text} - ${deadline.text}`, at: [...start.at, ...deadline.at] }
  if (roles.has('deadline')) return deadline
  const content = row.cells.content ?? nothing
  const when = findWhen(fold(content.text))
  return when === undefined ? nothing : within(content, when.from, when.to)
}

/** `heading` is that of the deadline column, folded; `isShared` tells of one column for who leads and who joins. */
type Shape = { readonly roles: ReadonlySet<string>; readonly heading: string; readonly isShared: boolean }

const monthNumbers = /^\d{1,2}(?!\s*\/\s*\d{1,2}(?!\d))/

/** The heading can say what its cells leave out: "02" below "Tháng", "20/01/2027" below "Hoàn thành trước". */
function spoken(text: string, heading: string): string {
  if (heading === 'thang') return text.replace(monthNumbers, 'Tháng $&')
  return /\btruoc(?: ngay)?$/.test(heading) ? text.replace(/^(?=(?:ngày\s*)?\d)/iu, 'Trước ') : text
}

/** "Sở Nội vụ / Sở Tài chính", "Sở Nội vụ; phối hợp: Sở Tài chính" below "Chủ trì / phối hợp". */
const company = /\s\/\s|\s?[;,.(]?\s?phối hợp(?: với)?:?\s/iu

function parted(row: RawRow): RawRow {
  const both = row.cells.executing ?? nothing
  const cut = company.exec(both.text)
  if (cut === null || cut.index === 0) return row
  const [executing, coordinating] = [within(both, 0, cut.index), within(both, cut.index + cut[0].length, both.text.length)]
  return { ...row, cells: { ...row.cells, executing, coordinating } }
}

function toTask(read: RawRow, tt: number, { roles: own, heading, isShared }: Shape, hint: YearHint): ReadTask {
  const row = isShared ? parted(read) : read
  const roles = isShared ? new Set([...own, 'coordinating']) : own
  const piece = (role: 'content' | 'executing' | 'coordinating') => row.cells[role] ?? nothing
  const text = (role: 'executing' | 'coordinating') => (roles.has(role) ? piece(role).text : null)
  const deadline = deadlineIn(row, roles)
  const deadlineText = roles.has('deadline') || deadline.text !== '' ? deadline.text : null
  const whole = dueOf(row, deadlineText === null ? null : spoken(deadlineText, heading), hint)
  // "Tháng 5/2026" in the column of beginnings, "Trước 15/6/2026" in that of ends: the end holds.
  const end = row.cells.deadline?.text ?? ''
  const due = whole.kind === 'unread' && (row.cells.start?.text ?? '') !== '' && end !== '' ? dueOf(row, spoken(end, heading), hint) : whole
  const task: Task = {
    tt,
    ...(row.sub === undefined ? {} : { sub: row.sub }),
    ...(row.quarter === null ? {} : { quarter: row.quarter }),
    content: piece('content').text,
    executing: splitUnits(piece('executing').text),
    executingText: text('executing'),
    coordinating: splitUnits(piece('coordinating').text),
    coordinatingText: text('coordinating'),
    deadlineText,
    due,
    kinds: kindsOf(piece('content').text),
    flags: [],
    ...(row.fragments === null ? {} : { fragments: row.fragments }),
  }
  const pieces = {
    tt: row.cells.index ?? nothing,
    quarter: row.quarterAt ?? nothing,
    content: piece('content'),
    executingText: piece('executing'),
    coordinatingText: piece('coordinating'),
    deadlineText: deadline,
  }
  return { task, pieces, uneven: row.uneven }
}

/** A heading of the table or a column of months dates its rows: it lends year and month to a date without them, and is the deadline where a row has none. */
function dueOf({ quarter, section, cells: { period } }: RawRow, written: string | null, hint: YearHint): Due {
  const group = section ?? quarter ?? period?.text.replace(/^\d/, 'Tháng $&') ?? ''
  const year = yearOfGroup(group) ?? yearOfGroup(quarter ?? '')
  const month = monthOfGroup(group)
  const own = { ...hint, ...(year === null ? {} : { year }), ...(month === null ? {} : { month }) }
  const due = written === null ? missing : readDeadline(written, own)
  if (due.kind !== 'missing' || group === '') return due
  const ofGroup = readDeadline(group.replace(/^[\p{L}\d]{1,4}[.)]\s*/u, ''), own)
  return datedGroups.has(ofGroup.kind) ? ofGroup : due
}

const datedGroups: ReadonlySet<Due['kind']> = new Set(['whole-month', 'month-list', 'quarter', 'range'])
