/**
 * The leader's one page: where the plans of a unit stand, where they will slip, and which units below it have issued plans of their own.
 * A handful of queries, whatever the number of units: the unit's shelf, its newest plans, a board query each (one more for each further page
 * of units), one register.
 */
import { doneIn } from '../../assignment/standing.ts'
import { isUnitId, type UnitType } from '../../directory/model.ts'
import type { Directory } from '../../directory/snapshot.ts'
import { stateOf, streamOf } from '../../log/command.ts'
import type { EventStore, ReadBoard, Registers } from '../../ports.ts'
import { dayOf } from '../../time/calendar.ts'
import { countBelow, planning } from '../cascade/tree.ts'
import { plansOfUnit } from '../concerning.ts'
import { type Window, windowIn } from '../deadline.ts'
import type { PlanState, TaskState } from '../plan.ts'
import { type BelowRow, issuedBelow } from '../registers.ts'
import { countsOf, rowsOf } from './counts.ts'
import { type Forecast, forecastOf, ownPace, type Paced, typicalPace } from './forecast.ts'

/** The newest plans of a unit, and of those it took over, that are looked at: this year's are shown, those before teach the pace. */
export const OVERVIEW_PLANS_MAX = 8

interface Followed {
  readonly plan: PlanState
  readonly counts: ReturnType<typeof countsOf>
}

interface Counted {
  readonly task: TaskState
  readonly window?: Window
  readonly paced?: Paced
  readonly expected: number
  readonly done: number
}

export interface OverviewWorld {
  readonly store: EventStore
  readonly board: ReadBoard
  readonly registers: Registers
}

export async function overviewOf(unit: string, directory: Directory, world: OverviewWorld, at: string) {
  const today = dayOf(at)
  const year = Number(today.slice(0, 4))
  const [newest, below] = await Promise.all([
    newestPlans([unit, ...takenOver(unit, directory, today)], world),
    // Plans for a year are made from the autumn before it on; those of several years earlier than that.
    issuedBelow(world.registers, unit, { from: `${year - 1}-09-01` }),
  ])
  const isShown = (plan: PlanState) => (plan.header.throughYear ?? plan.header.year) >= year || plan.tasks.some(isRunning)
  const followed = await Promise.all(newest.map((plan) => followedOf(plan, directory, world.board, today)))
  const past = followed.flatMap((one) =>
    countedTasks(one).flatMap((counted) => (isOver(counted, today) && counted.paced ? [counted.paced] : [])),
  )
  return {
    ...placeOf(unit, directory, today),
    today,
    plans: followed.filter(({ plan }) => isShown(plan)).map((one) => planStanding(one, past, today)),
    pace: { tasks: past.length, typical: typicalPace(past) },
    units: unitsBelow(
      unit,
      below.filter((row) => row.year <= year && year <= (row.throughYear ?? row.year)),
      directory,
      today,
    ),
  }
}

/** Its last day has passed, whether or not its closing has been written down yet. */
const isOver = ({ task, window }: Counted, today: string) => task.state === 'closed' || (window !== undefined && window.lastDay < today)

const isRunning = ({ state }: TaskState) => state !== 'closed'

/** Units that are gone and for which this one stands: their plans run on. */
function takenOver(unit: string, directory: Directory, date: string): readonly string[] {
  const view = directory.asOf(date)
  return directory.units.flatMap(({ id }) => (id !== unit && view.unit(id)?.id === unit ? id : []))
}

/** Of each unit the newest first, and the first unit's before those of the others. */
async function newestPlans(units: readonly string[], { store }: OverviewWorld): Promise<readonly PlanState[]> {
  const shelves = await Promise.all(units.map((unit) => plansOfUnit(unit, store)))
  const newest = shelves
    .flatMap((rows) => rows.filter(({ status }) => status === 'issued').toSorted((left, right) => right.date.localeCompare(left.date)))
    .slice(0, OVERVIEW_PLANS_MAX)
  const states = await store.loadMany(newest.map(({ planId }) => streamOf('plan', planId)))
  return states.flatMap((stored) => stateOf<PlanState>(stored) ?? [])
}

async function followedOf(plan: PlanState, directory: Directory, board: ReadBoard, today: string): Promise<Followed> {
  return { plan, counts: countsOf(plan, directory, await rowsOf(board, plan), today) }
}

function countedTasks({ plan, counts }: Followed): readonly Counted[] {
  return counts.map(({ task, counts: count }) => {
    const window = windowIn(plan, task)
    const { expected, days } = count
    const done = doneIn(count)
    const paced = window === undefined || expected === 0 ? undefined : { expected, done, days, lastDay: window.lastDay }
    return { task, window, expected, done, paced }
  })
}

function planStanding(followed: Followed, past: readonly Paced[], today: string) {
  const { planId, header } = followed.plan
  const { number, title, date, year, throughYear } = header
  const tasks = countedTasks(followed).map((counted) => {
    const { task, window, expected, done, paced } = counted
    const state = isOver(counted, today) ? ('closed' as const) : task.state
    const forecast = paced === undefined || state === 'closed' ? undefined : forecastOf(paced, past, today)
    return {
      ...{ key: task.key, reference: task.reference, content: task.content, state, window, expected, done },
      forecast,
      /** Only where it is drawn. */
      pace: paced === undefined || !isDoubtful(forecast) ? undefined : ownPace(paced, today),
    }
  })
  return { planId, number, title, date, year, throughYear, tasks }
}

const isDoubtful = (forecast: Forecast | undefined) => forecast?.verdict === 'watch' || forecast?.verdict === 'risk'

function placeOf(unit: string, directory: Directory, date: string) {
  const above = isUnitId(unit) ? directory.asOf(date).ancestorsOf(unit) : []
  const name = (isUnitId(unit) ? directory.unit(unit)?.name : undefined) ?? unit
  return { unit, name, above: above.map(({ id, name: of }) => ({ unit: id as string, name: of })) }
}

/** The units right below, each with its plans of this year and how many below it have one. */
function unitsBelow(unit: string, rows: readonly BelowRow[], directory: Directory, date: string) {
  if (!isUnitId(unit)) return []
  const view = directory.asOf(date)
  const plans = Map.groupBy(rows, (row) => row.unit)
  const issued = countBelow(new Set(plans.keys()), view)
  return view
    .childrenOf(unit)
    .filter(({ type }) => planning.has(type))
    .map(({ id, name, type }) => ({
      ...{ unit: id as string, name, type: type as UnitType },
      plans: (plans.get(id) ?? []).map(({ planId, number, date: on }) => ({ planId, number, date: on })),
      below: view.subtreeOf(id).filter((each) => each.id !== id && planning.has(each.type)).length,
      belowIssued: issued.get(id) ?? 0,
    }))
}
