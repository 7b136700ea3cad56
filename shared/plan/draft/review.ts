/** What its officer does to a draft until it is issued: findings are resolved, rows corrected, and then it is issued. */
import { happen } from '../../../events/event.ts'
import { type PlanTask, planArchived, planFindingResolved, planIssued, planLinked, planPublished } from '../../../events/plan.ts'
import type { Aggregate, Decision } from '../../log/aggregate.ts'
import { refuse } from '../../log/refusal.ts'
import { evolvePlan } from '../evolve.ts'
import { isAwaited } from '../intake/incoming.ts'
import { type AnyPlan, openFindings, type PlanEvent, type PlanState, planLog, type Resolution } from '../plan.ts'
import { changeTask } from './change-task.ts'

export type ReviewOrder =
  | { readonly type: 'resolve-findings'; readonly resolutions: readonly Resolution[] }
  | { readonly type: 'change-task'; readonly task: PlanTask; readonly reason: string }
  | { readonly type: 'issue' }

export function review(plan: PlanState, order: ReviewOrder, context: { at: string; person: string }): Decision<PlanEvent> {
  switch (order.type) {
    case 'resolve-findings':
      return resolveFindings(plan, order.resolutions)
    case 'change-task':
      return changeTask(plan, order.task, order.reason)
    case 'issue':
      return issue(plan, context)
  }
}

/** All of them or none: an officer who confirms a list has confirmed the whole list. */
function resolveFindings(plan: PlanState, resolutions: readonly Resolution[]): Decision<PlanEvent> {
  const events: PlanEvent[] = []
  for (const { findingId, decision, reason } of resolutions) {
    const finding = plan.findings.find((candidate) => candidate.findingId === findingId)
    if (finding === undefined) return refuse('not-found', 'findingId')
    if (reason.trim() === '') return refuse('reason-missing', 'reason')
    if (finding.resolution?.decision === decision && finding.resolution.reason === reason) continue
    events.push(happen(planFindingResolved, { planId: plan.planId, findingId, decision, reason }))
  }
  return events
}

function issue(plan: PlanState, context: { at: string; person: string }): Decision<PlanEvent> {
  if (plan.status === 'issued') return []
  if (plan.amends !== undefined) return refuse('draft-amends')
  if (isAwaited(plan.incoming, plan.incoming?.uploadId)) return refuse('document-awaited')
  const open = openFindings(plan)
  if (open.length > 0) return refuse('findings-open', 'findings', { count: open.length })
  // A plan for several years may hold themes only; the yearly plans that cite it hold the tasks.
  if (plan.tasks.length === 0 && plan.header.throughYear === undefined) return refuse('no-tasks', 'tasks')
  if (plan.recipients.length === 0) return refuse('no-recipients', 'recipients')
  const { planId, issuerUnit } = plan
  const named = (kind: string) => plan.recipients.filter((recipient) => recipient.kind === kind)
  return [
    happen(planIssued, {
      planId,
      issuerUnit,
      owner: context.person,
      number: plan.header.number,
      issuedAt: context.at,
      tasks: plan.tasks.length,
      recipients: plan.recipients.length,
      ...fulfilledIn(plan, planId),
    }),
    ...named('portal').map((recipient) => happen(planPublished, { planId, recipient: recipient.text })),
    ...named('archive').map((recipient) => happen(planArchived, { planId, recipient: recipient.text })),
    ...proposedParents(plan).map((parent) => happen(planLinked, { planId, issuerUnit, number: plan.header.number, ...parent })),
  ]
}

/** Findings that propose something, as far as the officer has not turned it down; a doubtful one needs a yes. */
function proposals(plan: PlanState): Readonly<Record<string, string>>[] {
  return plan.findings.flatMap(({ severity, resolution, facts = {} }) => {
    const isMeant = severity === 'info' ? resolution?.decision !== 'dismissed' : resolution?.decision === 'accepted'
    return isMeant ? [facts] : []
  })
}

function proposedParents(plan: PlanState) {
  return proposals(plan).flatMap(({ parentPlanId, parentIssuer, basis = '' }) =>
    parentPlanId === undefined || parentIssuer === undefined
      ? []
      : [{ parentPlanId, parentIssuer, basis, ...fulfilledIn(plan, parentPlanId) }],
  )
}

/** Tasks by which a plan (another, or this one itself) asks the issuer for this very plan. */
function fulfilledIn(plan: PlanState, askingPlanId: string): { readonly fulfils?: string[] } {
  const keys = proposals(plan).flatMap(({ asksPlan, asksTask }) => (asksPlan !== askingPlanId || asksTask === undefined ? [] : [asksTask]))
  return keys.length === 0 ? {} : { fulfils: keys }
}

/** The plan, for its officer's review. */
export const reviewAggregate: Aggregate<AnyPlan, ReviewOrder, PlanEvent> = {
  ...planLog,
  decide: (plan, order, context) => (plan === undefined || plan.status === 'reading' ? refuse('not-found') : review(plan, order, context)),
  evolve: evolvePlan,
}
