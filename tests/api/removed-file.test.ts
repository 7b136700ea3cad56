/** A file taken out of a draft: one that was never handed in is shown to nobody again, one that was stays part of its hand-in. */
import { createHash } from 'node:crypto'
import { beforeEach, expect, it } from 'vitest'
import * as assignments from '../../functions/api/assignments.ts'
import { checkFile } from '../../shared/assignment/check-file.ts'
import type { UploadRequest } from '../../shared/ports.ts'
import { ask, holder, type MemoryWorld, memoryWorld } from './world.ts'

const SO = 'unt_so-gddt-ha-noi'
const SCHOOL = 'unt_thpt-binh-duc'
const WORK = '/api/plans/{planId}/tasks/{key}/units/{unit}'
const bytes = Buffer.from('%PDF-1.7\n%%EOF')

let world: MemoryWorld
let uploadId: string

beforeEach(async () => {
  world = await memoryWorld()
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const body = { component: 'report', fileName: 'cccd-nguoi-khac.pdf', bytes: bytes.length, type: 'application/pdf', sha256 }
  const { json } = await byClerk(`POST ${WORK}/uploads`, { body })
  const request = json.request as UploadRequest
  await world.files.upload(request, bytes)
  await checkFile(request.fields.key ?? '', 'test', world)
  uploadId = String(json.uploadId)
})

const params = () => ({ planId: world.plan.planId, key: '1', unit: SCHOOL })
const byClerk = (route: string, { body, more = {} }: { body?: object; more?: object } = {}) =>
  ask(assignments, route, { email: holder(world.directory, 'clerk', SCHOOL).email, params: { ...params(), ...more }, body }, world as never)
const take = (route: string) => byClerk(route, { more: { uploadId } })

async function downloads(): Promise<(number | undefined)[]> {
  const readers = [holder(world.directory, 'clerk', SCHOOL), holder(world.directory, 'officer', SO)]
  const route = `GET ${WORK}/uploads/{uploadId}/link`
  const ofOne = async ({ email }: { readonly email: string }) =>
    (await ask(assignments, route, { email, params: { ...params(), uploadId } }, world as never)).statusCode
  return Promise.all(readers.map(ofOne))
}

it('that was never handed in is gone for the unit and for its officer', async () => {
  expect(await downloads()).toEqual([200, 200])
  await take(`DELETE ${WORK}/uploads/{uploadId}`)
  expect(await downloads()).toEqual([404, 404])
})

it('that was handed in before stays readable, as evidence of what was handed in', async () => {
  const nominees = [{ name: 'Trường Mẫu', award: 'Giấy khen', kind: 'collective' }]
  await byClerk(`PUT ${WORK}/draft`, { body: { nominees, note: 'Nộp lần đầu' } })
  expect((await byClerk(`POST ${WORK}/submit`)).statusCode).toBe(200)
  expect((await byClerk(`POST ${WORK}/withdraw`, { body: { reason: 'Nhầm tệp' } })).statusCode).toBe(200)
  await take(`DELETE ${WORK}/uploads/{uploadId}`)
  expect(await downloads()).toEqual([200, 200])
})
