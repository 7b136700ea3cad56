/**
 * Search over what one may see: plans, their tasks, hand-ins, units and people. Each hit, and each number of hits, has passed the one
 * authorization function, so that what is hidden changes nothing of the answer.
 *
 * What a search reads, however many units there are: the list of plans (one query), of the nearest plans their revisions and those that changed
 * (at most two BatchGetItem), the shelf of one's own unit and of the first few units it finds (at most six queries), and one's own hand-ins (at most one
 * BatchGetItem). Units and people are in the directory that is kept anyway.
 */
import { type ActingAs, may } from '../access/may.ts'
import type { AssignmentState } from '../assignment/assignment.ts'
import type { AssignmentRow } from '../assignment/owing.ts'
import { assignmentId } from '../assignment/part.ts'
import { isUnitId, type Person, type Unit } from '../directory/model.ts'
import type { Directory, DirectoryView } from '../directory/snapshot.ts'
import { stateOf, streamOf } from '../log/command.ts'
import { executorsOf } from '../plan/duties.ts'
import { type PlanRow, plansOf } from '../plan/list.ts'
import { currentPlans } from '../plan/load.ts'
import type { PlanState, TaskState } from '../plan/plan.ts'
import { labelOf } from '../plan/sentences.vi.ts'
import type { EventStore } from '../ports.ts'
import { dayOf } from '../time/calendar.ts'
import { nearestPlans } from './plans.ts'
import { bestOf, type Fits, fitting, rememberedText, type Searchable, searchable } from './words.ts'

/** Most hits of each kind in an answer; how many there are is said. */
export const HITS_MAX = 8
/** Most tasks of which it is asked whether they are one's own. */
const TASKS_WEIGHED_MAX = 40
/** Most found units whose hand-ins are looked at. */
const SHELVES_MAX = 5
/** Most hand-ins of one's own unit that are looked into: one BatchGetItem. */
const OWN_PARTS_MAX = 60

export interface Searching {
  readonly store: EventStore
  readonly directory: Directory
  readonly actor: ActingAs
  readonly at: string
}

interface TaskOfPlan {
  readonly plan: PlanState
  readonly task: TaskState
}

export async function searchOf(query: string, searching: Searching) {
  const fits = fitting(query)
  const { store, directory, actor, at } = searching
  const view = directory.asOf(dayOf(at))
  const readable = (await plansOf(store)).filter((plan) => may(actor, 'plan.read', about(plan))).toReversed()
  const units = bestOf(view.units, fits, textOfUnit).filter((unit) => maySeeUnit(actor, unit))
  const nearest = nearestPlans(
    readable.filter(({ status }) => status === 'issued'),
    actor,
    view,
  )
  const kept = await currentPlans(
    store,
    nearest.map(({ planId }) => planId),
  )
  const plans = kept.flatMap((plan) => plan ?? [])
  return {
    plans: hitsOf(bestOf(readable, fits, textOfPlan), (plan) => planHit(plan, actor)),
    tasks: tasksFound(plans, fits, searching),
    handIns: hitsOf(await handInsFound(plans, units, fits, searching), (hit) => hit),
    units: hitsOf(units, ({ id, name, type }) => ({ unit: id, name, type, mayRead: may(actor, 'unit.read', { unit: id }) })),
    people: hitsOf(peopleFound(query, fits, view, searching), (hit) => hit),
  }
}

function hitsOf<Found, Hit>(found: readonly Found[], hitOf: (found: Found) => Hit) {
  return { found: found.length, hits: found.slice(0, HITS_MAX).map(hitOf) }
}

const about = ({ issuerUnit, status }: Pick<PlanRow, 'issuerUnit' | 'status'>) => ({
  issuer: issuerUnit,
  issued: status === 'issued',
})

const textOfPlan = ({ number, title }: PlanRow): Searchable => searchable(number, title)

function planHit({ planId, number, title, date, status, issuerUnit }: PlanRow, actor: ActingAs) {
  return { planId, number, title, date, status, follows: may(actor, 'plan.follow', { issuer: issuerUnit }) }
}

const textOfTask = rememberedText((task: TaskState) =>
  searchable(labelOf(task), task.section, task.content, task.deadlineText, ...task.executing),
)

/** One's own tasks stand first, because there is something to do. */
function tasksFound(plans: readonly PlanState[], fits: Fits, { directory, actor, at }: Searching) {
  const all = plans.flatMap((plan) => plan.tasks.map((task): TaskOfPlan => ({ plan, task })))
  const found = bestOf(all, fits, ({ task }) => textOfTask(task))
  const weighed = found.slice(0, TASKS_WEIGHED_MAX).map(({ plan, task }) => {
    const isOwn =
      isUnitId(actor.unit) &&
      executorsOf(plan, task, directory, dayOf(at)).has(actor.unit) &&
      may(actor, 'assignment.read', { unit: actor.unit, issuer: plan.issuerUnit })
    return {
      ...lineOf({ plan, task }),
      /** Whose page of the task it leads to. */
      unit: isOwn ? actor.unit : undefined,
      follows: may(actor, 'plan.follow', { issuer: plan.issuerUnit }),
    }
  })
  const ordered = weighed.toSorted((one, other) => Number(one.unit === undefined) - Number(other.unit === undefined))
  return { found: found.length, hits: ordered.slice(0, HITS_MAX) }
}

function lineOf({ plan, task }: TaskOfPlan) {
  const { key, reference, content } = task
  return { planId: plan.planId, number: plan.header.number, key, reference, content }
}

/** Of one's own unit by everything that was handed in, of units that were found by their name. */
async function handInsFound(plans: readonly PlanState[], units: readonly Unit[], fits: Fits, { store, directory, actor }: Searching) {
  const known = new Map(plans.map((plan) => [plan.planId, plan]))
  const rowsOf = async (unit: string): Promise<readonly AssignmentRow[]> =>
    (await store.shelf(`unit#${unit}`, { prefix: 'assignment#' })).items
      .map((entry) => JSON.parse(entry.row) as AssignmentRow)
      .filter(({ planId }) => {
        const plan = known.get(planId)
        return plan !== undefined && may(actor, 'assignment.read', { unit, issuer: plan.issuerUnit })
      })
  const others = units.filter(({ id }) => id !== actor.unit && actor.tree.has(id)).slice(0, SHELVES_MAX)
  const found = await Promise.all([
    rowsOf(actor.unit).then((rows) => ownFound(rows, known, fits, store)),
    ...others.map(({ id }) => rowsOf(id)),
  ])
  return found.flat().flatMap((row) => {
    const found = taskOfRow(row, known)
    const { unit, state, late, files } = row
    // Whoever was only given more time has nothing there yet to be found.
    if (found === undefined || state === undefined) return []
    return { ...lineOf(found), unit, unitName: isUnitId(unit) ? directory.unit(unit)?.name : undefined, state, late, files }
  })
}

async function ownFound(
  rows: readonly AssignmentRow[],
  plans: ReadonlyMap<string, PlanState>,
  fits: Fits,
  store: EventStore,
): Promise<readonly AssignmentRow[]> {
  const looked = rows.slice(0, OWN_PARTS_MAX)
  const stored = looked.length === 0 ? [] : await store.loadMany(looked.map((row) => streamOf('assignment', assignmentId(row))))
  const parts = looked.map((row, position) => ({ row, text: textOfPart(row, stateOf<AssignmentState>(stored[position]), plans) }))
  return bestOf(parts, fits, ({ text }) => text).map(({ row }) => row)
}

function textOfPart(row: AssignmentRow, part: AssignmentState | undefined, plans: ReadonlyMap<string, PlanState>): Searchable {
  const task = taskOfRow(row, plans)?.task
  const nominees = (part?.nominees ?? []).flatMap(({ name, position, award }) => [name, position, award])
  const files = (part?.files ?? []).flatMap(({ fileName, state }) => (state === 'attached' ? fileName : []))
  return searchable(task?.content, ...nominees, ...files, part?.note)
}

function taskOfRow({ planId, key }: AssignmentRow, plans: ReadonlyMap<string, PlanState>): TaskOfPlan | undefined {
  const plan = plans.get(planId)
  const task = [...(plan?.tasks ?? []), ...(plan?.withdrawn ?? [])].find((candidate) => candidate.key === key)
  return plan === undefined || task === undefined ? undefined : { plan, task }
}

const textOfUnit = rememberedText(({ name, shortNames }: Unit) => searchable(name, ...shortNames))

/** Whoever reads the directory knows the names of all; the page of a unit is another matter. */
function maySeeUnit(actor: ActingAs, { id }: Unit): boolean {
  return may(actor, 'unit.read', { unit: id }) || may(actor, 'directory.read', { unit: actor.unit })
}

/** What stands before the @ is their own; the rest is their unit's. */
const textOfPerson = rememberedText(({ name, email }: Person) => searchable(name, email.split('@')[0]))

/** People of the units whose pages one may read, by the roles they hold today. */
function peopleFound(query: string, fits: Fits, view: DirectoryView, { directory, actor }: Searching) {
  const holder = query.includes('@') ? directory.personByEmail(query.trim()) : undefined
  const found = holder === undefined ? bestOf(directory.people, fits, textOfPerson) : [holder]
  return found.flatMap(({ id, name }) => {
    const roles = view.rolesOf(id).filter(({ unit }) => may(actor, 'unit.read', { unit }))
    if (roles.length === 0) return []
    return { person: id, name, roles: roles.map(({ role, unit }) => ({ role, unit, unitName: directory.unit(unit)?.name ?? '' })) }
  })
}
