/** Who is told of an amendment, and what: the one list that the officer sees before confirming and the mails are made of. */
import type { AssignmentRow } from '../assignment/owing.ts'
import type { Directory } from '../directory/snapshot.ts'
import { affectedUnits } from '../plan/amendment/affected.ts'
import type { PlanState } from '../plan/plan.ts'
import { noticeToUnit } from './address.ts'
import type { QueuedNotice } from './notice.ts'
import type { TaskOfUnit } from './templates/plan-amended.ts'

/** Where units stand, by `key#unit`. */
export type Standings = ReadonlyMap<string, Pick<AssignmentRow, 'state' | 'late' | 'files' | 'extension'>>

export interface Told {
  readonly unit: string
  readonly name: string
  readonly tasks: readonly TaskOfUnit[]
  /** Absent for a unit without an address. */
  readonly notice?: QueuedNotice
}

/** `was` and `is`: the plan as it read before and after the amendment, which was or will be confirmed `at`. */
export function toldOfAmendment(
  { was, is, amendment, at }: { readonly was: PlanState; readonly is: PlanState; readonly amendment: number; readonly at: string },
  standings: Standings,
  directory: Directory,
): readonly Told[] {
  return [...affectedUnits(was, is, directory, at)].flatMap(([id, changes]) => {
    const unit = directory.unit(id)
    if (unit === undefined) return []
    const tasks = changes.map(({ key, change }): TaskOfUnit => ({ key, change, ...standings.get(`${key}#${id}`) }))
    const about = { kind: 'plan-amended' as const, planId: is.planId, occasion: String(amendment), facts: { amendment, tasks } }
    return [{ unit: id, name: unit.name, tasks, notice: noticeToUnit(unit, about) }]
  })
}
