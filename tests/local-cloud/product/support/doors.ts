/** Every route with a request that means something, for each of two targets: what the walk over roles and routes sends. */
import { randomUUID } from 'node:crypto'
import { apiFunctions } from '../../../../infra/wiring.ts'
import { changeTask, draftPlan, replaceDocument, resolveFindings } from '../../../../shared/api/plans.ts'
import { isCommand, type Route, routeKey } from '../../../../shared/api/route.ts'
import type { Answer, Client } from './client.ts'

export const allRoutes: readonly Route[] = apiFunctions.flatMap(({ routes }) => routes)

/** What the path parameters stand for in one of the two columns. */
export interface Target {
  readonly planId: string
  /** The plan of the unit's work, which is always an issued one. */
  readonly workPlan: string
  readonly key: string
  readonly part: string
  readonly unit: string
  readonly uploadId: string
  readonly noticeId: string
  readonly whose: string
  readonly feedId: string
  readonly secret: string
  readonly kind: string
  readonly id: string
  readonly subscription: string
}

const reason = 'Lý do của phép thử'

/** Bodies that are understood. Most lead to a refusal or to no change at all, so that the walk can be walked in any order. */
const bodies: Readonly<Record<string, unknown>> = {
  [routeKey(draftPlan)]: { fileName: 'chuong-trinh.exe', bytes: 1, sha256: '0'.repeat(64) },
  [routeKey(replaceDocument)]: { fileName: 'chuong-trinh.exe', bytes: 1, sha256: '0'.repeat(64) },
  [routeKey(resolveFindings)]: { resolutions: [{ findingId: 'fnd_none', decision: 'accepted', reason }] },
  [routeKey(changeTask)]: {
    reason,
    task: { key: '77', content: 'x', executing: [], coordinating: [], deadlineText: '', due: null, kinds: [], form: 'report' },
  },
  'PUT /api/plans/{planId}/aim': { amends: 'pln_none0000000', amendsWhat: 'part' },
  'PUT /api/plans/{planId}/tasks/{key}/match': { is: null },
  'POST /api/plans/{planId}/tasks': {
    reason: '',
    task: { key: '78', content: 'y', executing: [], coordinating: [], deadlineText: '', due: null, kinds: [], form: 'report' },
  },
  'POST /api/plans/{planId}/tasks/{key}/removal': { reason: '' },
  'PUT /api/plans/{planId}/header': {
    reason: '',
    header: { number: '1/KH', issuer: 'x', place: 'x', date: '2021-01-18', title: 'x', year: 2021 },
  },
  'PUT /api/plans/{planId}/recipients': { reason: '', recipients: ['Lưu: VT'] },
  'PUT /api/plans/{planId}/policy': { reason: '', policy: { closes: 'lenient', reminderDays: [1], escalateFromDays: 0 } },
  'POST /api/plans/{planId}/fixes': { findingId: 'fnd_none' },
  'POST /api/plans/{planId}/amend': {
    draft: 'pln_none0000000',
    draftVersion: 1,
    planVersion: 1,
    document: { number: '1/SGDĐT', date: '2021-03-01' },
    reason,
  },
  'POST /api/plans/{planId}/parents': { parent: 'pln_none0000000', basis: 'Căn cứ của phép thử' },
  'PUT /api/feeds/{whose}': { secretSha256: '5'.repeat(64) },
  // Refused, and so for whoever may: nobody is let in or called by the walk.
  'POST /api/subscriptions': { url: 'http://khong-an-toan.thidua.test/' },
  'POST /api/subscriptions/{id}/replays': { after: 1_000_000 },
  'PUT /api/units/{unit}/contacts': { emails: ['khong-phai-thu'] },
  'POST /api/units/{unit}/hand-overs': {
    role: 'clerk',
    giver: 'per_khong-co',
    name: 'Ai Đó',
    email: 'ai-do@thidua.test',
    from: '2021-03-01',
  },
  'POST /api/units/{unit}/hand-overs/cancel': { role: 'clerk', giver: 'per_khong-co', receiver: 'per_khong-co', from: '2021-03-01' },
  'POST /api/directory/imports': { fileName: 'trong.csv', dryRun: true, base64: Buffer.from('Tên đơn vị\n').toString('base64') },
  'PUT /api/plans/{planId}/tasks/{key}/units/{unit}/draft': { nominees: [], note: 'Bản nháp' },
  'POST /api/plans/{planId}/tasks/{key}/units/{unit}/uploads': {
    component: 'report',
    fileName: 'sai.exe',
    bytes: 1,
    type: 'application/pdf',
    sha256: '0'.repeat(64),
  },
  'PUT /api/plans/{planId}/tasks/{key}/units/{unit}/uploads/{uploadId}/component': { component: 'report' },
  'POST /api/plans/{planId}/tasks/{key}/units/{unit}/withdraw': { reason },
  'POST /api/plans/{planId}/tasks/{key}/units/{unit}/return': { reason },
  'POST /api/plans/{planId}/tasks/{key}/units/{unit}/extension': { until: '2021-01-19T00:00:00Z', reason },
}

/** Queries of routes that need one: it finds people, a nominee and a unit, if the caller may know of them. */
const queries: Readonly<Record<string, string>> = { 'GET /api/search': '?q=nguoi' }

export function pathOf(route: Route, target: Target): string {
  const { workPlan, subscription, id } = target
  const own = { ...target, id: route.path.startsWith('/api/subscriptions/') ? subscription : id }
  const meant = route.path.includes('{unit}') ? { ...own, planId: workPlan } : own
  return route.path.replace(/\{(\w+)\}/g, (_, name: keyof Target) => meant[name]) + (queries[routeKey(route)] ?? '')
}

export function request(client: Client, route: Route, target: Target, actingAs?: string): Promise<Answer> {
  const path = pathOf(route, target)
  if (!isCommand(route)) return client.get(path, { actingAs })
  const method = route.method === 'GET' ? 'POST' : route.method
  return client.send(method, path, bodies[routeKey(route)], { actingAs, key: randomUUID() })
}
