/** The plan: drafted from a document, reviewed by its officer, issued, and from then on opened and closed task by task. */
import { type Happened, happen } from '../../events/event.ts'
import {
  type PlanFinding,
  type PlanTask,
  planArchived,
  planDrafted,
  type planEvents,
  planFindingRaised,
  planFindingResolved,
  planIssued,
  planLinked,
  planPublished,
  planTaskChanged,
  planTaskClosed,
  planTaskOpened,
} from '../../events/plan.ts'
import type { planDraftRevised } from '../../events/plan-revision.ts'
import type { Aggregate, Decision } from '../log/aggregate.ts'
import { refuse } from '../log/refusal.ts'
import { dayOf } from '../time/calendar.ts'
import { type AmendmentState, asWritten } from './amendment/change.ts'
import { withAmendment, withTaskAmended } from './amendment/evolve.ts'
import {
  type DocumentCommand,
  type IncomingDocument,
  isAwaited,
  offerDocument,
  type PlanBeingRead,
  refuseDocument,
  withOffer,
  withRefusal,
} from './incoming.ts'
import { type Decided, withDecision } from './reread/decided.ts'
import { planRevision } from './revision.ts'

export type PlanEvent = Happened<(typeof planEvents)[number] | typeof planDraftRevised>
type Drafted = Happened<typeof planDrafted>['data']

export interface TaskState extends PlanTask {
  readonly state: 'planned' | 'open' | 'closed'
  readonly openedAt?: string
  readonly closing?: { readonly at: string; readonly expected: number; readonly done: number; readonly owing: number }
  /** The amendment that last moved its deadline; absent for the deadline it was issued with. */
  readonly revision?: number
  /** The amendment that last changed anything of it. */
  readonly amended?: number
}

export interface FindingState extends PlanFinding {
  readonly resolution?: Omit<Resolution, 'findingId'>
}

/** A plan in the system that this one cites. */
export interface ParentRef {
  readonly planId: string
  readonly issuerUnit: string
}

export interface PlanState extends Omit<Drafted, 'tasks' | 'findings'> {
  /** `ended` is a draft that was to amend a plan, once it is confirmed or given up. */
  readonly status: 'draft' | 'issued' | 'ended'
  readonly owner?: string
  readonly issuedAt?: string
  readonly published: boolean
  readonly archived: boolean
  readonly parents?: readonly ParentRef[]
  /** A file that was sent to replace the one this draft was read from. */
  readonly incoming?: IncomingDocument
  readonly tasks: readonly TaskState[]
  readonly findings: readonly FindingState[]
  readonly amendments?: readonly AmendmentState[]
  /** Tasks an amendment took out: what was handed in for them can still be read. */
  readonly withdrawn?: readonly TaskState[]
  /** For a draft that amends: which task of the issued plan each of its tasks is; null for a new one. */
  readonly matches?: Readonly<Record<string, string | null>>
  /** Of a draft: what its officer has said otherwise than its document. */
  readonly decided?: Decided
  /** Of a draft whose file was sent anew: what became of each decision made before. */
  readonly reread?: Happened<typeof planDraftRevised>['data']['decisions']
}

/** A plan from its first file on. Whoever asks for a plan that can be worked with asks for a `PlanState`. */
export type AnyPlan = PlanBeingRead | PlanState

export interface Resolution {
  readonly findingId: string
  readonly decision: 'accepted' | 'dismissed'
  readonly reason: string
}

export type PlanCommand =
  | DocumentCommand
  | { readonly type: 'draft'; readonly plan: Drafted }
  | { readonly type: 'resolve-findings'; readonly resolutions: readonly Resolution[] }
  | { readonly type: 'change-task'; readonly task: PlanTask; readonly reason: string }
  | { readonly type: 'issue' }
  | { readonly type: 'open-task'; readonly key: string; readonly revision?: number }
  | {
      readonly type: 'close-task'
      readonly key: string
      readonly revision?: number
      readonly expected: number
      readonly done: number
    }
  | { readonly type: 'raise-finding'; readonly finding: PlanFinding }

export function taskOf(plan: PlanState, key: string): TaskState | undefined {
  return plan.tasks.find((task) => task.key === key)
}

/** Findings the officer still has to look at before the plan can be issued. */
export function openFindings(plan: PlanState): readonly FindingState[] {
  return plan.findings.filter((finding) => finding.severity !== 'info' && finding.resolution === undefined)
}

function decide(plan: AnyPlan | undefined, order: PlanCommand, context: { at: string; person: string }): Decision<PlanEvent> {
  if (order.type === 'offer-document') return offerDocument(plan, order.offer, context.at)
  if (order.type === 'draft') return draft(plan, order.plan)
  if (plan === undefined) return refuse('not-found')
  if (order.type === 'refuse-document') return refuseDocument(plan, order.refusal)
  if (plan.status === 'reading') return refuse('not-found')
  switch (order.type) {
    case 'resolve-findings':
      return resolveFindings(plan, order.resolutions)
    case 'change-task':
      return changeTask(plan, order.task, order.reason)
    case 'issue':
      return issue(plan, context)
    case 'open-task':
      return openTask(plan, order, context.at)
    case 'close-task':
      return closeTask(plan, order, context.at)
    case 'raise-finding':
      return plan.findings.some((finding) => finding.findingId === order.finding.findingId)
        ? []
        : [happen(planFindingRaised, { planId: plan.planId, finding: order.finding })]
  }
}

/**
 * What was read of the newest file; a file that was replaced meanwhile, or is known already, changes nothing. The copy of an issued plan
 * that is to be changed has no file.
 */
function draft(plan: AnyPlan | undefined, drafted: Drafted): Decision<PlanEvent> {
  if (drafted.copiedAfter !== undefined) return plan === undefined ? [happen(planDrafted, drafted)] : refuse('already-exists')
  if (plan === undefined) return refuse('not-found')
  return plan.status === 'reading' && isAwaited(plan.incoming, drafted.document?.uploadId) ? [happen(planDrafted, drafted)] : []
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

/** Corrects one task of a draft; nothing happens where it reads so already. */
export function changeTask(plan: PlanState, after: PlanTask, reason: string): Decision<PlanEvent> {
  if (plan.status !== 'draft') return refuse(plan.status === 'ended' ? 'draft-ended' : 'plan-issued')
  const current = taskOf(plan, after.key)
  if (current === undefined) return refuse('not-found', 'key')
  if (reason.trim() === '') return refuse('reason-missing', 'reason')
  const before = asWritten(current)
  return JSON.stringify(before) === JSON.stringify(after) ? [] : [happen(planTaskChanged, { planId: plan.planId, before, after, reason })]
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

/** A signal for a deadline that has since been moved, or for a task that has been withdrawn, changes nothing. */
function currentTask(plan: PlanState, { key, revision }: { key: string; revision?: number }): TaskState | undefined {
  return plan.tasks.find((task) => task.key === key && task.revision === revision)
}

function openTask(plan: PlanState, order: Extract<PlanCommand, { type: 'open-task' }>, at: string): Decision<PlanEvent> {
  if (plan.status !== 'issued') return refuse('plan-not-issued')
  if (!isKnown(plan, order.key)) return refuse('not-found', 'key')
  return currentTask(plan, order)?.state === 'planned' ? [happen(planTaskOpened, { planId: plan.planId, key: order.key, at })] : []
}

function closeTask(plan: PlanState, order: Extract<PlanCommand, { type: 'close-task' }>, at: string): Decision<PlanEvent> {
  if (plan.status !== 'issued') return refuse('plan-not-issued')
  if (!isKnown(plan, order.key)) return refuse('not-found', 'key')
  const task = currentTask(plan, order)
  if (task === undefined || task.state === 'closed') return []
  const { key, expected, done, revision } = order
  return [happen(planTaskClosed, { planId: plan.planId, key, at, expected, done, owing: expected - done, revision })]
}

function isKnown(plan: PlanState, key: string): boolean {
  return [...plan.tasks, ...(plan.withdrawn ?? [])].some((task) => task.key === key)
}

function evolve(plan: AnyPlan | undefined, event: PlanEvent): AnyPlan {
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
  if (plan === undefined || plan.status === 'reading') throw new Error(`${event.name} before plan.drafted`)
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
      return withTask(plan, event.data.key, (task) => ({ ...task, state: 'open', openedAt: event.data.at }))
    case 'plan.task-closed': {
      const { at, expected, done, owing } = event.data
      return withTask(plan, event.data.key, (task) => ({ ...task, state: 'closed', closing: { at, expected, done, owing } }))
    }
    case 'plan.finding-raised':
      return { ...plan, findings: [...plan.findings, event.data.finding] }
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
      throw new Error(`${event.name} before plan.document-offered`)
  }
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

export const planAggregate: Aggregate<AnyPlan, PlanCommand, PlanEvent> = {
  kind: 'plan',
  decide,
  evolve,
  revises: ({ planId }) => planRevision(planId),
  listing: (plan) => {
    const { planId, issuerUnit, status } = plan
    const row = rowOf(plan)
    return {
      list: 'plan',
      listSort: `${row.date}#${planId}`,
      shelf: `unit#${issuerUnit}`,
      shelfSort: `plan#${planId}`,
      row: JSON.stringify({ planId, status, issuerUnit, ...row }),
    }
  },
}

/** Until it is read, a plan is known by its file. */
function rowOf(plan: AnyPlan) {
  if (plan.status === 'reading')
    return { number: '', title: plan.incoming.fileName, date: dayOf(plan.incoming.offeredAt), published: false }
  const { header, published, amends, amendments, parents } = plan
  const { number, title, date, throughYear } = header
  return {
    ...{ number, title, date, published, throughYear, amends },
    parents: parents?.map(({ planId }) => planId),
    amendments: amendments?.length,
  }
}
