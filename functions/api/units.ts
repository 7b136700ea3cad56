/** One unit: where its mail goes, who acts for it, handing a role over, and taking that back. */
import type * as z from 'zod/mini'
import { cancelHandOverOfRole, changeContacts, handOverRole, readUnit } from '../../shared/api/units.ts'
import { cancelHandOver } from '../../shared/directory/cancel-hand-over.ts'
import { unitContactsAggregate } from '../../shared/directory/contacts.ts'
import { handOver, isHandedOver } from '../../shared/directory/hand-over.ts'
import { readDirectory } from '../../shared/directory/load.ts'
import { isPersonId, isUnitId, type Unit } from '../../shared/directory/model.ts'
import { unitSentences } from '../../shared/directory/refusals.vi.ts'
import { mayCancel, mayHandOver, unitView } from '../../shared/directory/unit-view.ts'
import { command, stateOf, streamOf } from '../../shared/log/command.ts'
import { isRefusal, refuse } from '../../shared/log/refusal.ts'
import type { World } from '../../shared/ports.ts'
import { addSeconds } from '../../shared/time/calendar.ts'
import { actingAs } from '../runtime/acting-as.ts'
import { type Again, type Answer, api, type Call, endpoint, type Found } from '../runtime/api.ts'
import { basics } from '../runtime/environment.ts'
import { headerOf } from '../runtime/input.ts'

const DAY_SECONDS = 24 * 60 * 60

type Effects = Pick<World, 'store' | 'clock'>
type UnitCall = Call<unknown, unknown, Effects>

interface Loaded {
  readonly unit: Unit
  readonly version: number
}

async function theUnit({ params, world }: Pick<UnitCall, 'params' | 'world'>): Promise<Found<Loaded>> {
  const stored = await world.store.load(streamOf('unit', params.unit ?? ''))
  const unit = stateOf<Unit>(stored)
  return stored === undefined || unit === undefined ? undefined : { resource: { unit: unit.id }, loaded: { unit, version: stored.version } }
}

/** As it is now, past the directory that others may keep for some seconds. */
async function viewNow({ actor, world, context }: UnitCall, unit: Unit) {
  return unitView(unit, await readDirectory(world.store), actor, context.at)
}

/** Whoever passed their only role on from today is nobody any more when they ask again; today they still hear that it is done. */
async function handedOverAlready({ params, body, world, request }: Again<Effects>): Promise<Answer | undefined> {
  const at = world.clock.now()
  const [found, directory] = await Promise.all([theUnit({ params, world }), readDirectory(world.store)])
  const { claims } = request.requestContext.authorizer.jwt
  const actor = actingAs(claims, headerOf(request, 'x-acting-as'), directory, addSeconds(at, -DAY_SECONDS))
  if (found === undefined || isRefusal(actor)) return undefined
  // `readInput` has parsed it by this very route.
  const { role, giver, name, email, from } = body as z.infer<NonNullable<typeof handOverRole.body>>
  const { unit, version } = found.loaded
  if (!isPersonId(giver) || giver !== actor.person || !mayHandOver(actor, { giver, role, unit: unit.id })) return undefined
  if (!isHandedOver({ unit: unit.id, role, giver, receiver: { name, email }, from }, directory)) return undefined
  return { status: 201, body: unitView(unit, directory, actor, at), version }
}

/** After its people changed: the unit's log is longer. */
async function unitNow(call: UnitCall, unit: Unit) {
  const stored = await call.world.store.load(streamOf('unit', unit.id))
  return { body: await viewNow(call, unit), version: stored?.version }
}

export const { answer, handler } = api<Effects>(
  [
    endpoint(readUnit, theUnit, async (call, { unit, version }) => ({ body: await viewNow(call, unit), version })),
    endpoint(changeContacts, theUnit, async (call, { unit }) => {
      const done = await command(call.world.store, unitContactsAggregate, unit.id, { emails: call.body.emails }, call.context)
      return isRefusal(done) ? done : { body: await viewNow(call, done.state), version: done.version }
    }),
    {
      ...endpoint(handOverRole, theUnit, async (call, { unit }) => {
        const { role, giver, name, email, from } = call.body
        if (!isPersonId(giver) || !isUnitId(unit.id)) return refuse('role-not-there', 'giver')
        if (!mayHandOver(call.actor, { giver, role, unit: unit.id })) return refuse('hand-over-not-yours', 'giver')
        const { store } = call.world
        const order = { unit: unit.id, role, giver, receiver: { name, email }, from }
        const refused = await handOver(order, { store, directory: await readDirectory(store) }, call.context)
        return refused ?? { status: 201, ...(await unitNow(call, unit)) }
      }),
      again: handedOverAlready,
    },
    endpoint(cancelHandOverOfRole, theUnit, async (call, { unit }) => {
      const { role, giver, receiver, from } = call.body
      if (!isPersonId(giver) || !isPersonId(receiver) || !isUnitId(unit.id)) return refuse('hand-over-not-there')
      if (!mayCancel(call.actor, { giver, role, unit: unit.id })) return refuse('hand-over-not-yours')
      const refused = await cancelHandOver({ unit: unit.id, role, giver, receiver, from }, call.world.store, call.context)
      return refused ?? (await unitNow(call, unit))
    }),
  ],
  basics,
  unitSentences,
)
