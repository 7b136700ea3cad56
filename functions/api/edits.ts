/** Editing a draft: its rows, header, Nơi nhận and policy, what its findings suggest, and which plan and tasks it is to change. */
import {
  addTask,
  aimDraft,
  applyFix,
  changeHeader,
  changePolicy,
  changeRecipients,
  discardDraft,
  matchTask,
  removeTask,
} from '../../shared/api/amendments.ts'
import { command } from '../../shared/log/command.ts'
import { isRefusal } from '../../shared/log/refusal.ts'
import { amendmentSentences } from '../../shared/plan/amendment/refusals.vi.ts'
import { type DraftEdit, draftAggregate } from '../../shared/plan/draft/draft-edits.ts'
import type { FoundPlan } from '../../shared/plan/load.ts'
import { planSentences } from '../../shared/plan/refusals.vi.ts'
import type { World } from '../../shared/ports.ts'
import { amendedPlan } from '../runtime/amended-plan.ts'
import { api, type Call, endpoint } from '../runtime/api.ts'
import { basics } from '../runtime/environment.ts'
import { planAnswer } from '../runtime/plan-answer.ts'
import { planOfRoute } from '../runtime/plan-of-route.ts'

type Effects = Pick<World, 'store' | 'clock'>
type EditCall = Call<unknown, unknown, Effects>

const theDraft = (call: EditCall) => planOfRoute(call)

async function edit(call: EditCall, { plan }: FoundPlan, order: DraftEdit) {
  const done = await command(call.world.store, draftAggregate, plan.planId, order, call.context)
  return isRefusal(done) ? done : planAnswer(call, done.state, done.version)
}

export const { answer, handler } = api<Effects>(
  [
    endpoint(aimDraft, theDraft, async (call, loaded) => {
      const { amends, amendsWhat } = call.body
      const target = await amendedPlan(call, amends, loaded.plan.issuerUnit)
      if (isRefusal(target)) return target
      return edit(call, loaded, { type: 'aim', amends, amendsWhat, policy: target.policy })
    }),
    endpoint(matchTask, theDraft, (call, loaded) =>
      edit(call, loaded, { type: 'match-task', key: call.params.key ?? '', is: call.body.is }),
    ),
    endpoint(addTask, theDraft, (call, loaded) => edit(call, loaded, { type: 'add-task', ...call.body })),
    endpoint(removeTask, theDraft, (call, loaded) =>
      edit(call, loaded, { type: 'remove-task', key: call.params.key ?? '', reason: call.body.reason }),
    ),
    endpoint(changeHeader, theDraft, (call, loaded) => edit(call, loaded, { type: 'change-header', ...call.body })),
    endpoint(changeRecipients, theDraft, (call, loaded) => edit(call, loaded, { type: 'change-recipients', ...call.body })),
    endpoint(changePolicy, theDraft, (call, loaded) => edit(call, loaded, { type: 'change-policy', ...call.body })),
    endpoint(applyFix, theDraft, (call, loaded) => edit(call, loaded, { type: 'apply-fix', findingId: call.body.findingId })),
    endpoint(discardDraft, theDraft, (call, loaded) => edit(call, loaded, { type: 'end-draft', outcome: 'discarded' })),
  ],
  basics,
  { ...planSentences, ...amendmentSentences },
)
