/** Confirming an amendment: plan and draft change in one transaction, on the very versions whose difference the officer saw. */
import { type Done, earlierOutcome, prepare, stateOf, streamOf } from '../../log/command.ts'
import { isRefusal, type Refusal, refuse } from '../../log/refusal.ts'
import { type CommandContext, type EventStore, Retryable, type StoredState } from '../../ports.ts'
import { isAwaited } from '../intake/incoming.ts'
import type { PlanState } from '../plan.ts'
import { amendmentAggregate } from './aggregate.ts'
import { comparePlans, findingsAbout } from './compare.ts'
import type { AmendOrder } from './decide.ts'

const CONFIRM_ATTEMPTS_MAX = 5

export interface Confirmation extends Pick<AmendOrder, 'document' | 'reason' | 'draft'> {
  readonly planId: string
  /** The versions the officer saw. */
  readonly planVersion: number
  readonly draftVersion: number
}

/** Refuses with `stale` when plan or draft is not what was seen. Throws `Retryable` when others kept winning the race. */
export async function confirmAmendment(
  store: EventStore,
  confirmation: Confirmation,
  given: CommandContext,
): Promise<Done<PlanState> | Refusal> {
  const context = { ...given, expectedVersion: confirmation.planVersion }
  const streams = [streamOf('plan', confirmation.planId), streamOf('plan', confirmation.draft)] as const
  for (let attempt = 1; attempt <= CONFIRM_ATTEMPTS_MAX; attempt += 1) {
    const [stored, draft] = await store.loadMany(streams)
    const order = orderOf(confirmation, stored, draft)
    const plan = isRefusal(order) ? order : prepare(amendmentAggregate, streams[0], stored, order, context)
    if (isRefusal(plan)) return (await earlierOutcome<PlanState>(store, streams[0], context, stored)) ?? plan
    // Only an issued plan is amended.
    if (plan.state.status === 'reading') return refuse('not-found')
    if (plan.append === undefined) return { state: plan.state, version: stored?.version ?? 0, changed: false }
    const ended = prepare(
      amendmentAggregate,
      streams[1],
      draft,
      { type: 'end-draft', outcome: 'confirmed' },
      {
        ...given,
        key: undefined,
        expectedVersion: confirmation.draftVersion,
      },
    )
    if (isRefusal(ended)) return ended
    const appended = await store.append([plan.append, ...(ended.append === undefined ? [] : [ended.append])])
    if (appended.outcome === 'appended') {
      return { state: plan.state, version: (stored?.version ?? 0) + plan.append.events.length, changed: true }
    }
    if (appended.outcome === 'repeated') {
      const earlier = await earlierOutcome<PlanState>(store, streams[0], context, await store.load(streams[0]))
      if (earlier !== undefined) return earlier
    }
  }
  throw new Retryable(`${streams.join(', ')}: others kept changing them`)
}

/** What the two versions together mean, or why they cannot be confirmed. */
function orderOf(confirmation: Confirmation, stored: StoredState | undefined, storedDraft: StoredState | undefined): AmendOrder | Refusal {
  const [plan, draft] = [stateOf<PlanState>(stored), stateOf<PlanState>(storedDraft)]
  const { draft: draftId, document, reason, draftVersion } = confirmation
  if (plan === undefined) return refuse('not-found')
  if (draft?.amends !== plan.planId) return refuse('not-an-amendment')
  if (draft.status === 'ended') return refuse('draft-ended')
  if (storedDraft?.version !== draftVersion) return refuse('stale', undefined, { seen: draftVersion, stored: storedDraft?.version ?? 0 })
  if (isAwaited(draft.incoming, draft.incoming?.uploadId)) return refuse('document-awaited')
  const comparison = comparePlans(plan, draft)
  const { changes, order, policy, recipients, doubts, isOutdated } = comparison
  if (isOutdated) return refuse('amendment-outdated')
  if (doubts.length > 0) return refuse('matches-open', undefined, { count: doubts.length })
  const findings = findingsAbout(draft, comparison).length
  if (findings > 0) return refuse('findings-open', undefined, { count: findings })
  return { type: 'amend', draft: draftId, document, reason, changes, order, policy, recipients }
}
