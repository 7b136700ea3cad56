/** The plan: drafted from a document, reviewed by its officer, issued, and from then on opened and closed task by task. */
import type { Happened } from '../../events/event.ts'
import type { PlanFinding, PlanTask, planDrafted, planEvents } from '../../events/plan.ts'
import type { planDraftRevised } from '../../events/plan-revision.ts'
import type { Aggregate } from '../log/aggregate.ts'
import { dayOf } from '../time/calendar.ts'
import type { AmendmentState } from './amendment/change.ts'
import type { IncomingDocument, PlanBeingRead } from './intake/incoming.ts'
import type { Decided } from './reread/decided.ts'
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

export function taskOf(plan: PlanState, key: string): TaskState | undefined {
  return plan.tasks.find((task) => task.key === key)
}

/** Findings the officer still has to look at before the plan can be issued. */
export function openFindings(plan: PlanState): readonly FindingState[] {
  return plan.findings.filter((finding) => finding.severity !== 'info' && finding.resolution === undefined)
}

/**
 * The log of a plan and the lists it stands in, the same whoever changes it. What may be done to a plan stands by concern: its documents
 * (`intake/receive.ts`), its review and issue (`draft/review.ts`), its course (`course/course.ts`), findings (`raise-finding.ts`),
 * amendments (`amendment/`), links (`cascade/`). So a function carries the commands it gives.
 */
export const planLog: Pick<Aggregate<AnyPlan, never, PlanEvent>, 'kind' | 'listing' | 'revises'> = {
  kind: 'plan',
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
