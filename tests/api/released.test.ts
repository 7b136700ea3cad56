/** A task that an amendment took away: what a unit did for it stays readable, and takes nothing more. */
import { expect, it } from 'vitest'
import * as assignments from '../../functions/api/assignments.ts'
import { amend } from './amend.ts'
import { ask, holder, memoryWorld } from './world.ts'

const SCHOOL = 'unt_thpt-binh-duc'
const WORK = '/api/plans/{planId}/tasks/{key}/units/{unit}'

it('takes no file, no text and no hand-in', async () => {
  const world = await memoryWorld()
  const { planId } = world.plan
  const clerk = { email: holder(world.directory, 'clerk', SCHOOL).email, params: { planId, key: '1', unit: SCHOOL } }
  const work = (route: string, body: object = {}) => ask(assignments, route, { ...clerk, body }, world as never)
  const file = { component: 'report', fileName: 'bao-cao.pdf', bytes: 10, type: 'application/pdf', sha256: 'a'.repeat(64) }
  const draft = { nominees: [], note: 'Đang soạn' }
  expect((await work(`PUT ${WORK}/draft`, draft)).statusCode).toBe(200)

  await amend(world, { key: '1', reason: 'Không còn cần' })
  expect((await work(`GET ${WORK}`)).json.note).toBe('Đang soạn')

  const refused = [await work(`PUT ${WORK}/draft`, draft), await work(`POST ${WORK}/uploads`, file), await work(`POST ${WORK}/submit`)]
  expect(refused.map(({ json }) => json.code)).toEqual(['task-released', 'task-released', 'task-released'])
})
