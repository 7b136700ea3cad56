/** The state of a plan is the fold of its events: what each leaves of it. */
import type { Happened } from '../../events/event.ts'
import type { planFindingRaised, planFindingResolved, planTaskClosed, planTaskOpened } from '../../events/plan.ts'
import type { planDraftRevised } from '../../events/plan-revision.ts'
import { withAmendment, withTaskAmended } from './amendment/evolve.ts'
import { withFound, withOffer, withRefusal } from './intake/incoming.ts'
import type { AnyPlan, FindingState, PlanEvent, PlanState, TaskState } from './plan.ts'
import { withDecision } from './reread/decided.ts'

/** The plan as it stands before something happens to it that only a plan that was read can undergo. */
export function readBefore(plan: AnyPlan | undefined, event: Pick<PlanEvent, 'name'>): PlanState {
  if (plan === undefined || plan.status === 'reading') throw new Error(`${event.name} before plan.drafted`)
  return plan
}

export function evolvePlan(plan: AnyPlan | undefined, event: PlanEvent): AnyPlan {
  if (event.name === 'plan.document-offered') {
    const { planId, issuerUnit, amends, amendsWhat } = event.data
    return { ...(plan ?? { planId, issuerUnit, amends, amendsWhat, status: 'reading' }), incoming: withOffer(event.data) }
  }
  if (event.name === 'plan.drafted') {
    const tasks = event.data.tasks.map((task): TaskState => ({ ...task, state: 'planned' }))
    return { ...event.data, tasks, status: 'draft', published: false, archived: false }
  }
  if (event.name === 'plan.document-refused' && plan?.incoming !== undefined)
    return { ...plan, incoming: withRefusal(plan.incoming, event.data) }
  if (event.name === 'plan.document-overlooked' && plan?.incoming !== undefined)
    return { ...plan, incoming: withFound(plan.incoming, event.data) }
  return evolveOnceRead(readBefore(plan, event), event)
}

function evolveOnceRead(plan: PlanState, event: Exclude<PlanEvent, { name: 'plan.document-offered' | 'plan.drafted' }>): PlanState {
  switch (event.name) {
    case 'plan.finding-resolved':
      return {
        ...plan,
        findings: plan.findings.map((finding) => (finding.findingId === event.data.findingId ? resolved(finding, event.data) : finding)),
      }
    case 'plan.task-changed':
      return {
        ...withTask(plan, event.data.after.key, (task) => ({ ...event.data.after, state: task.state })),
        decided: withDecision(plan.decided, event),
      }
    case 'plan.issued':
      return { ...plan, status: 'issued', owner: event.data.owner, issuedAt: event.data.issuedAt, decided: undefined, reread: undefined }
    case 'plan.published':
      return { ...plan, published: true }
    case 'plan.archived':
      return { ...plan, archived: true }
    case 'plan.linked':
      return {
        ...plan,
        parents: [...(plan.parents ?? []), { planId: event.data.parentPlanId, issuerUnit: event.data.parentIssuer }],
      }
    case 'plan.task-opened':
      return withTaskOpened(plan, event)
    case 'plan.task-closed':
      return withTaskClosed(plan, event)
    case 'plan.finding-raised':
      return withFinding(plan, event)
    case 'plan.task-added':
      return { ...plan, tasks: [...plan.tasks, { ...event.data.task, state: 'planned' }], decided: withDecision(plan.decided, event) }
    case 'plan.task-removed':
      return {
        ...plan,
        tasks: plan.tasks.filter(({ key }) => key !== event.data.task.key),
        decided: withDecision(plan.decided, event),
      }
    case 'plan.header-changed':
      return { ...plan, header: event.data.after, decided: withDecision(plan.decided, event) }
    case 'plan.recipients-changed':
      return { ...plan, recipients: event.data.after, decided: withDecision(plan.decided, event) }
    case 'plan.draft-revised':
      return withReread(plan, event.data)
    case 'plan.policy-changed':
      return { ...plan, policy: event.data.after }
    case 'plan.draft-aimed': {
      const { amends, amendsWhat, policy } = event.data
      return { ...plan, amends, amendsWhat, policy, matches: {} }
    }
    case 'plan.task-matched':
      return { ...plan, matches: { ...plan.matches, [event.data.key]: event.data.is } }
    case 'plan.draft-ended':
      return { ...plan, status: 'ended' }
    case 'plan.amended':
      return withAmendment(plan, event.data)
    case 'plan.task-amended':
      return withTaskAmended(plan, event.data)
    case 'plan.document-refused':
    case 'plan.document-overlooked':
      throw new Error(`${event.name} before plan.document-offered`)
  }
}

export function withTaskOpened(plan: PlanState, { data }: Happened<typeof planTaskOpened>): PlanState {
  return withTask(plan, data.key, (task) => ({ ...task, state: 'open', openedAt: data.at }))
}

export function withTaskClosed(plan: PlanState, { data }: Happened<typeof planTaskClosed>): PlanState {
  const { key, at, expected, done, owing } = data
  return withTask(plan, key, (task) => ({ ...task, state: 'closed', closing: { at, expected, done, owing } }))
}

export function withFinding(plan: PlanState, { data }: Happened<typeof planFindingRaised>): PlanState {
  return { ...plan, findings: [...plan.findings, data.finding] }
}

function withReread(plan: PlanState, { resolved: groups, matched, decisions }: Happened<typeof planDraftRevised>['data']): PlanState {
  const held = new Map(groups.flatMap(({ findingIds, decision, reason }) => findingIds.map((id) => [id, { decision, reason }] as const)))
  return {
    ...plan,
    findings: plan.findings.map((finding) => ({ ...finding, resolution: held.get(finding.findingId) ?? finding.resolution })),
    matches: plan.amends === undefined ? undefined : Object.fromEntries(matched.map(({ key, is }) => [key, is])),
    reread: decisions,
  }
}

function resolved(finding: FindingState, data: Happened<typeof planFindingResolved>['data']): FindingState {
  return { ...finding, resolution: { decision: data.decision, reason: data.reason } }
}

function withTask(plan: PlanState, key: string, change: (task: TaskState) => TaskState): PlanState {
  return { ...plan, tasks: plan.tasks.map((task) => (task.key === key ? change(task) : task)) }
}
