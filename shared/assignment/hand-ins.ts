/** What all units have handed in for a task, together. */
import { isUnitId } from '../directory/model.ts'
import type { Directory } from '../directory/snapshot.ts'
import { stateOf, streamOf } from '../log/command.ts'
import { everyItem } from '../log/pages.ts'
import { dayOfTask } from '../plan/duties.ts'
import type { PlanState, TaskState } from '../plan/plan.ts'
import type { EventStore, ReadBoard, StandingState } from '../ports.ts'
import type { AssignmentState, Submission } from './assignment.ts'
import { assignmentRows } from './owing.ts'
import { assignmentId, isHandedIn } from './part.ts'
import { isReleased } from './standing.ts'

/** What one unit handed in last, while it stands: a draft, or what was withdrawn or given back, is no hand-in. */
export interface HandIn extends Pick<Submission, 'submittedAt' | 'late' | 'nominees'> {
  readonly unit: string
  readonly unitName: string
  /** False once an amendment or the directory released the unit from the task: what it handed in is kept apart, and counts nowhere. */
  readonly isAsked: boolean
  readonly state: StandingState
  readonly files: readonly HandedInFile[]
}

/** `sha256` in hexadecimal digits. */
export interface HandedInFile {
  readonly uploadId: string
  readonly fileName: string
  readonly component: string
  readonly bytes: number
  readonly sha256: string
}

export interface HandInsWorld {
  readonly store: EventStore
  readonly board: ReadBoard
}

/**
 * Of the units that are asked first, then by their names. One query, those of the board where the plan was amended, and one read for each
 * hundred units that have handed in.
 */
export async function handInsOf(
  { store, board }: HandInsWorld,
  directory: Directory,
  plan: PlanState,
  task: TaskState,
  date: string,
): Promise<readonly HandIn[]> {
  const { planId } = plan
  const { key } = task
  const [all, isOut] = await Promise.all([assignmentRows(store, planId, key), releaseOf(board, directory, plan, task, date)])
  const rows = all.filter(({ state }) => isHandedIn(state))
  const stored = await store.loadMany(rows.map(({ unit }) => streamOf('assignment', assignmentId({ planId, key, unit }))))
  const handIns = stored.flatMap((one): HandIn[] => {
    const assignment = stateOf<AssignmentState>(one)
    const last = assignment?.submissions.at(-1)
    // Withdrawn between the query and the read.
    if (assignment === undefined || last === undefined || !isHandedIn(assignment.state)) return []
    const { unit, state } = assignment
    const unitName = isUnitId(unit) ? (directory.unit(unit)?.name ?? unit) : unit
    const { submittedAt, late, nominees } = last
    return [{ unit, unitName, isAsked: !isOut(unit), state, submittedAt, late, nominees, files: filesOf(assignment, last) }]
  })
  const { compare } = new Intl.Collator('vi', { numeric: true })
  return handIns.sort((one, other) => Number(other.isAsked) - Number(one.isAsked) || compare(one.unitName, other.unitName))
}

/**
 * Whose hand-ins count no more. The board remembers whom an amendment released, and the directory who is gone: what the plan's words mean
 * today would say it too, but the words weigh more than this function may.
 */
async function releaseOf(board: ReadBoard, directory: Directory, plan: PlanState, task: TaskState, date: string) {
  const rows = plan.amendments === undefined ? [] : await everyItem((after) => board.units(plan.planId, { after }))
  const released = new Set(rows.flatMap((row) => (isReleased(row, task.key) ? [row.unit] : [])))
  const view = directory.asOf(dayOfTask(plan, task, directory, date))
  // Who took over stands for the unit elsewhere; what it handed in stays its own.
  return (unit: string): boolean => released.has(unit) || (isUnitId(unit) && view.unit(unit)?.id !== unit)
}

/** A receipt names a file by what is in it; it is fetched by its upload. */
function filesOf({ files }: AssignmentState, last: Submission): readonly HandedInFile[] {
  return last.files.flatMap(({ fileName, component, bytes, sha256 }) => {
    const kept = files.find((file) => file.state === 'attached' && file.sha256 === sha256 && file.fileName === fileName)
    return kept === undefined ? [] : [{ uploadId: kept.uploadId, fileName, component, bytes, sha256 }]
  })
}

/** Whole hand-ins after one another, so many things a part at most, in as few parts as there must be; at least one. */
export function partsOf<One>(handIns: readonly One[], sizeMax: number, sizeOf: (handIn: One) => number): readonly (readonly One[])[] {
  const parts: One[][] = [[]]
  let size = 0
  for (const handIn of handIns) {
    size += sizeOf(handIn)
    if (size > sizeMax && parts.at(-1)?.length !== 0) {
      parts.push([])
      size = sizeOf(handIn)
    }
    parts.at(-1)?.push(handIn)
  }
  return parts
}

/** As many as one answer of some megabytes may list. */
export const PART_FILES_MAX = 10_000

/** Where there are files: whose, and what each is called. */
export function filesOfPart(handIns: readonly HandIn[], part: number) {
  const parts = partsOf(
    handIns.filter(({ files }) => files.length > 0),
    PART_FILES_MAX,
    ({ files }) => files.length,
  )
  const units = parts[part - 1]?.map(({ unit, unitName, isAsked, files }) => ({ unit, unitName, isAsked, files }))
  return units && { parts: parts.length, units }
}
