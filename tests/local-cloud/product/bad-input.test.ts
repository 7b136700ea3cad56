/** What a careless or hostile client sends: refused with a code and a sentence, and nothing is changed by it. */

import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { refusalSentences } from '../../../shared/access/sentences.vi.ts'
import { BODY_BYTES_MAX } from '../../../shared/api/route.ts'
import type { PlanState } from '../../../shared/plan/plan.ts'
import { type Answer, answerOf, type Client } from './support/client.ts'
import { directUnits, SO, smallDirectory } from './support/directory.ts'
import { itemsOf } from './support/items.ts'
import { type Product, sharedProduct } from './support/product.ts'
import { accepted, assignmentAt, nominee, type PlanView } from './support/story.ts'
import { forgedTokens } from './support/tokens.ts'

const UNIT = directUnits[0] ?? ''
const OTHER = directUnits[1] ?? ''

const productNow = sharedProduct(() => ({ directory: smallDirectory({ districts: 1, direct: 2 }) }))
let product: Product
let plan: PlanState
let clerk: Client
let officer: Client
let work: string

beforeAll(async () => {
  product = productNow()
  plan = await product.issue()
  officer = product.as('officer', SO)
  clerk = product.as('clerk', UNIT)
  work = assignmentAt(plan.planId, '1', UNIT)
}, 60_000)

/** A draft of the plan's own rows, to be edited. */
async function copyOfPlan() {
  const { body, version } = accepted(await officer.send<PlanView>('POST', `/api/plans/${plan.planId}/amendments`))
  const [first] = body.tasks
  if (first === undefined) throw new Error('the plan has no task')
  const { state: _state, window: _window, ...task } = first
  return { ...body, task, version }
}

const draft = (name = 'Trần Thị Mẫu') => ({ nominees: [nominee(name)], note: '' })

/** The code, and the sentence that tells what to do. */
const refusal = ({ status, body }: Answer) => [status, body.code, typeof body.message === 'string' && body.message.length > 20]

describe('a request that cannot be read', () => {
  test('malformed JSON is refused', async () => {
    for (const text of ['{"nominees":', '', 'nominees=1', '\u0000'])
      expect(refusal(await clerk.sendText('PUT', `${work}/draft`, text))).toEqual([400, 'malformed-json', true])
  })

  test('JSON over the limit of its route is refused with the limit', async () => {
    const answer = await clerk.sendText('PUT', `${work}/draft`, JSON.stringify({ nominees: [], note: 'x'.repeat(BODY_BYTES_MAX) }))
    expect(refusal(answer)).toEqual([413, 'too-large', true])
    expect(answer.body.facts).toEqual({ max: BODY_BYTES_MAX })
  })

  test('JSON over the limit of the gateway is refused before any function sees it', async () => {
    const answer = await clerk.sendText('PUT', `${work}/draft`, ' '.repeat(10 * 1024 * 1024 + 1))
    expect(answer.status).toBe(413)
  })

  test('an unknown field is refused by its name, however deep it lies', async () => {
    const top = await clerk.send('PUT', `${work}/draft`, { ...draft(), admin: true })
    expect([...refusal(top), top.body.field]).toEqual([400, 'unknown-field', true, 'admin'])
    const proto = await clerk.sendText('PUT', `${work}/draft`, '{"nominees":[],"note":"","__proto__":{"admin":true}}')
    expect(refusal(proto)).toEqual([400, 'unknown-field', true])
    const deep = await clerk.send('PUT', `${work}/draft`, { nominees: [{ ...nominee('Lê Văn Sâu'), ghiChu: 'Mất' }], note: '' })
    expect([...refusal(deep), deep.body.field]).toEqual([400, 'unknown-field', true, 'nominees.0.ghiChu'])
    const { planId, task, header, policy } = await copyOfPlan()
    const reason = 'Phép thử'
    const edits: readonly (readonly [string, object, string])[] = [
      ['header', { header: { ...header, issuedBy: 'x' } }, 'header.issuedBy'],
      ['policy', { policy: { ...policy, paused: true } }, 'policy.paused'],
      [`tasks/${task.key}`, { task: { ...task, hint: 'x' } }, 'task.hint'],
      [`tasks/${task.key}`, { task: { ...task, due: { ...task.due, hour: 17 } } }, 'task.due.hour'],
    ]
    for (const [path, body, field] of edits) {
      const answer = await officer.send('PUT', `/api/plans/${planId}/${path}`, { ...body, reason })
      expect([path, ...refusal(answer), answer.body.field]).toEqual([path, 400, 'unknown-field', true, field])
    }
  })

  test('a day that is on no calendar is refused by its field, wherever it stands', async () => {
    const { planId, task, header } = await copyOfPlan()
    const reason = 'Phép thử'
    const giver = 'per_khong-co'
    for (const day of ['2021-02-30', '2021-13-01', '0000-01-01', '9999-12-31']) {
      const answers = [
        await officer.send('PUT', `/api/plans/${planId}/header`, { header: { ...header, date: day }, reason }),
        await officer.send('PUT', `/api/plans/${planId}/tasks/${task.key}`, { task: { ...task, due: { ...task.due, to: day } }, reason }),
        await officer.send('POST', `${work}/extension`, { until: `${day}T17:00:00Z`, reason }),
        await clerk.send('POST', `/api/units/${UNIT}/hand-overs`, { role: 'clerk', giver, name: 'A', email: 'a@thidua.test', from: day }),
      ]
      expect(answers.map((answer) => [...refusal(answer), answer.body.field])).toEqual(
        ['header.date', 'task.due.to', 'until', 'from'].map((field) => [400, 'invalid', true, field]),
      )
    }
  })

  test('an extension to the very cut-off is none, however the instant is written', async () => {
    for (const until of ['2021-02-05T17:00:00.000Z', '2021-02-05T17:00:00.0Z', '2021-02-05T17:00:00Z']) {
      const answer = await officer.send('POST', `${assignmentAt(plan.planId, '1', OTHER)}/extension`, { until, reason: 'Phép thử' })
      expect([until, ...refusal(answer)]).toEqual([until, 409, 'extension-too-early', true])
    }
  })

  test('more than a log can hold is refused, not taken for a fault of ours', async () => {
    const { planId, header, version } = await copyOfPlan()
    const reason = 'Phép thử'
    const long = await officer.send('PUT', `/api/plans/${planId}/header`, { header: { ...header, issuer: 'Đ'.repeat(50_000) }, reason })
    expect([...refusal(long), long.body.field]).toEqual([413, 'too-large', true, 'body'])
    expect((await officer.get(`/api/plans/${planId}`)).version).toBe(version)
  })

  test('a value of the wrong kind is refused by its field', async () => {
    const wrong: readonly (readonly [unknown, string])[] = [
      [{ nominees: 'none', note: '' }, 'nominees'],
      [{ nominees: [{ ...nominee('A'), kind: 'robot' }], note: '' }, 'nominees.0.kind'],
      [{ nominees: [nominee('A\u0007')], note: '' }, 'nominees.0.name'],
      [{ nominees: [nominee('x'.repeat(301))], note: '' }, 'nominees.0.name'],
      [{ nominees: Array.from({ length: 301 }, () => nominee('A')), note: '' }, 'nominees'],
      [[], ''],
      [null, ''],
    ]
    for (const [body, field] of wrong) {
      const answer = await clerk.send('PUT', `${work}/draft`, body)
      expect([...refusal(answer), answer.body.field]).toEqual([400, 'invalid', true, field])
    }
  })

  test('a list that is half written is kept, and not handed in', async () => {
    expect((await clerk.send('PUT', `${work}/draft`, draft(''))).status).toBe(200)
    expect(refusal(await clerk.send('POST', `${work}/submit`))).toEqual([409, 'nominees-missing', true])
  })

  test('ids in the path that are none do not exist', async () => {
    const paths = [
      '/api/plans/pln_x',
      '/api/plans/..%2f..%2fetc',
      "/api/plans/pln_0000000000'--",
      `/api/plans/${plan.planId}%00`,
      `/api/plans/${plan.planId}/tasks/99/missing`,
      `/api/plans/${plan.planId}/tasks/-1/missing`,
      '/api/notices/ntc_nothing',
      '/api/units/grp_x/work',
      '/api/log/secret/x',
      `/api/log/plan/${'x'.repeat(161)}`,
    ]
    for (const path of paths) expect([path, ...refusal(await officer.get(path))]).toEqual([path, 404, 'not-found', true])
  })
})

describe('a command that was not meant so', () => {
  test('a stale version is refused with both versions', async () => {
    const first = accepted(await clerk.send('PUT', `${work}/draft`, draft('Lê Văn Một')))
    accepted(await clerk.send('PUT', `${work}/draft`, draft('Lê Văn Hai'), { version: first.version ?? 0 }))
    const late = await clerk.send('PUT', `${work}/draft`, draft('Lê Văn Ba'), { version: first.version ?? 0 })
    expect(refusal(late)).toEqual([409, 'stale', true])
    expect(late.body.facts).toEqual({ seen: first.version, stored: (first.version ?? 0) + 1 })
  })

  test('a version that is no number is refused', async () => {
    const headers = { authorization: `Bearer ${await clerk.token()}`, 'idempotency-key': randomUUID(), 'if-match': '"abc"' }
    const answer = await fetch(`${product.machine.cloud.addresses.api}${work}/submit`, { method: 'POST', headers })
    expect(refusal(await answerOf(answer))).toEqual([400, 'invalid', true])
  })

  test('a key sent again gets the same answer and has one effect', async () => {
    const key = randomUUID()
    const first = accepted(await clerk.send('PUT', `${work}/draft`, draft('Phạm Thị Lặp'), { key }))
    const second = await clerk.send('PUT', `${work}/draft`, draft('Phạm Thị Lặp'), { key })
    expect([second.status, second.text, second.version]).toEqual([first.status, first.text, first.version])
    const both = await Promise.all([1, 2, 3].map(() => clerk.send('PUT', `${work}/draft`, draft('Cùng lúc'), { key: `${key}-x` })))
    expect(new Set(both.map(({ status, text }) => `${status} ${text}`)).size).toBe(1)
    expect((await clerk.get(work)).version).toBe((first.version ?? 0) + 1)
  })

  test('what a key creates is created once', async () => {
    const key = randomUUID()
    const body = { fileName: 'ke-hoach.txt', bytes: 1, sha256: '0'.repeat(64) }
    const first = await officer.send('POST', '/api/plans', body, { key })
    const second = await officer.send('POST', '/api/plans', body, { key })
    expect([second.status, second.text]).toEqual([first.status, first.text])
    const { plans } = (await officer.get<{ plans: { status: string }[] }>('/api/plans')).body
    expect(plans.filter(({ status }) => status === 'reading')).toHaveLength(1)
  })

  test('a key sent again for another command is refused', async () => {
    const key = randomUUID()
    accepted(await clerk.send('PUT', `${work}/draft`, draft('Người Thứ Nhất'), { key }))
    const other = await clerk.send('PUT', `${work}/draft`, draft('Người Thứ Hai'), { key })
    expect(refusal(other)).toEqual([422, 'key-reused', true])
    expect((await clerk.get(work)).text).toContain('Người Thứ Nhất')
  })

  test('so is one that asked for the upload of another file', async () => {
    const file = { component: 'report', fileName: 'a.pdf', bytes: 10, type: 'application/pdf', sha256: '1'.repeat(64) }
    const document = { fileName: 'a.txt', bytes: 10, sha256: '1'.repeat(64) }
    const theirs = assignmentAt(plan.planId, '1', OTHER)
    const offers = [
      [product.as('clerk', OTHER), `${theirs}/uploads`, file],
      [officer, '/api/plans', document],
    ] as const
    for (const [client, path, body] of offers) {
      const key = randomUUID()
      accepted(await client.send('POST', path, body, { key }))
      const other = await client.send('POST', path, { ...body, sha256: '2'.repeat(64) }, { key })
      expect([path, ...refusal(other)]).toEqual([path, 422, 'key-reused', true])
    }
  })

  test('an import is what its report says, whatever version its sender believes in', async () => {
    const rows = [
      'Mã đơn vị,Tên đơn vị,Loại đơn vị,Thư điện tử 1,Hiệu lực từ',
      ',Trường Mới,Đơn vị trực thuộc Sở,moi@truong.test,01/01/2021',
    ]
    const base64 = Buffer.from(rows.join('\r\n')).toString('base64')
    const file = { fileName: 'don-vi.csv', dryRun: false, base64 }
    const { body } = accepted(await officer.send('POST', '/api/directory/imports', file, { version: 7 }))
    expect(body).toMatchObject({ rows: [{ outcome: 'new' }], saved: 1 })
  })

  test('a command without a key, or with one that is none, is refused', async () => {
    for (const key of [null, 'short', 'with blank in it', 'x'.repeat(101)])
      expect(refusal(await clerk.send('PUT', `${work}/draft`, draft(), { key }))).toEqual([400, 'key-missing', true])
  })

  test('the same key of two people stands for two commands', async () => {
    const key = randomUUID()
    const theirs = assignmentAt(plan.planId, '1', OTHER)
    accepted(await clerk.send('PUT', `${work}/draft`, draft('Của đơn vị này'), { key }))
    accepted(await product.as('clerk', OTHER).send('PUT', `${theirs}/draft`, draft('Của đơn vị kia'), { key }))
    expect((await product.as('clerk', OTHER).get(theirs)).text).toContain('Của đơn vị kia')
  })
})

describe('somebody who is not who they say', () => {
  test('a token that is missing, expired, foreign, unsigned or tampered with is not let in', async () => {
    for (const [kind, token] of Object.entries(await forgedTokens(product.machine.cloud, clerk))) {
      const answer = await fetch(`${product.machine.cloud.addresses.api}/api/me`, { headers: { authorization: token } })
      expect([kind, answer.status, await answer.json()]).toEqual([kind, 401, { message: 'Unauthorized' }])
    }
  })

  test('a person who is signed in but not in the directory gets one sentence', async () => {
    const { identity, addresses } = product.machine.cloud
    const token = await identity?.tokenFor('khach@elsewhere.test', 'thidua-portal')
    const answer = await fetch(`${addresses.api}/api/me`, { headers: { authorization: `Bearer ${token}` } })
    expect(refusal(await answerOf(answer))).toEqual([403, 'not-in-directory', true])
  })

  test('a role that the person does not hold cannot be chosen', async () => {
    for (const actingAs of [`officer@${SO}`, `clerk@${OTHER}`, 'officer', '', `clerk@${UNIT} `.trim().toUpperCase()])
      expect(refusal(await clerk.get('/api/me', { actingAs }))).toEqual([403, 'role-not-held', true])
    expect((await clerk.get('/api/me', { actingAs: `clerk@${UNIT}` })).status).toBe(200)
  })
})

test('no refusal of this file is a code without a sentence of its own, and none changed what is stored', async () => {
  const before = await itemsOf(product.machine)
  for (const body of ['{', '{"x":1}', '[]']) await clerk.sendText('PUT', `${work}/draft`, body)
  await clerk.send('PUT', `${work}/draft`, draft(), { version: 999 })
  await product.settle()
  expect(await itemsOf(product.machine)).toEqual(before)
  for (const code of ['malformed-json', 'too-large', 'unknown-field', 'invalid', 'stale', 'key-reused', 'key-missing', 'role-not-held'])
    expect(refusalSentences[code]).toBeDefined()
})
