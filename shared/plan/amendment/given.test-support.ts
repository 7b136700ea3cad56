/** Plans and drafts for the tests of amendments. */
import { expect } from 'vitest'
import type { PlanPolicy, PlanTask } from '../../../events/plan.ts'
import type { ReadDocument } from '../../../events/plan-document.ts'
import { fold } from '../../log/aggregate.ts'
import { isRefusal } from '../../log/refusal.ts'
import { type PlanCommand, planAggregate } from '../aggregate.ts'
import { type DraftEdit, draftAggregate } from '../draft/draft-edits.ts'
import type { AnyPlan, PlanState } from '../plan.ts'
import { amendmentAggregate } from './aggregate.ts'
import type { Difference } from './change.ts'
import type { AmendOrder } from './decide.ts'

export const PLAN = 'pln_01JH0000000000000000000000'
export const DRAFT = 'pln_01JH0000000000000000000001'
export const ISSUED_AT = '2021-01-14T02:00:00.000Z'
export const OFFICER = 'per_tran-thi-sen'

export const before = (to: string): PlanTask['due'] => ({ kind: 'before-date', to, toBound: 'exclusive', precision: 'day' })
export const by = (to: string): PlanTask['due'] => ({ kind: 'by-date', to, toBound: 'inclusive', precision: 'day' })
export const between = (from: string, to: string): PlanTask['due'] => ({ kind: 'range', from, to, toBound: 'inclusive', precision: 'day' })

export function task(key: string, content: string, more: Partial<PlanTask> = {}): PlanTask {
  return {
    key,
    section: 'Quý I - 2021',
    content,
    executing: ['Các đơn vị trực thuộc Sở'],
    coordinating: [],
    deadlineText: 'Trước ngày 25/3/2021',
    due: before('2021-03-25'),
    kinds: ['dossier'],
    form: 'dossier',
    ...more,
  }
}

export const lenient: PlanPolicy = { closes: 'lenient', reminderDays: [7, 1], escalateFromDays: 1 }

export function planOf(tasks: readonly PlanTask[], policy = lenient): PlanState {
  return after(draftOf(tasks, { planId: PLAN, policy }), { type: 'issue' }, ISSUED_AT)
}

export function draftOf(tasks: readonly PlanTask[], more: Partial<Extract<PlanCommand, { type: 'draft' }>['plan']> = {}): PlanState {
  const header = { number: '12/KH-SGDĐT', issuer: 'Sở Mẫu', place: 'Hà Nội', date: '2021-01-14', title: 'Thi đua', year: 2021 }
  const recipients = [
    { text: 'Các đơn vị trực thuộc Sở', kind: 'unit-group' },
    { text: 'Cổng thông tin điện tử Ngành', kind: 'portal' },
    { text: 'Lưu: VT', kind: 'archive' },
  ]
  const plan = { planId: DRAFT, issuerUnit: 'unt_so-mau', fileName: 'kh.txt', sourceSha256: '0'.repeat(64), findings: [], policy: lenient }
  const about = { ...plan, ...more }
  const { planId, issuerUnit, fileName, amends } = about
  const file = { uploadId: 'upl_1', fileName, bytes: 1, sha256: '0'.repeat(64), objectKey: 'quarantine/plans/1', expiresAt: ISSUED_AT }
  const offered = decide(undefined, { type: 'offer-document', offer: { planId, issuerUnit, amends, ...file } }, ISSUED_AT)
  if (isRefusal(offered)) throw new Error(offered.code)
  const document: ReadDocument = { uploadId: 'upl_1', objectKey: 'plans/1', sourceKey: 'plans/2', format: 'text', fromOcr: false }
  const order: PlanCommand = { type: 'draft', plan: { header, recipients, tasks: [...tasks], document, ...about } }
  // A copy of an issued plan has no file.
  return after(about.copiedAfter === undefined ? fold(planAggregate, undefined, offered) : undefined, order, ISSUED_AT)
}

type AnyOrder = PlanCommand | AmendOrder | DraftEdit

const amends: readonly AnyOrder['type'][] = ['amend', 'end-draft']
const edits: readonly AnyOrder['type'][] = ['add-task', 'remove-task', 'change-policy', 'match-task']

export function decide(plan: AnyPlan | undefined, order: AnyOrder, at: string) {
  const aggregate = amends.includes(order.type) ? amendmentAggregate : edits.includes(order.type) ? draftAggregate : planAggregate
  return aggregate.decide(plan, order as never, { at, person: OFFICER })
}

/** The state after a command that must be taken. */
export function after(plan: AnyPlan | undefined, order: AnyOrder, at: string): PlanState {
  const decided = decide(plan, order, at)
  if (isRefusal(decided)) throw new Error(decided.code)
  const state = fold(planAggregate, plan, decided)
  if (state === undefined) throw new Error('nothing')
  expect(state).toBeDefined()
  // As it is stored: what JSON drops is not there.
  return JSON.parse(JSON.stringify(state)) as PlanState
}

export function amended(plan: PlanState, difference: Partial<Difference>, at: string, draft = DRAFT): PlanState {
  const order = difference.order ?? plan.tasks.map(({ key }) => key)
  const document = { number: '512/SGDĐT-VP', date: at.slice(0, 10) }
  return after(plan, { type: 'amend', changes: [], ...difference, order, document, reason: 'Lùi thời hạn', draft }, at)
}
