/**
 * A plan and the plans below it, as the superior sees them: which unit was asked for a plan of its own, which has issued it, which has a
 * plan that cites something else, and how many below each have one. Going down is asking the same of a child.
 */
import { assignmentRows } from '../../assignment/owing.ts'
import { isHandedIn } from '../../assignment/part.ts'
import type { UnitType } from '../../directory/model.ts'
import type { Directory, DirectoryView } from '../../directory/snapshot.ts'
import type { EventStore, Registers } from '../../ports.ts'
import { dayOf } from '../../time/calendar.ts'
import { type Window, windowIn } from '../deadline.ts'
import { executorsOf } from '../duties.ts'
import type { PlanState, TaskState } from '../plan.ts'
import { type BelowRow, issuedBelow } from '../registers.ts'
import { asksForOwnPlan } from './own-plan.ts'

export interface CascadeDuty {
  readonly key: string
  readonly reference?: string
  readonly content: string
  readonly window?: Window
  readonly expected: number
  readonly done: number
}

export interface CascadePlan extends Pick<BelowRow, 'planId' | 'number' | 'title' | 'date' | 'issuedAt' | 'year'> {
  /** It cites this plan; otherwise only its year is the same. */
  readonly isLinked: boolean
}

export interface CascadeUnit {
  readonly unit: string
  readonly name: string
  readonly type?: UnitType
  /** This plan asks it for a plan of its own. */
  readonly isAsked: boolean
  /** It has answered that, by issuing or by handing in a file. */
  readonly isDone: boolean
  readonly plans: readonly CascadePlan[]
  /** Schools and offices below it, and how many of them have issued a plan for these years. */
  readonly below: number
  readonly belowIssued: number
}

/** Kinds of units that make plans: not departments of an office, councils or bodies outside. */
export const planning: ReadonlySet<UnitType> = new Set(['pgd', 'dvtt', 'school', 'gdnn-gdtx', 'ubnd-xa'])

export async function cascadeOf(plan: PlanState, directory: Directory, world: { store: EventStore; registers: Registers }, at: string) {
  const [from, to] = boundsOf(plan)
  const duties = plan.tasks.filter(asksForOwnPlan)
  const [rows, handedIn] = await Promise.all([
    issuedBelow(world.registers, plan.issuerUnit, { from, to }),
    Promise.all(duties.map((task) => handedInUnits(world.store, plan.planId, task))),
  ])
  return cascadeView(plan, rows, handedIn, directory, dayOf(at))
}

async function handedInUnits(store: EventStore, planId: string, { key }: TaskState): Promise<ReadonlySet<string>> {
  const rows = await assignmentRows(store, planId, key)
  return new Set(rows.filter((row) => isHandedIn(row.state)).map((row) => row.unit))
}

/** From the day of the plan on, to the end of its last year, or of the year that it was signed in where that is later. */
function boundsOf({ header: { date, year, throughYear = year } }: PlanState): readonly [string, string] {
  return [date, `${Math.max(throughYear, Number(date.slice(0, 4))) + 1}-01-01`]
}

/** `handedIn`: for each task that asks for a plan, in the plan's order, who has answered it. */
export function cascadeView(
  plan: PlanState,
  rows: readonly BelowRow[],
  handedIn: readonly ReadonlySet<string>[],
  directory: Directory,
  date: string,
) {
  const view = directory.asOf(date)
  const asked = plan.tasks.filter(asksForOwnPlan).map((task) => ({ task, units: executorsOf(plan, task, directory, date) }))
  const ofTheseYears = rows.filter((row) => row.planId !== plan.planId && isOfYears(row, plan))
  const plans = Map.groupBy(ofTheseYears, ({ unit }) => unit)
  const askedUnits: ReadonlySet<string> = new Set(asked.flatMap(({ units }) => [...units]))
  const named = new Set(askedUnits)
  for (const row of ofTheseYears) if (row.parents.includes(plan.planId)) named.add(row.unit)
  const done = new Set(handedIn.flatMap((units) => [...units]))
  const issuedUnder = countBelow(new Set(plans.keys()), view)
  return {
    planId: plan.planId,
    duties: asked.map(
      ({ task, units }, index): CascadeDuty => ({
        ...{ key: task.key, reference: task.reference, content: task.content, window: windowIn(plan, task) },
        expected: units.size,
        done: [...units].filter((unit) => handedIn[index]?.has(unit)).length,
      }),
    ),
    themes: plan.themes ?? [],
    units: [...named].map((unit): CascadeUnit => {
      const known = directory.unit(unit)
      return {
        ...{ unit, name: known?.name ?? unit, type: known?.type, isAsked: askedUnits.has(unit), isDone: done.has(unit) },
        plans: (plans.get(unit) ?? []).map((row) => planLine(row, plan.planId)),
        below: view.subtreeOf(unit).filter((each) => each.id !== unit && planning.has(each.type)).length,
        belowIssued: issuedUnder.get(unit) ?? 0,
      }
    }),
  }
}

function planLine({ planId, number, title, date, issuedAt, year, parents }: BelowRow, parent: string): CascadePlan {
  return { planId, number, title, date, issuedAt, year, isLinked: parents.includes(parent) }
}

function isOfYears(row: BelowRow, { header }: PlanState): boolean {
  return row.year <= (header.throughYear ?? header.year) && header.year <= (row.throughYear ?? row.year)
}

/** For every unit how many of these units lie below it. */
export function countBelow(units: ReadonlySet<string>, view: DirectoryView): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const unit of units) for (const { id } of view.ancestorsOf(unit)) counts.set(id, (counts.get(id) ?? 0) + 1)
  return counts
}
