/** Another system listens: a real one, on this machine, called by the functions of the template in their own sandbox. */
import { createHmac } from 'node:crypto'
import { globSync, readFileSync } from 'node:fs'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { bulletinEntered } from '../../../events/bulletin.ts'
import type { PlanState } from '../../../shared/plan/plan.ts'
import type { Answer } from './support/client.ts'
import { directUnits, SO, smallDirectory } from './support/directory.ts'
import { itemsOf } from './support/items.ts'
import { type Product, sharedProduct } from './support/product.ts'
import { accepted, assignmentAt } from './support/story.ts'

interface Heard {
  readonly headers: IncomingHttpHeaders
  readonly body: string
}
interface Opened {
  readonly subscriptionId: string
  readonly secret: string
}

const [A = ''] = directUnits
const PLAY_MS_MAX = 90_000
/** Longer than all tries of a call take. */
const TRIES_MS = 30 * 60_000

const productNow = sharedProduct(() => ({ directory: smallDirectory({ districts: 1, direct: 2 }) }))
const heard: Heard[] = []
let status = 200
const server = createServer(async (request, response) => {
  heard.push({ headers: request.headers, body: await text(request) })
  response.writeHead(status).end()
})
let product: Product
let plan: PlanState
let opened: Opened

const officer = () => product.as('officer', SO)
const calls = () => heard.map(({ body }) => JSON.parse(body))
const listed = async () =>
  (await officer().get<{ subscriptions: readonly Record<string, unknown>[] }>('/api/subscriptions')).body.subscriptions
/** What it was told of: the event's name, and its place in its log. */
const told = () => calls().map(({ type, data }) => [type, data.event])

beforeAll(async () => {
  product = productNow()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/nhan`
  opened = (accepted(await officer().send('POST', '/api/subscriptions', { url })) as Answer<never>).body
  plan = await product.issue()
  const clerk = product.as('clerk', A)
  const work = assignmentAt(plan.planId, '1', A)
  const nominees = [{ name: 'Người Không Được Nêu', award: 'Giấy khen', kind: 'individual' }]
  accepted(await clerk.send('PUT', `${work}/draft`, { nominees, note: '' }))
  accepted(await clerk.send('POST', `${work}/submit`))
  accepted(await clerk.send('POST', `${work}/withdraw`, { reason: 'Nộp lại' }))
  await product.settle()
}, PLAY_MS_MAX)

afterAll(() => {
  server.closeAllConnections()
  server.close()
})

test('every public event of the logs reaches it once, and numbered without a gap', async () => {
  const { store } = product.machine.world
  const logs = await Promise.all(
    [`plan#${plan.planId}`, `assignment#${plan.planId}.1.${A}`].map((log) => store.events(log as `plan#${string}`)),
  )
  const names: readonly string[] = bulletinEntered.data.shape.type.options
  const happened = logs.flat().filter(({ name }) => names.includes(name))
  expect(happened.map(({ name }) => name)).toEqual(expect.arrayContaining(['plan.issued', 'assignment.submitted', 'assignment.withdrawn']))
  expect(told().toSorted()).toEqual(happened.map(({ name, stream, sequence }) => [name, `${stream}#${sequence}`]).toSorted())
  expect(calls().map(({ data }) => data.position)).toEqual(calls().map((_, index) => index + 1))
})

test('each call is as the committed schema says, signed with the secret that was shown, and names nobody', () => {
  const key = Buffer.from(opened.secret.slice('whsec_'.length), 'base64')
  for (const { headers, body } of heard) {
    expect(bulletinEntered.data.safeParse(JSON.parse(body)).error).toBeUndefined()
    const { 'webhook-id': id, 'webhook-timestamp': at, 'webhook-signature': signature } = headers
    expect(signature).toBe(`v1,${createHmac('sha256', key).update(`${id}.${at}.${body}`).digest('base64')}`)
    expect(body).not.toMatch(/per_|Người Không Được Nêu|Nộp lại/)
  }
})

test('the secret is in its own item of the table and in no other, and in no line that a function wrote', async () => {
  const bare = opened.secret.slice('whsec_'.length)
  const holding = Object.entries(await itemsOf(product.machine)).filter(([, item]) => item.includes(bare))
  expect(holding.map(([key]) => key)).toEqual([expect.stringMatching(/^secret#sec_[0-9a-f]{32} secret$/)])
  const lines = globSync('logs/**/*', { cwd: product.stateDir, withFileTypes: true }).filter((entry) => entry.isFile())
  expect(lines.length).toBeGreaterThan(3)
  for (const { parentPath, name } of lines) expect(readFileSync(join(parentPath, name), 'utf8')).not.toContain(bare)
  expect(JSON.stringify(await listed())).not.toContain(opened.secret)
})

test(
  'while it answers 500 it is tried, then left alone; its officer has a mail; nothing is dead; and it goes on from where it was',
  async () => {
    const before = heard.length
    status = 500
    accepted(await officer().send('POST', `/api/subscriptions/${opened.subscriptionId}/replays`, { after: 0 }))
    await product.advance({ by: TRIES_MS })
    expect(told().slice(before)).toEqual(Array.from({ length: 4 }, () => told()[0]))
    expect(await listed()).toMatchObject([{ status: 'suspended', after: 0, failed: { reason: '500' } }])
    const mails = (await product.mails()).filter(({ subject }) => subject.includes('gọi hệ thống khác'))
    expect(mails.map(({ to }) => to)).toEqual([officer().email])
    status = 200
    accepted(await officer().send('POST', `/api/subscriptions/${opened.subscriptionId}/replays`, {}))
    await product.settle()
    expect(told().slice(before + 4)).toEqual(told().slice(0, before))
    expect(await listed()).toMatchObject([{ status: 'open', after: before }])
  },
  PLAY_MS_MAX,
)

test('a test call comes, and closed is closed', async () => {
  const before = heard.length
  const path = `/api/subscriptions/${opened.subscriptionId}`
  accepted(await officer().send('POST', `${path}/tests`))
  await product.settle()
  expect(calls().slice(before)).toMatchObject([{ type: 'test' }])
  accepted(await officer().send('DELETE', path))
  const clerk = product.as('clerk', A)
  accepted(await clerk.send('POST', `${assignmentAt(plan.planId, '1', A)}/submit`))
  await product.settle()
  expect([heard.length, await listed()]).toEqual([before + 1, []])
})
