/**
 * What is done to an issued plan: amending it (beginning a draft that is to change it, their difference, and the one act that confirms it),
 * and linking it to a plan above. The draft itself is worked on in `edits.ts`.
 */
import { amendPlan, beginAmendment, compareAmendment, listAmendments } from '../../shared/api/amendments.ts'
import { linkParent, listParents } from '../../shared/api/parents.ts'
import { command } from '../../shared/log/command.ts'
import { isRefusal, refuse } from '../../shared/log/refusal.ts'
import { confirmAmendment } from '../../shared/plan/amendment/confirm.ts'
import { copyOf } from '../../shared/plan/amendment/copy.ts'
import { amendmentSentences } from '../../shared/plan/amendment/refusals.vi.ts'
import { amendmentsView, comparisonView } from '../../shared/plan/amendment/view.ts'
import { linkAggregate, linkTo, parentsOf } from '../../shared/plan/cascade/parents.ts'
import { documentAggregate } from '../../shared/plan/intake/receive.ts'
import { findPlan } from '../../shared/plan/load.ts'
import { planSentences } from '../../shared/plan/refusals.vi.ts'
import type { World } from '../../shared/ports.ts'
import { api, type Call, endpoint } from '../runtime/api.ts'
import { createdId } from '../runtime/created-id.ts'
import { basics } from '../runtime/environment.ts'
import { planAnswer } from '../runtime/plan-answer.ts'
import { planOfRoute } from '../runtime/plan-of-route.ts'

type Effects = Pick<World, 'store' | 'clock'>
type AmendmentCall = Call<unknown, unknown, Effects>

const thePlan = (call: AmendmentCall) => planOfRoute(call)

export const { answer, handler } = api<Effects>(
  [
    endpoint(listAmendments, thePlan, async ({ world }, { plan }) => ({ body: await amendmentsView(plan, world.store) })),
    endpoint(beginAmendment, thePlan, async (call, { plan }) => {
      if (plan.status !== 'issued') return refuse('plan-not-issued')
      const planId = createdId('pln', call.key)
      const order = { type: 'draft' as const, plan: copyOf(plan, planId) }
      const done = await command(call.world.store, documentAggregate, planId, order, call.context)
      return isRefusal(done) ? done : planAnswer(call, done.state, done.version, 201)
    }),
    endpoint(compareAmendment, thePlan, async ({ world, directory, context }, { plan: draft, version: draftVersion }) => {
      const target = draft.amends === undefined ? undefined : await findPlan(world.store, draft.amends)
      if (target === undefined) return refuse('not-an-amendment')
      if (draft.status !== 'draft') return refuse('draft-ended')
      const versions = { plan: target.plan, planVersion: target.version, draft, draftVersion }
      return { body: await comparisonView(versions, directory, world.store, context.at) }
    }),
    endpoint(amendPlan, thePlan, async (call, { plan }) => {
      const done = await confirmAmendment(call.world.store, { planId: plan.planId, ...call.body }, call.context)
      return isRefusal(done) ? done : planAnswer(call, done.state, done.version)
    }),
    endpoint(listParents, thePlan, async ({ world, directory, context }, { plan }) => ({
      body: await parentsOf(plan, { store: world.store, directory, at: context.at }),
    })),
    endpoint(linkParent, thePlan, async (call, { plan }) => {
      const { world, directory, context, body } = call
      const order = await linkTo(plan, body, { store: world.store, directory, at: context.at })
      if (order === undefined) return refuse('invalid', 'parent')
      const done = await command(world.store, linkAggregate, plan.planId, order, context)
      return isRefusal(done) ? done : planAnswer(call, done.state, done.version)
    }),
  ],
  basics,
  { ...planSentences, ...amendmentSentences },
)
