/** What an officer follows, as tables for Excel: one row a task, one row a unit, and who still owes a task. */
import { owingUnits } from '../../assignment/owing.ts'
import { standingWords } from '../../assignment/standing.vi.ts'
import { isUnitId } from '../../directory/model.ts'
import type { Directory } from '../../directory/snapshot.ts'
import type { EventStore, ReadBoard, StandingState, UnitRow } from '../../ports.ts'
import { type Cell, csvOf } from '../../sheets/export.ts'
import { type SheetContent, xlsxOf } from '../../sheets/workbook.ts'
import { withoutBold } from '../../text/bold.ts'
import { dayOf } from '../../time/calendar.ts'
import type { Window } from '../deadline.ts'
import { audienceOf, dutiesByUnit } from '../duties.ts'
import type { PlanState, TaskState } from '../plan.ts'
import { numberOf, taskStates } from '../sentences.vi.ts'
import { rowsOf } from './counts.ts'
import { missingOf, progressIn } from './follow.ts'

const words = {
  tasks: 'Tiến độ',
  units: 'Theo đơn vị',
  missing: 'Chưa nộp',
  handedIn: 'Đã nộp',
  unit: 'Đơn vị',
  state: 'Tình trạng',
  late: 'Nộp muộn',
} as const

const UNIT_COLUMNS = [words.unit, 'Đơn vị cấp trên', 'Địa bàn', 'Địa chỉ nhận thông báo', words.state]

const TASK_COLUMNS = [
  'Nhiệm vụ',
  'Nội dung',
  'Thời hạn trong kế hoạch',
  'Nên nộp chậm nhất',
  'Hệ thống nhận đến hết',
  words.state,
  'Phải nộp',
  words.handedIn,
  words.missing,
  words.late,
]

export interface UnitStandings {
  readonly name: string
  /** In the order of the plan's tasks; empty where the unit does not owe it. */
  readonly cells: readonly string[]
}

/** One row a unit, in words; also whoever owes without being in Nơi nhận: the issuer's own office, the council. */
export function unitStandings(plan: PlanState, directory: Directory, rows: readonly UnitRow[], at: string): readonly UnitStandings[] {
  const standing = new Map(rows.map((row): [string, UnitRow['tasks']] => [row.unit, row.tasks]))
  const duties = dutiesByUnit(plan, directory, dayOf(at))
  const units = new Set([...audienceOf(plan, directory, dayOf(at)).units, ...duties.keys()])
  return [...units].map((unit) => {
    const owes = new Set(duties.get(unit))
    return {
      name: directory.unit(unit)?.name ?? unit,
      cells: plan.tasks.map(({ key }) => (owes.has(key) ? standingWords(standing.get(unit)?.[key]) : '')),
    }
  })
}

/** As CSV: one row a unit, one column a task. */
export async function progressSheet(plan: PlanState, directory: Directory, board: ReadBoard, at: string): Promise<string> {
  const units = unitStandings(plan, directory, await rowsOf(board, plan), at)
  return csvOf(
    [words.unit, ...plan.tasks.map(numberOf)],
    units.map(({ name, cells }) => [name, ...cells]),
  )
}

export async function progressWorkbook(
  plan: PlanState,
  directory: Directory,
  board: ReadBoard,
  at: string,
): Promise<Uint8Array<ArrayBuffer>> {
  const rows = await rowsOf(board, plan)
  const { tasks } = progressIn(plan, directory, rows, at)
  const units = unitStandings(plan, directory, rows, at)
  const contents = new Map(plan.tasks.map((task) => [task.key, task]))
  const closing = ({ lastDay, closesAt }: Window): Cell => (dayOf(closesAt) === lastDay ? { instant: closesAt } : { date: lastDay })
  const day = (value: string | undefined): Cell => (value === undefined ? null : { date: value })
  return xlsxOf([
    {
      name: words.tasks,
      header: TASK_COLUMNS,
      rows: tasks.map(({ key, window, state, expected, done, owing, counts }): Cell[] => [
        numberOf(contents.get(key) ?? { key }),
        contents.get(key)?.content ?? '',
        withoutBold(contents.get(key)?.deadlineText ?? ''),
        day(window?.strictLastDay),
        window ? closing(window) : null,
        taskStates[state],
        expected,
        done,
        owing,
        counts?.late ?? 0,
      ]),
    },
    {
      name: words.units,
      header: [words.unit, ...plan.tasks.map(numberOf)],
      rows: units.map(({ name, cells }): Cell[] => [name, ...cells]),
    },
  ])
}

export async function missingWorkbook(
  plan: PlanState,
  task: TaskState,
  directory: Directory,
  store: EventStore,
  at: string,
): Promise<Uint8Array<ArrayBuffer>> {
  const { missing, handedIn } = missingOf(plan, task, await owingUnits(store, directory, plan, task, dayOf(at)), directory, at)
  const view = directory.asOf(dayOf(at))
  const place = (id: string): Cell[] => {
    if (!isUnitId(id)) return [null, null, null]
    const emails = directory.unit(id)?.contacts.map(({ email }) => email) ?? []
    return [view.parentOf(id)?.name ?? null, view.areaOf(id) ?? null, emails.join('; ')]
  }
  const stateWords = (state?: StandingState) => standingWords(state && { state, late: false })
  const owing: SheetContent = {
    name: words.missing,
    header: [...UNIT_COLUMNS, 'Gia hạn đến'],
    rows: missing.map(({ unit, name, state, extension }) => [
      name,
      ...place(unit),
      stateWords(state),
      extension === undefined ? null : { instant: extension },
    ]),
  }
  const done: SheetContent = {
    name: words.handedIn,
    header: [...UNIT_COLUMNS, words.late, 'Số tệp'],
    rows: handedIn.map(({ unit, name, state, late, files }) => [name, ...place(unit), stateWords(state), late ? 'có' : null, files]),
  }
  return xlsxOf([owing, done])
}
