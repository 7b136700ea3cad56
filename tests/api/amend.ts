/** An issued plan amended as its officer does it: begin, one edit of the draft, look at what becomes different, confirm. */
import * as amendments from '../../functions/api/amendments.ts'
import * as edits from '../../functions/api/edits.ts'
import * as plans from '../../functions/api/plans.ts'
import { ask, holder, type MemoryWorld } from './world.ts'

const ISSUER = 'unt_so-gddt-ha-noi'
const TASK = '/api/plans/{planId}/tasks/{key}'

export interface AmendedTask {
  readonly key: string
  /** What the task says afterwards, whole; without it the task is taken out. */
  readonly task?: object
  readonly reason: string
}

/** Throws when it is refused. */
export async function amend(world: MemoryWorld, { key, task, reason }: AmendedTask): Promise<void> {
  const { planId } = world.plan
  const officer = { email: holder(world.directory, 'officer', ISSUER).email }
  const begun = await ask(amendments, 'POST /api/plans/{planId}/amendments', { ...officer, params: { planId } }, world)
  const draft = String(begun.json.planId)
  const edited = { ...officer, params: { planId: draft, key } }
  const edit =
    task === undefined
      ? await ask(edits, `POST ${TASK}/removal`, { ...edited, body: { reason } }, world)
      : await ask(plans, `PUT ${TASK}`, { ...edited, body: { task, reason } }, world)
  const seen = await ask(amendments, 'GET /api/plans/{planId}/comparison', { ...officer, params: { planId: draft } }, world)
  const versions = seen.json as Record<'plan' | 'draft', { readonly version: number } | undefined>
  const body = {
    draft,
    draftVersion: versions.draft?.version,
    planVersion: versions.plan?.version,
    document: { number: '30/SGDĐT', date: '2021-01-18' },
    reason,
  }
  const amended = await ask(amendments, 'POST /api/plans/{planId}/amend', { ...officer, params: { planId }, body }, world)
  if (edit.statusCode !== 200 || amended.statusCode !== 200) throw new Error(`refused: ${edit.body} ${amended.body}`)
}
