/** Me, units, and the log of anything with its verification. */

import type { Resource } from '../../shared/access/may.ts'
import { meOf } from '../../shared/access/me.ts'
import { listUnits, readLog, readMe } from '../../shared/api/directory.ts'
import { assignmentOfId } from '../../shared/assignment/part.ts'
import { stateOf, streamOf } from '../../shared/log/command.ts'
import { readStream } from '../../shared/log/read.ts'
import { splitStream } from '../../shared/log/registry.ts'
import type { NoticeState } from '../../shared/notice/notice.ts'
import { findAnyPlan } from '../../shared/plan/load.ts'
import type { StreamName, World } from '../../shared/ports.ts'
import { dayOf } from '../../shared/time/calendar.ts'
import { api, type Call, endpoint, type Found } from '../runtime/api.ts'
import { basics } from '../runtime/environment.ts'

type Effects = Pick<World, 'store' | 'clock'>
type AnyCall = Call<unknown, unknown, Effects>

const ownUnit = async ({ actor }: AnyCall): Promise<Found<null>> => ({ resource: { unit: actor.unit }, loaded: null })

/** Whose log it is, so that the one authorization function can be asked. */
async function theLog({ params, world }: AnyCall): Promise<Found<StreamName>> {
  const stream = streamOf(params.kind ?? '', params.id ?? '')
  const resource = await ownerOf(stream, world)
  return resource === undefined ? undefined : { resource, loaded: stream }
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
