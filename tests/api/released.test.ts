/** A task that an amendment took away: what a unit did for it stays readable, and takes nothing more. */
import { expect, it } from 'vitest'
import * as amendments from '../../functions/api/amendments.ts'
import * as assignments from '../../functions/api/assignments.ts'
import * as edits from '../../functions/api/edits.ts'
import { ask, holder, memoryWorld } from './world.ts'

const SO = 'unt_so-gddt-ha-noi'
const SCHOOL = 'unt_thpt-binh-duc'
const WORK = '/api/plans/{planId}/tasks/{key}/units/{unit}'
const reason = 'Không còn cần'

it('takes no file, no text and no hand-in', async () => {
  const world = await memoryWorld()
  const { planId } = world.plan
  const officer = { email: holder(world.directory, 'officer', SO).email }
  const clerk = { email: holder(world.directory, 'clerk', SCHOOL).email, params: { planId, key: '1', unit: SCHOOL } }
  const work = (route: string, body: object = {}) => ask(assignments, route, { ...clerk, body }, world as never)
  const file = { component: 'report', fileName: 'bao-cao.pdf', bytes: 10, type: 'application/pdf', sha256: 'a'.repeat(64) }
  const draft = { nominees: [], note: 'Đang soạn' }
  expect((await work(`PUT ${WORK}/draft`, draft)).statusCode).toBe(200)

  const begun = await ask(amendments, 'POST /api/plans/{planId}/amendments', { ...officer, params: { planId } }, world)
  const draftId = String(begun.json.planId)
  const removal = 'POST /api/plans/{planId}/tasks/{key}/removal'
  await ask(edits, removal, { ...officer, params: { planId: draftId, key: '1' }, body: { reason } }, world)
  const seen = await ask(amendments, 'GET /api/plans/{planId}/comparison', { ...officer, params: { planId: draftId } }, world)
  const { plan, draft: drafted } = seen.json as Record<string, { readonly version: number }>
  const body = {
    draft: draftId,
    draftVersion: drafted?.version,
    planVersion: plan?.version,
    document: { number: '30/SGDĐT', date: '2021-01-18' },
    reason,
  }
  const amended = await ask(amendments, 'POST /api/plans/{planId}/amend', { ...officer, params: { planId }, body }, world)
  expect([amended.statusCode, (await work(`GET ${WORK}`)).json.note]).toEqual([200, 'Đang soạn'])

  const refused = [await work(`PUT ${WORK}/draft`, draft), await work(`POST ${WORK}/uploads`, file), await work(`POST ${WORK}/submit`)]
  expect(refused.map(({ json }) => json.code)).toEqual(['task-released', 'task-released', 'task-released'])
})
