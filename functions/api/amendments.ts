/**
 * What is done to an issued plan: amending it (the draft that is to change it, their difference, and the one act that confirms it), and
 * linking it to a plan above.
 */
import { planRights } from '../../shared/access/plan-rights.ts'
import {
  addTask,
  aimDraft,
  amendPlan,
  applyFix,
  beginAmendment,
  changeHeader,
  changePolicy,
  changeRecipients,
  compareAmendment,
  discardDraft,
  listAmendments,
  matchTask,
  removeTask,
} from '../../shared/api/amendments.ts'
import { linkParent, listParents } from '../../shared/api/parents.ts'
import { command } from '../../shared/log/command.ts'
import { isRefusal, refuse } from '../../shared/log/refusal.ts'
import { amendmentAggregate } from '../../shared/plan/amendment/aggregate.ts'
import { confirmAmendment } from '../../shared/plan/amendment/confirm.ts'
import { copyOf } from '../../shared/plan/amendment/copy.ts'
import { amendmentSentences } from '../../shared/plan/amendment/refusals.vi.ts'
import { amendmentsView, comparisonView } from '../../shared/plan/amendment/view.ts'
import { linkAggregate, linkTo, parentsOf } from '../../shared/plan/cascade/parents.ts'
import type { DraftEdit } from '../../shared/plan/draft-edits.ts'
import { findPlan } from '../../shared/plan/load.ts'
import type { AnyPlan } from '../../shared/plan/plan.ts'
import { documentAggregate } from '../../shared/plan/receive.ts'
import { planSentences } from '../../shared/plan/refusals.vi.ts'
import { planView } from '../../shared/plan/view.ts'
import type { World } from '../../shared/ports.ts'
import { amendedPlan } from '../runtime/amended-plan.ts'
import { api, type Call, endpoint } from '../runtime/api.ts'
import { createdId } from '../runtime/created-id.ts'
import { basics } from '../runtime/environment.ts'
import { type LoadedPlan, planOfRoute } from '../runtime/plan-of-route.ts'

type Effects = Pick<World, 'store' | 'clock'>
type AmendmentCall = Call<unknown, unknown, Effects>

const thePlan = (call: AmendmentCall) => planOfRoute(call)

function answerOf({ actor, directory }: AmendmentCall, plan: AnyPlan, version: number, status = 200) {
  if (plan.status === 'reading') return refuse('not-found')
  const about = { issuer: plan.issuerUnit, issued: plan.status === 'issued' }
  return { status, body: { ...planView(plan, directory), may: planRights(actor, about) }, version }
}

async function edit(call: AmendmentCall, { plan }: LoadedPlan, order: DraftEdit) {
  const done = await command(call.world.store, amendmentAggregate, plan.planId, order, call.context)
  return isRefusal(done) ? done : answerOf(call, done.state, done.version)
}

export const { answer, handler } = api<Effects>(
  [
    endpoint(listAmendments, thePlan, async ({ world }, { plan }) => ({ body: await amendmentsView(plan, world.store) })),
    endpoint(beginAmendment, thePlan, async (call, { plan }) => {
      if (plan.status !== 'issued') return refuse('plan-not-issued')
      const planId = createdId('pln', call.key)
      const order = { type: 'draft' as const, plan: copyOf(plan, planId) }
      const done = await command(call.world.store, documentAggregate, planId, order, call.context)
      return isRefusal(done) ? done : answerOf(call, done.state, done.version, 201)
    }),
    endpoint(aimDraft, thePlan, async (call, loaded) => {
      const { amends, amendsWhat } = call.body
      const target = await amendedPlan(call, amends, loaded.plan.issuerUnit)
      if (isRefusal(target)) return target
      return edit(call, loaded, { type: 'aim', amends, amendsWhat, policy: target.policy })
    }),
    endpoint(compareAmendment, thePlan, async ({ world, directory, context }, { plan: draft, version: draftVersion }) => {
      const target = draft.amends === undefined ? undefined : await findPlan(world.store, draft.amends)
      if (target === undefined) return refuse('not-an-amendment')
      if (draft.status !== 'draft') return refuse('draft-ended')
      const versions = { plan: target.plan, planVersion: target.version, draft, draftVersion }
      return { body: await comparisonView(versions, directory, world.store, context.at) }
    }),
    endpoint(matchTask, thePlan, (call, loaded) =>
      edit(call, loaded, { type: 'match-task', key: call.params.key ?? '', is: call.body.is }),
    ),
    endpoint(addTask, thePlan, (call, loaded) => edit(call, loaded, { type: 'add-task', ...call.body })),
    endpoint(removeTask, thePlan, (call, loaded) =>
      edit(call, loaded, { type: 'remove-task', key: call.params.key ?? '', reason: call.body.reason }),
    ),
    endpoint(changeHeader, thePlan, (call, loaded) => edit(call, loaded, { type: 'change-header', ...call.body })),
    endpoint(changeRecipients, thePlan, (call, loaded) => edit(call, loaded, { type: 'change-recipients', ...call.body })),
    endpoint(changePolicy, thePlan, (call, loaded) => edit(call, loaded, { type: 'change-policy', ...call.body })),
    endpoint(applyFix, thePlan, (call, loaded) => edit(call, loaded, { type: 'apply-fix', findingId: call.body.findingId })),
    endpoint(discardDraft, thePlan, (call, loaded) => edit(call, loaded, { type: 'end-draft', outcome: 'discarded' })),
    endpoint(amendPlan, thePlan, async (call, { plan }) => {
      const done = await confirmAmendment(call.world.store, { planId: plan.planId, ...call.body }, call.context)
      return isRefusal(done) ? done : answerOf(call, done.state, done.version)
    }),
    endpoint(listParents, thePlan, async ({ world, directory, context }, { plan }) => ({
      body: await parentsOf(plan, { store: world.store, directory, at: context.at }),
    })),
    endpoint(linkParent, thePlan, async (call, { plan }) => {
      const { world, directory, context, body } = call
      const order = await linkTo(plan, body, { store: world.store, directory, at: context.at })
      if (order === undefined) return refuse('invalid', 'parent')
      const done = await command(world.store, linkAggregate, plan.planId, order, context)
      return isRefusal(done) ? done : answerOf(call, done.state, done.version)
    }),
  ],
  basics,
  { ...planSentences, ...amendmentSentences },
)
