/** Something happened to a unit's work that the unit must hear of: a receipt, a return, an acceptance, more time, a refused file. */
import type { Detail, EventOf } from '../../events/event.ts'
import type { NoticeKind } from '../../events/notice.ts'
import type { AssignmentState } from '../assignment/assignment.ts'
import { type AssignmentOf, assignmentId } from '../assignment/part.ts'
import { loadDirectory } from '../directory/load.ts'
import { isUnitId } from '../directory/model.ts'
import type { Directory } from '../directory/snapshot.ts'
import { stateOf, streamOf } from '../log/command.ts'
import { reactingTo } from '../log/reacting.ts'
import { outlasting, windowIn } from '../plan/deadline.ts'
import { loadPlan } from '../plan/load.ts'
import { Permanent, type World } from '../ports.ts'
import { dayOf } from '../time/calendar.ts'
import { isThere, noticeToPerson, noticeToUnit, type Occasion } from './address.ts'
import { officersOf } from './officers.ts'
import { type Queueing, queueEach } from './queue.ts'

type AssignmentDetail = Detail<AssignmentOf & Readonly<Record<string, unknown>>> & Pick<EventOf<string, unknown>, 'name'>

const kindOf: Readonly<Record<string, NoticeKind>> = {
  'assignment.submitted': 'receipt',
  'assignment.returned': 'returned',
  'assignment.accepted': 'accepted',
  'assignment.extended': 'extended',
  'assignment.extension-ended': 'extension-ended',
  'assignment.file-refused': 'file-refused',
}

export async function tellUnit(event: AssignmentDetail, world: Pick<World, 'store' | 'clock'>): Promise<void> {
  await queueEach(world.store, await noticesAbout(event, world))
}

/** What happened to many units is told in one transaction. */
export async function tellUnits(events: readonly AssignmentDetail[], world: Pick<World, 'store' | 'clock'>): Promise<void> {
  const queueings: Queueing[] = []
  for (const event of events) queueings.push(...(await noticesAbout(event, world)))
  await queueEach(world.store, queueings)
}

async function noticesAbout(event: AssignmentDetail, world: Pick<World, 'store' | 'clock'>): Promise<readonly Queueing[]> {
  const kind = kindOf[event.name]
  if (kind === undefined) throw new Permanent(`${event.name} has no mail`)
  const { planId, key, unit: id, ...rest } = event.data
  const directory = await loadDirectory(world)
  const about: Occasion = { kind, planId, key, occasion: event.metadata.id, facts: await factsOf(world, event, rest) }
  const context = reactingTo(event.metadata, world.clock)
  const unit = isUnitId(id) ? directory.unit(id) : undefined
  if (unit === undefined) throw new Permanent(`${id} is not in the directory`)
  if (event.name === 'assignment.extension-ended' && (await isOvertaken(world, planId, key, String(rest.until)))) return []
  // What happens to the work of a unit that is gone stands in its record: nobody reads its mail, and to its heir it is not its own.
  const toUnit = isThere(unit, directory, dayOf(event.metadata.at)) ? noticeToUnit(unit, about) : undefined
  const toOfficers =
    kind === 'extension-ended' && rest.handedIn === false
      ? await officerNotices(world, directory, planId, { ...about, facts: { ...about.facts, unit: id, unitName: unit.name } })
      : []
  return [...(toUnit === undefined ? [] : [toUnit]), ...toOfficers].map((notice) => ({ notice, context }))
}

/** The task was withdrawn, or its own deadline is no longer before it: that the extension ended means nothing any more. */
async function isOvertaken(world: Pick<World, 'store'>, planId: string, key: string, until: string): Promise<boolean> {
  const plan = await loadPlan(world.store, planId)
  const task = plan.tasks.find((candidate) => candidate.key === key)
  return outlasting(until, windowIn(plan, task)) === undefined
}

/** What only the assignment knows: the name of a refused file, and how much time the unit has for what it has to do again. */
async function factsOf(
  world: Pick<World, 'store'>,
  event: AssignmentDetail,
  rest: Readonly<Record<string, unknown>>,
): Promise<Record<string, unknown>> {
  if (event.name !== 'assignment.file-refused' && event.name !== 'assignment.returned') return rest
  const assignment = stateOf<AssignmentState>(await world.store.load(streamOf('assignment', assignmentId(event.data))))
  const extension = assignment?.extension?.until
  if (event.name === 'assignment.returned') return { ...rest, extension }
  return { ...rest, extension, fileName: assignment?.files.find((file) => file.uploadId === rest.uploadId)?.fileName ?? '' }
}

async function officerNotices(world: Pick<World, 'store' | 'clock'>, directory: Directory, planId: string, about: Occasion) {
  const officers = officersOf(await loadPlan(world.store, planId), directory, dayOf(world.clock.now()))
  return officers.map((officer) => noticeToPerson(officer, about))
}
