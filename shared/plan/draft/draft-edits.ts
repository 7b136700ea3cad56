/** What the officer may do to a draft besides correcting its rows: add one, take one out, correct header and Nơi nhận, change how it closes and reminds, match it. */
import { happen } from '../../../events/event.ts'
import {
  type PlanPolicy,
  type PlanTask,
  planDraftAimed,
  planFindingResolved,
  planHeaderChanged,
  planPolicyChanged,
  planRecipientsChanged,
  planTaskAdded,
  planTaskMatched,
  planTaskRemoved,
} from '../../../events/plan.ts'
import type { Aggregate, Decision } from '../../log/aggregate.ts'
import { isRefusal, refuse } from '../../log/refusal.ts'
import { asWritten } from '../amendment/change.ts'
import { type EndDraft, endDraft } from '../amendment/end-draft.ts'
import { evolvePlan } from '../evolve.ts'
import { type AnyPlan, type PlanEvent, type PlanState, planLog } from '../plan.ts'
import { kindsOf } from '../reading/kinds.ts'
import { fixReason, removedReason } from '../sentences.vi.ts'
import { changeTask } from './change-task.ts'
import { fixOf } from './fix.ts'

export type DraftEdit =
  | { readonly type: 'add-task'; readonly task: PlanTask; readonly reason: string }
  | { readonly type: 'remove-task'; readonly key: string; readonly reason: string }
  | { readonly type: 'change-header'; readonly header: PlanState['header']; readonly reason: string }
  | { readonly type: 'change-recipients'; readonly recipients: readonly string[]; readonly reason: string }
  | { readonly type: 'change-policy'; readonly policy: PlanPolicy; readonly reason: string }
  | { readonly type: 'aim'; readonly amends: string; readonly amendsWhat: 'whole' | 'part'; readonly policy: PlanPolicy }
  | { readonly type: 'match-task'; readonly key: string; readonly is: string | null }
  /** What a finding suggests, done as it was shown. */
  | { readonly type: 'apply-fix'; readonly findingId: string }
  | EndDraft

function editDraft(plan: PlanState, order: DraftEdit): Decision<PlanEvent> {
  if (order.type === 'end-draft') return endDraft(plan, order)
  if (plan.status === 'ended') return refuse('draft-ended')
  if (plan.status !== 'draft') return refuse('plan-issued')
  if ('reason' in order && order.reason.trim() === '') return refuse('reason-missing', 'reason')
  switch (order.type) {
    case 'add-task':
      return addTask(plan, order.task, order.reason)
    case 'remove-task':
      return removeTask(plan, order.key, order.reason)
    case 'change-header':
      return changeHeader(plan, order.header, order.reason)
    case 'change-recipients':
      return changeRecipients(plan, order.recipients, order.reason)
    case 'change-policy':
      return JSON.stringify(plan.policy) === JSON.stringify(order.policy)
        ? []
        : [happen(planPolicyChanged, { planId: plan.planId, before: plan.policy, after: order.policy, reason: order.reason })]
    case 'aim':
      return aim(plan, order)
    case 'match-task':
      return matchTask(plan, order.key, order.is)
    case 'apply-fix':
      return applyFix(plan, order.findingId)
  }
}

function changeHeader(plan: PlanState, after: PlanState['header'], reason: string): Decision<PlanEvent> {
  const { planId, header: before } = plan
  return JSON.stringify(before) === JSON.stringify(after) ? [] : [happen(planHeaderChanged, { planId, before, after, reason })]
}

function changeRecipients(plan: PlanState, texts: readonly string[], reason: string): Decision<PlanEvent> {
  const { planId, recipients: before } = plan
  const after = texts.map((text) => ({ text, kind: before.find((known) => known.text === text)?.kind ?? kindOf(text) }))
  return JSON.stringify(before) === JSON.stringify(after) ? [] : [happen(planRecipientsChanged, { planId, before, after, reason })]
}

/** What a line of Nơi nhận that its officer wrote stands for; whom it names, the directory says when it is asked. */
function kindOf(text: string): string {
  if (/^lưu\b/i.test(text)) return 'archive'
  return /cổng thông tin/i.test(text) ? 'portal' : 'unit-group'
}

/** The edit and the finding's end are one act; the same slip said twice of one task ends with it. */
function applyFix(plan: PlanState, findingId: string): Decision<PlanEvent> {
  const finding = plan.findings.find((one) => one.findingId === findingId)
  const fix = finding === undefined ? undefined : fixOf(plan, finding)
  if (finding === undefined || fix === undefined) return refuse('fix-not-there', 'findingId')
  const reason = fixReason(finding.sentence ?? '')
  const edited =
    'task' in fix
      ? changeTask(plan, fix.task, reason)
      : 'header' in fix
        ? changeHeader(plan, fix.header, reason)
        : changeRecipients(plan, fix.recipients, reason)
  if (isRefusal(edited)) return edited
  const alike = plan.findings.filter(
    ({ code, about, facts, resolution }) =>
      resolution === undefined && JSON.stringify([code, about, facts]) === JSON.stringify([finding.code, finding.about, finding.facts]),
  )
  const { planId } = plan
  return [...edited, ...alike.map((one) => happen(planFindingResolved, { planId, findingId: one.findingId, decision: 'accepted', reason }))]
}

function aim(plan: PlanState, order: Extract<DraftEdit, { type: 'aim' }>): Decision<PlanEvent> {
  const { planId } = plan
  const { amends, amendsWhat, policy } = order
  if (amends === planId || plan.copiedAfter !== undefined) return refuse('not-an-amendment')
  return plan.amends === amends && plan.amendsWhat === amendsWhat ? [] : [happen(planDraftAimed, { planId, amends, amendsWhat, policy })]
}

/** What kind of work it is, its content says, as it does in a document. */
function addTask(plan: PlanState, given: PlanTask, reason: string): Decision<PlanEvent> {
  const task = { ...given, kinds: given.kinds.length === 0 ? [...kindsOf(given.content)] : given.kinds }
  return plan.tasks.some(({ key }) => key === task.key)
    ? refuse('task-exists', 'key')
    : [happen(planTaskAdded, { planId: plan.planId, task, reason })]
}

/** Findings that end with a row; with the row, its nested deadlines, state and key they are one transaction of DynamoDB. */
const MOOT_MAX = 80

/** The row's removal and the end of what was to be looked at in it are one act. */
function removeTask(plan: PlanState, key: string, reason: string): Decision<PlanEvent> {
  const { planId } = plan
  // A nested deadline is nothing without its row.
  const gone = plan.tasks.filter((task) => task.key === key || task.parent === key)
  const moot = plan.findings.filter(({ about, resolution }) => resolution === undefined && gone.some((task) => task.key === about))
  const resolved = { decision: 'dismissed', reason: removedReason(reason) } as const
  return [
    ...gone.map((task) => happen(planTaskRemoved, { planId, task: asWritten(task), reason })),
    ...moot.slice(0, MOOT_MAX).map(({ findingId }) => happen(planFindingResolved, { planId, findingId, ...resolved })),
  ]
}

/** One task of the plan is one task of the new document: whoever had it before is asked about again. */
function matchTask(plan: PlanState, key: string, is: string | null): Decision<PlanEvent> {
  if (plan.amends === undefined) return refuse('not-an-amendment')
  if (!plan.tasks.some((task) => task.key === key)) return refuse('not-found', 'key')
  if (is !== null && Object.entries(plan.matches ?? {}).some(([other, taken]) => other !== key && taken === is)) {
    return refuse('task-matched-already', 'is')
  }
  return plan.matches?.[key] === is ? [] : [happen(planTaskMatched, { planId: plan.planId, key, is })]
}

/** The plan, for who edits a draft. */
export const draftAggregate: Aggregate<AnyPlan, DraftEdit, PlanEvent> = {
  ...planLog,
  decide: (plan, order) => (plan === undefined || plan.status === 'reading' ? refuse('not-found') : editDraft(plan, order)),
  evolve: evolvePlan,
}
