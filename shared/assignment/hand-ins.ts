/** What all units have handed in for a task, together. */
import { isUnitId } from '../directory/model.ts'
import type { Directory } from '../directory/snapshot.ts'
import { stateOf, streamOf } from '../log/command.ts'
import { executorsOf } from '../plan/duties.ts'
import type { PlanState, TaskState } from '../plan/plan.ts'
import type { EventStore, StandingState } from '../ports.ts'
import type { AssignmentState, Submission } from './assignment.ts'
import { assignmentRows } from './owing.ts'
import { assignmentId, isHandedIn } from './part.ts'

/** What one unit handed in last, while it stands: a draft, or what was withdrawn or given back, is no hand-in. */
export interface HandIn extends Pick<Submission, 'submittedAt' | 'late' | 'nominees'> {
  readonly unit: string
  readonly unitName: string
  /** False once the plan or the directory asks it of the unit no more: what it handed in is kept apart, and counts nowhere. */
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

/** Of the units that are asked first, then by their names. One query, and one read for each hundred units that have handed in. */
export async function handInsOf(
  { store }: { readonly store: EventStore },
  directory: Directory,
  plan: PlanState,
  task: TaskState,
  date: string,
): Promise<readonly HandIn[]> {
  const { planId } = plan
  const { key } = task
  const asked: ReadonlySet<string> = executorsOf(plan, task, directory, date)
  const rows = (await assignmentRows(store, planId, key)).filter(({ state }) => isHandedIn(state))
  const stored = await store.loadMany(rows.map(({ unit }) => streamOf('assignment', assignmentId({ planId, key, unit }))))
  const handIns = stored.flatMap((one): HandIn[] => {
    const assignment = stateOf<AssignmentState>(one)
    const last = assignment?.submissions.at(-1)
    // Withdrawn between the query and the read.
    if (assignment === undefined || last === undefined || !isHandedIn(assignment.state)) return []
    const { unit, state } = assignment
    const unitName = isUnitId(unit) ? (directory.unit(unit)?.name ?? unit) : unit
    const { submittedAt, late, nominees } = last
    return [{ unit, unitName, isAsked: asked.has(unit), state, submittedAt, late, nominees, files: filesOf(assignment, last) }]
  })
  const { compare } = new Intl.Collator('vi', { numeric: true })
  return handIns.sort((one, other) => Number(other.isAsked) - Number(one.isAsked) || compare(one.unitName, other.unitName))
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
