/** The officer's morning: draft, review, issue; and the mails that go out. */

import { setTimeout as later } from 'node:timers/promises'
import { type AnyPlan, openFindings, type PlanState } from '../../shared/plan/plan.ts'
import type { UploadRequest } from '../../shared/ports.ts'
import type { ProductMachine } from '../machine.ts'
import { awaited, type DocumentFile, declared, post } from '../send-document.ts'
import type { Scene } from './acts.ts'
import { expectOk, inParallel } from './client.ts'
import { mailsHandedOver } from './mail-count.ts'
import { decideOpenDeadlines, type Told } from './play.ts'
import type { Random } from './random.ts'

export interface FanOut {
  /** Mails about the plan. */
  readonly notices: number
  /** From the command to issue until SES had taken the last of them. */
  readonly seconds: number
}

type Stage = Omit<Scene, 'planId'> & { readonly officerRole: string }

export async function issueAsOfficer(machine: ProductMachine, scene: Stage, document: DocumentFile, tell: Told) {
  const send = async (method: 'POST' | 'PUT', path: string, body?: unknown) =>
    expectOk(await scene.people.send(scene.officer, method, path, body, scene.officerRole), path).body as unknown as PlanState
  const draft = await read(scene, document)
  tell(`${draft.header.date}  ${draft.header.number}: ${draft.tasks.length} tasks, ${draft.findings.length} findings`)
  for (const { key, from, to } of decideOpenDeadlines(draft)) {
    const task = draft.tasks.find((candidate) => candidate.key === key)
    if (task === undefined) continue
    const { state: _state, ...plain } = task as typeof task & { window?: unknown }
    const { window: _window, ...before } = plain
    const after = { ...before, due: { kind: 'range', from, to, toBound: 'inclusive', precision: 'day' } }
    await send('PUT', `/api/plans/${draft.planId}/tasks/${key}`, { task: after, reason: 'Cán bộ ấn định vì văn bản không ghi ngày' })
    const written = task.deadlineText === '' ? 'without a deadline' : `"${task.deadlineText}"`
    tell(`            task ${key}: ${written}, decided by the officer: ${from} to ${to}`)
  }
  const open = openFindings(draft)
  if (open.length > 0) {
    const resolutions = open.map(({ findingId }) => ({ findingId, decision: 'accepted', reason: 'Đã xem' }))
    await send('POST', `/api/plans/${draft.planId}/findings`, { resolutions })
  }
  const begun = performance.now()
  const plan = await send('POST', `/api/plans/${draft.planId}/issue`)
  const told = await untilTold(machine, plan.planId, begun)
  tell(`            issued: ${told.notices} mails taken by SES in ${told.seconds} s`)
  await machine.cloud.settle()
  return { plan, told }
}

/** The document goes up as a browser sends it; then its page is watched. */
async function read({ people, officer, officerRole }: Stage, document: DocumentFile): Promise<PlanState> {
  const offered = expectOk(await people.send(officer, 'POST', '/api/plans', declared(document), officerRole), 'POST /api/plans')
  const { plan, request } = offered.body as unknown as { plan: { planId: string }; request: UploadRequest }
  await post(request, document.bytes)
  return awaited(async () => {
    const seen = expectOk(await people.get(officer, `/api/plans/${plan.planId}`), 'watching').body as unknown as AnyPlan
    if (seen.status !== 'reading') return seen
    if (seen.incoming.refusal !== undefined) throw new Error(seen.incoming.refusal.sentence)
    return undefined
  })
}

const LOOK_MILLISECONDS = 20

/** The machine settles only after the deliveries are recorded too; the last mail is taken earlier, so the counter is watched. */
async function untilTold({ cloud, world }: ProductMachine, planId: string, begun: number): Promise<FanOut> {
  let last = { count: mailsHandedOver(cloud), at: performance.now() }
  let settled = false
  cloud.settle().then(() => {
    settled = true
  })
  while (!settled) {
    await later(LOOK_MILLISECONDS)
    const count = mailsHandedOver(cloud)
    if (count !== last.count) last = { count, at: performance.now() }
  }
  const page = await world.store.list(`notice#${planId}`, { prefix: 'plan-issued#' })
  return { notices: page.items.length, seconds: Math.round((last.at - begun) / 10) / 100 }
}

const ACKNOWLEDGED_SHARE = 0.3
const ACKNOWLEDGED_MAX = 20

/** Some press the button that says: read. */
export async function acknowledgeSome({ world, cloud }: ProductMachine, scene: Stage, planId: string, random: Random): Promise<void> {
  const page = await world.store.list(`notice#${planId}`, { prefix: 'plan-issued#' })
  const rows = page.items.map((entry) => JSON.parse(entry.row) as { noticeId: string; recipient: string })
  const chosen = rows.filter((row) => row.recipient.startsWith('unt_') && random.next() < ACKNOWLEDGED_SHARE).slice(0, ACKNOWLEDGED_MAX)
  await inParallel(chosen, 8, async ({ noticeId, recipient }) => {
    const { email, role } = scene.clerkOf(recipient)
    expectOk(await scene.people.send(email, 'POST', `/api/notices/${noticeId}/acknowledge`, undefined, role), 'acknowledge')
  })
  await cloud.settle()
}
