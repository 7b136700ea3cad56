/**
 * The plans that may ask something of a unit, found from the unit: how many plans there are elsewhere costs it nothing. A plan binds whom
 * its issuer speaks for, so it lies with the unit itself, with a unit over it, or with an office or council that speaks for one of these.
 * A plan that names somebody else by name stands in a register of that unit.
 */
import { isUnitId, type Unit } from '../directory/model.ts'
import { spokesmen } from '../directory/phrase/scene.ts'
import type { Directory, DirectoryView } from '../directory/snapshot.ts'
import { everyItem } from '../log/pages.ts'
import type { EventStore, Registers, World } from '../ports.ts'
import { dayOf } from '../time/calendar.ts'
import { executorsOf } from './duties.ts'
import type { PlanRow } from './list.ts'
import { currentPlans, type FoundPlan } from './load.ts'
import type { PlanState } from './plan.ts'

export const askedRegister = (unit: string) => `asked#${unit}`

/** Issued, whole; a short shelf for each unit that may have issued one. `at`: ISO 8601, UTC. */
export async function plansConcerning(
  unit: string,
  directory: Directory,
  { store, registers }: Pick<World, 'store' | 'registers'>,
  at: string,
): Promise<readonly PlanState[]> {
  const [issued, named] = await Promise.all([
    issuedFor(unit, directory, store, at),
    everyItem((after) => registers.rows(askedRegister(unit), { after })),
  ])
  const plans = await currentPlans(store, [...new Set([...issued, ...named])])
  return plans.flatMap((plan) => plan ?? [])
}

/** Ids of the plans that bind a unit because of who issued them: all that may come to ask it without naming it anew. */
export async function issuedFor(unit: string, directory: Directory, store: EventStore, at: string): Promise<readonly string[]> {
  const shelves = await Promise.all(issuersFor(unit, directory, dayOf(at)).map((issuer) => plansOfUnit(issuer, store)))
  return shelves.flat().flatMap(({ planId, status }) => (status === 'issued' ? [planId] : []))
}

/** Every plan on a unit's own shelf, drafts included. */
export async function plansOfUnit(unit: string, store: EventStore): Promise<readonly PlanRow[]> {
  const entries = await everyItem((after) => store.shelf(`unit#${unit}`, { prefix: 'plan#', after }))
  return entries.map((entry) => JSON.parse(entry.row) as PlanRow)
}

/** The plans of a unit and of the bodies over it: a short shelf each. */
export async function plansAbove(unit: string, store: EventStore, directory: Directory, date: string): Promise<readonly PlanRow[]> {
  const above = isUnitId(unit) ? directory.asOf(date).ancestorsOf(unit) : []
  return (await Promise.all([unit, ...above.map(({ id }) => id)].map((id) => plansOfUnit(id, store)))).flat()
}

/** Enters a plan with each unit that would not find it by itself, as of the day it was issued. Throws RangeError where its issuer is no unit then. */
export async function enterAsked({ plan, version }: FoundPlan, directory: Directory, registers: Registers): Promise<void> {
  const { planId, issuerUnit, issuedAt } = plan
  if (issuedAt === undefined || !isUnitId(issuerUnit)) return
  const day = dayOf(issuedAt)
  const view = directory.asOf(day)
  const asked = new Set(plan.tasks.flatMap((task) => [...executorsOf(plan, task, directory, day)]))
  const issuer = directory.unit(issuerUnit)
  const bound = issuer === undefined ? [] : boundBy(issuer, view)
  for (const unit of asked) {
    const line = lineOf(unit, directory, view)
    if (!bound.some((id) => line.has(id))) await registers.enter(askedRegister(unit), planId, planId, version)
  }
}

/** Nearest first; also who is gone and stood over it, or was taken over by one of these: what they issued still binds (`dayOfWords`). */
function issuersFor(unit: string, directory: Directory, day: string): readonly string[] {
  const view = directory.asOf(day)
  const line = lineOf(unit, directory, view)
  const issuers = new Set(line)
  for (const other of directory.units) if (boundBy(other, view).some((id) => line.has(id))) issuers.add(other.id)
  return [...issuers]
}

/** A unit and everybody over it, those included who are gone. */
function lineOf(unit: string, directory: Directory, view: DirectoryView): ReadonlySet<string> {
  const line = new Set([unit, ...view.ancestorsOf(unit).map(({ id }) => id)])
  for (const id of line) line.add(directory.unit(id)?.parent ?? id)
  return line
}

/** Whose line a plan of this issuer binds: its own or, where it speaks for another, that one's too; of who is gone, the heir's. */
function boundBy({ id, type, parent }: Unit, view: DirectoryView): readonly string[] {
  const heads = [id, (spokesmen.includes(type) && parent) || id]
  return heads.flatMap((head) => [head, view.unit(head)?.id ?? head])
}
