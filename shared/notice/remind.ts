/**
 * A step of a reminder ladder is due: the plan's, for all that still owe a task, or that of one unit's extension. Who still owes is asked
 * anew, and every mail is looked at once more when its turn comes, so nobody is reminded of what they have done.
 */
import type { deadlineExtensionNear, deadlineNear } from '../../events/deadline.ts'
import type { Detail, Happened } from '../../events/event.ts'
import type { AssignmentState } from '../assignment/assignment.ts'
import { owingUnits } from '../assignment/owing.ts'
import { assignmentId, isHandedIn } from '../assignment/part.ts'
import { loadDirectory } from '../directory/load.ts'
import { isUnitId, type UnitId } from '../directory/model.ts'
import type { Directory } from '../directory/snapshot.ts'
import { stateOf, streamOf } from '../log/command.ts'
import { reactingTo } from '../log/reacting.ts'
import { isOverruled } from '../plan/amendment/overruled.ts'
import { outlasting, windowIn } from '../plan/deadline.ts'
import { executorsOf } from '../plan/duties.ts'
import { loadPlan } from '../plan/load.ts'
import { type PlanState, type TaskState, taskOf } from '../plan/plan.ts'
import type { World } from '../ports.ts'
import { addSeconds, dayOf, lastDayBefore } from '../time/calendar.ts'
import { noticeToPerson, noticeToUnit } from './address.ts'
import type { QueuedNotice } from './notice.ts'
import { queueNotices } from './queue.ts'

/** A reminder that comes later than this (a queue that stood still) would say something false about the days left. */
export const REMINDER_STALE_SECONDS = 12 * 60 * 60

type Near = Happened<typeof deadlineNear>['data']
type ExtensionNear = Happened<typeof deadlineExtensionNear>['data']
type Effects = Pick<World, 'store' | 'clock'>

export async function remind({ data, metadata }: Detail<Near | ExtensionNear>, world: Effects): Promise<void> {
  const now = world.clock.now()
  if (now > addSeconds(data.at, REMINDER_STALE_SECONDS)) return
  const plan = await loadPlan(world.store, data.planId)
  const notices = await ('unit' in data ? ofExtension(data, plan, world) : ofPlan(data, plan, world))
  await queueNotices(world.store, notices, reactingTo(metadata, world.clock))
}

async function ofPlan(signal: Near, plan: PlanState, world: Effects): Promise<readonly QueuedNotice[]> {
  const task = taskOf(plan, signal.key)
  const closesAt = windowIn(plan, task)?.closesAt
  if (isOverruled(plan, signal) || task === undefined || closesAt === undefined || task.state === 'closed') return []
  const date = dayOf(world.clock.now())
  const directory = await loadDirectory(world)
  const { owing, rows } = await owingUnits(world.store, directory, plan, task, date)
  const step = { plan, task, directory, date, daysLeft: signal.daysLeft, occasion: `${signal.daysLeft}#${closesAt}` }
  return owing.flatMap((unit) => remindersTo(unit, step, { closesAt, extension: rows.get(unit)?.extension }))
}

async function ofExtension(signal: ExtensionNear, plan: PlanState, world: Effects): Promise<readonly QueuedNotice[]> {
  const { key, unit, until, at, daysLeft } = signal
  const task = taskOf(plan, key)
  const window = windowIn(plan, task)
  if (!isUnitId(unit) || task === undefined || window === undefined || outlasting(until, window) === undefined) return []
  // Until the task closes for all, by the day that an amendment may have given it since, the plan's own ladder reminds this unit too.
  if (at <= window.closesAt) return []
  const assignment = stateOf<AssignmentState>(await world.store.load(streamOf('assignment', assignmentId(signal))))
  if (isHandedIn(assignment?.state) || assignment?.extension?.until !== until) return []
  const date = dayOf(world.clock.now())
  const directory = await loadDirectory(world)
  if (!executorsOf(plan, task, directory, date).has(unit)) return []
  const step = { plan, task, directory, date, daysLeft, occasion: `${daysLeft}#${until}` }
  return remindersTo(unit, step, { closesAt: window.closesAt, extension: until, aim: lastDayBefore(until) })
}

interface Step {
  readonly plan: PlanState
  readonly task: TaskState
  readonly directory: Directory
  /** The day in Hà Nội. */
  readonly date: string
  readonly daysLeft: number
  readonly occasion: string
}

/** What the mail is written from, besides the plan: `aim` is the day that its days are counted to, where that is not the plan's. */
interface Facts {
  readonly closesAt: string
  readonly extension: string | undefined
  readonly aim?: string
}

/** To the unit, and on the last steps to its heads. */
function remindersTo(id: UnitId, { plan, task, directory, date, daysLeft, occasion }: Step, deadline: Facts): readonly QueuedNotice[] {
  const unit = directory.unit(id)
  const heads = daysLeft <= plan.policy.escalateFromDays ? directory.asOf(date).peopleIn(id, 'head') : []
  const about = { planId: plan.planId, key: task.key, occasion }
  const facts = { ...deadline, daysLeft, amended: task.amended }
  const ofUnit = { ...facts, unit: id, unitName: unit?.name }
  const toUnit = unit && noticeToUnit(unit, { ...about, facts, kind: 'reminder' })
  return [
    ...(toUnit === undefined ? [] : [toUnit]),
    ...heads.map((head) => noticeToPerson(head, { ...about, facts: ofUnit, occasion: `${occasion}#${id}`, kind: 'escalation' })),
  ]
}
