/** Me, units, and the log of anything with its verification. */

import { type Action, may, type Resource } from '../../shared/access/may.ts'
import { meOf } from '../../shared/access/me.ts'
import { listUnits, readLog, readMe } from '../../shared/api/directory.ts'
import { assignmentOfId } from '../../shared/assignment/part.ts'
import { splitStream, stateOf, streamOf } from '../../shared/log/command.ts'
import type { NoticeState } from '../../shared/notice/notice.ts'
import { findAnyPlan } from '../../shared/plan/load.ts'
import type { StreamName, World } from '../../shared/ports.ts'
import { readStream } from '../../shared/record/read.ts'
import { dayOf } from '../../shared/time/calendar.ts'
import { api, type Call, endpoint, type Found } from '../runtime/api.ts'
import { basics } from '../runtime/environment.ts'

type Effects = Pick<World, 'store' | 'clock'>
type AnyCall = Call<unknown, unknown, Effects>

const ownUnit = async ({ actor }: AnyCall): Promise<Found<null>> => ({ resource: { unit: actor.unit }, loaded: null })

/**
 * What one must also be allowed to do to whatever a log is about, as a log tells all of it. A plan's says how every unit fares, which those who
 * only read the plan are not told.
 */
const knowing: Readonly<Record<string, Action>> = {
  plan: 'plan.follow',
  assignment: 'assignment.read',
  notice: 'notice.read',
  unit: 'unit.read',
}

/** Whose log it is, so that the one authorization function can be asked. */
async function theLog({ params, world, actor }: AnyCall): Promise<Found<StreamName>> {
  const { kind = '', id = '' } = params
  const stream = streamOf(kind, id)
  const resource = await ownerOf(stream, world)
  const action = knowing[kind]
  return resource === undefined || action === undefined || !may(actor, action, resource) ? undefined : { resource, loaded: stream }
}

async function ownerOf(stream: StreamName, { store }: Effects): Promise<Resource | undefined> {
  const [kind, id] = splitStream(stream)
  if (kind === 'unit') return { unit: id }
  if (kind === 'plan') {
    const issuer = (await findAnyPlan(store, id))?.plan.issuerUnit
    return { unit: issuer, issuer }
  }
  const notice = kind === 'notice' ? stateOf<NoticeState>(await store.load(stream)) : undefined
  const of = kind === 'assignment' ? assignmentOfId(id) : { planId: notice?.planId, unit: notice?.recipient }
  if (of?.unit === undefined) return undefined
  const issuer = of.planId === undefined ? undefined : (await findAnyPlan(store, of.planId))?.plan.issuerUnit
  return { unit: of.unit, issuer }
}

export const { answer, handler } = api<Effects>(
  [
    endpoint(readMe, ownUnit, async ({ actor, directory, context }) => ({ body: meOf(actor, directory, context.at) })),
    endpoint(listUnits, ownUnit, async ({ directory, context }) => ({
      body: { units: directory.asOf(dayOf(context.at)).units.map(({ id, name, type, parent }) => ({ id, name, type, parent })) },
    })),
    endpoint(readLog, theLog, async ({ world, directory }, stream) => ({ body: await readStream(world.store, stream, directory) })),
  ],
  basics,
)
