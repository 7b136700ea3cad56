/** A plan document becomes a draft. Apart from the other routes of plans, because reading takes more code than all of them. */
import { planRights } from '../../shared/access/plan-rights.ts'
import { draftPlan } from '../../shared/api/plans.ts'
import { command } from '../../shared/log/command.ts'
import { isRefusal } from '../../shared/log/refusal.ts'
import { withParents } from '../../shared/plan/cascade/link.ts'
import { draftOf } from '../../shared/plan/draft.ts'
import { planAggregate } from '../../shared/plan/plan.ts'
import { planView } from '../../shared/plan/view.ts'
import type { World } from '../../shared/ports.ts'
import { dayOf } from '../../shared/time/calendar.ts'
import { api, endpoint } from '../runtime/api.ts'
import { createdId } from '../runtime/created-id.ts'
import { basics } from '../runtime/environment.ts'

type Effects = Pick<World, 'store' | 'clock'>

export const { answer, handler } = api<Effects>(
  [
    endpoint(
      draftPlan,
      async ({ actor }) => ({ resource: { unit: actor.unit }, loaded: null }),
      async ({ body, actor, key, world, context, directory }) => {
        const planId = createdId('pln', key)
        const draft = draftOf(body, { planId, issuerUnit: actor.unit })
        if (isRefusal(draft)) return draft
        const plan = await withParents(draft, world.store, directory, dayOf(context.at))
        const done = await command(world.store, planAggregate, planId, { type: 'draft', plan }, context)
        if (isRefusal(done)) return done
        const may = planRights(actor, { issuer: actor.unit, issued: false })
        return { status: 201, body: { ...planView(done.state, directory), may }, version: done.version }
      },
    ),
  ],
  basics,
)
