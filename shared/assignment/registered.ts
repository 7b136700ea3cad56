/** Everybody registered for a task, over all units: what an officer puts together for the council. */
import type { Nominee } from '../../events/words.ts'
import { awardOf } from '../award/awards.ts'
import { type Remark, remarksOn } from '../award/remarks.ts'
import { remarkText } from '../award/remarks.vi.ts'
import { isUnitId } from '../directory/model.ts'
import type { Directory } from '../directory/snapshot.ts'
import { stateOf, streamOf } from '../log/command.ts'
import type { PlanState, TaskState } from '../plan/plan.ts'
import type { EventStore } from '../ports.ts'
import { dayOf } from '../time/calendar.ts'
import type { AssignmentState } from './assignment.ts'
import { type AssignmentRow, assignmentRows } from './owing.ts'
import { assignmentId, isHandedIn } from './part.ts'

/** What one unit handed in last, while it stands: a draft, or what was withdrawn or given back, is nobody's registration. */
export interface Registration {
  readonly unit: string
  readonly unitName: string
  readonly state: NonNullable<AssignmentRow['state']>
  readonly submittedAt: string
  readonly late: boolean
  readonly nominees: readonly Nominee[]
  readonly remarks: readonly Remark[]
}

/** By the names of the units. One query, and one read for each hundred units that have handed in. */
export async function registrationsOf(
  store: EventStore,
  directory: Directory,
  { planId }: PlanState,
  { key }: TaskState,
): Promise<readonly Registration[]> {
  const rows = (await assignmentRows(store, planId, key)).filter(({ state }) => isHandedIn(state))
  const stored = await store.loadMany(rows.map(({ unit }) => streamOf('assignment', assignmentId({ planId, key, unit }))))
  const registrations = stored.flatMap((one): Registration[] => {
    const assignment = stateOf<AssignmentState>(one)
    const last = assignment?.submissions.at(-1)
    // Withdrawn between the query and the read.
    if (assignment === undefined || last === undefined || !isHandedIn(assignment.state)) return []
    const { unit, state } = assignment
    const { nominees, submittedAt, late } = last
    const unitName = isUnitId(unit) ? (directory.unit(unit)?.name ?? unit) : unit
    return [{ unit, unitName, state, submittedAt, late, nominees, remarks: remarksOn(nominees, dayOf(submittedAt)) }]
  })
  const { compare } = new Intl.Collator('vi', { numeric: true })
  return registrations.sort((one, other) => compare(one.unitName, other.unitName))
}

export interface AwardCount {
  /** As the catalogue has it, or as it was written where that has none such. */
  readonly award: string
  readonly isKnown: boolean
  readonly individuals: number
  readonly collectives: number
  /** That registered anybody for it. */
  readonly units: number
}

/** The most registered first; what the catalogue does not know comes last, to be looked at. */
export function countsByAward(registrations: readonly Registration[]): readonly AwardCount[] {
  const all = registrations.flatMap(({ unit, nominees }) => nominees.map((nominee) => ({ ...nominee, unit, award: awardName(nominee) })))
  const counts = [...Map.groupBy(all, ({ award }) => award)].map(([award, rows]) => ({
    award,
    isKnown: awardOf(award) !== undefined,
    individuals: rows.filter(({ kind }) => kind === 'individual').length,
    collectives: rows.filter(({ kind }) => kind === 'collective').length,
    units: new Set(rows.map(({ unit }) => unit)).size,
  }))
  const size = ({ individuals, collectives }: AwardCount) => individuals + collectives
  return counts.sort((one, other) => Number(other.isKnown) - Number(one.isKnown) || size(other) - size(one))
}

/** By which nominees are counted together, however their units wrote it. */
export function awardName({ award }: Pick<Nominee, 'award'>): string {
  return awardOf(award)?.name ?? award.trim()
}

/** As much as a workbook may hold for a function to answer with it: some 4 MB of the 6 that Lambda lets through. */
export const PART_NOMINEES_MAX = 60_000

/** Whole units after one another, in as few parts as there must be; at least one. */
export function partsOf(registrations: readonly Registration[]): readonly (readonly Registration[])[] {
  const parts: Registration[][] = [[]]
  let size = 0
  for (const registration of registrations) {
    size += registration.nominees.length
    if (size > PART_NOMINEES_MAX) {
      parts.push([])
      size = registration.nominees.length
    }
    parts.at(-1)?.push(registration)
  }
  return parts
}

/** A page of remarks; the workbook has them all. */
const REMARKS_MAX = 300

export function registeredOf(registrations: readonly Registration[]) {
  const remarks = registrations.flatMap(({ unit, unitName, remarks }) =>
    remarks.map((remark) => ({ unit, unitName, text: remarkText(remark) })),
  )
  return {
    units: registrations.length,
    nominees: registrations.reduce((sum, { nominees }) => sum + nominees.length, 0),
    awards: countsByAward(registrations),
    remarks: remarks.slice(0, REMARKS_MAX),
    remarksInAll: remarks.length,
    parts: partsOf(registrations).length,
  }
}
