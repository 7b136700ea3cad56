/** Files that are not what was offered: the form itself, the bytes, the names. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { PART_BYTES } from '../../../events/limits.ts'
import type { PlanState } from '../../../shared/plan/plan.ts'
import { answerOf, type Client } from './support/client.ts'
import { directUnits, smallDirectory } from './support/directory.ts'
import { DOCX, longPdf, type Offer, offer, offerBody, PDF, PNG, pdfOf, post, sha256, upload, zipOf } from './support/files.ts'
import { type Product, sharedProduct } from './support/product.ts'
import { accepted, assignmentAt } from './support/story.ts'

const UNIT = directUnits[0] ?? ''
const OTHER = directUnits[1] ?? ''

interface Work {
  readonly files: readonly { readonly uploadId: string; readonly state: string; readonly rule?: string; readonly fileName: string }[]
}

const productNow = sharedProduct(() => ({ directory: smallDirectory({ districts: 1, direct: 2 }) }))
let product: Product
let plan: PlanState
let clerk: Client
let work: string
let pdf: Buffer
const lockedPdf = readFileSync(join(import.meta.dirname, '../../../shared/assignment/pdf-lock-samples/aes-256-user.pdf'))

beforeAll(async () => {
  product = productNow()
  plan = await product.issue()
  clerk = product.as('clerk', UNIT)
  work = assignmentAt(plan.planId, '3', UNIT)
  pdf = await pdfOf('Hồ sơ')
}, 60_000)

const offered = async (bytes: Uint8Array = pdf) => accepted(await offer(clerk, work, 'ho-so.pdf', PDF, bytes)).body
const fileOf = async ({ uploadId }: Pick<Offer, 'uploadId'>) =>
  (await clerk.get<Work>(work)).body.files.find((file) => file.uploadId === uploadId)

/** The policy as it is, with something changed in it, or the signature as if the policy had been. */
function withPolicy({ url, fields }: Offer['request'], change: (policy: { expiration: string; conditions: unknown[] }) => void) {
  const policy = JSON.parse(Buffer.from(fields.Policy ?? '', 'base64').toString())
  change(policy)
  return { url, fields: { ...fields, Policy: Buffer.from(JSON.stringify(policy)).toString('base64') } }
}

describe('a presigned form that somebody changed', () => {
  const field = (name: string, value: string) => (request: Offer['request']) => ({
    ...request,
    fields: { ...request.fields, [name]: value },
  })
  const tampered: readonly (readonly [what: string, change: (request: Offer['request']) => Offer['request']])[] = [
    ['the key, to another unit', (request) => field('key', (request.fields.key ?? '').replace(UNIT, OTHER))(request)],
    ['the key, past the quarantine', (request) => field('key', (request.fields.key ?? '').replace('quarantine/', 'dossiers/'))(request)],
    ['the type', field('Content-Type', 'text/html')],
    ['the checksum', field('x-amz-checksum-sha256', Buffer.alloc(32).toString('base64'))],
    ['the way of the checksum', field('x-amz-checksum-algorithm', 'CRC32')],
    ['the policy', (request) => withPolicy(request, (policy) => policy.conditions.pop())],
    [
      'the expiry in the policy',
      (request) => withPolicy(request, (policy) => Object.assign(policy, { expiration: '2099-01-01T00:00:00Z' })),
    ],
    ['the signature', field('X-Amz-Signature', '0'.repeat(64))],
    ['the credential', field('X-Amz-Credential', 'ASIAEXAMPLE/20210118/ap-southeast-1/s3/aws4_request')],
    ['the session', field('X-Amz-Security-Token', 'none')],
    ['a field that the policy does not know', field('x-amz-meta-extra', '1')],
    ['who may read it', field('acl', 'public-read')],
  ]

  test.each(tampered)('is refused: %s', async (_what, change) => {
    const good = await offered()
    const answer = await post(change(good.request), pdf)
    expect([answer.status >= 400 && answer.status < 500, await answer.text()]).toEqual([true, expect.stringContaining('<Code>')])
    await product.settle()
    expect(await fileOf(good)).toMatchObject({ state: 'offered' })
    accepted(await answerOf(await post(good.request, pdf)))
    await product.settle()
    expect(await fileOf(good)).toMatchObject({ state: 'attached' })
    accepted(await clerk.send('DELETE', `${work}/uploads/${good.uploadId}`))
  })

  test('is refused: more bytes, fewer bytes, or other bytes than were offered', async () => {
    const good = await offered()
    const other = Buffer.from(pdf)
    other[20] = 0x21
    for (const bytes of [Buffer.concat([pdf, Buffer.from('x')]), pdf.subarray(0, -1), other, Buffer.alloc(0)])
      expect((await post(good.request, bytes)).status).toBe(400)
    await product.settle()
    expect(await fileOf(good)).toMatchObject({ state: 'offered' })
  })

  test('is refused: the file twice, or none at all', async () => {
    const { request } = await offered()
    const form = new FormData()
    for (const [name, value] of Object.entries(request.fields)) form.set(name, value)
    const answer = await fetch(request.url, { method: 'POST', body: form })
    expect(answer.status).toBe(400)
  })
})

describe('a file whose type lies', () => {
  const png = Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), Buffer.alloc(40)])
  const word = ['[Content_Types].xml', 'word/document.xml']
  const lies: readonly (readonly [what: string, name: string, type: string, bytes: () => Uint8Array, rule: string])[] = [
    ['a web page called PDF', 'ho-so.pdf', PDF, () => Buffer.from('<html><script>alert(1)</script></html>'), 'type-not-allowed'],
    ['a program called PDF', 'ho-so.pdf', PDF, () => Buffer.concat([Buffer.from('MZ'), Buffer.alloc(100)]), 'type-not-allowed'],
    ['a PDF called picture', 'anh.png', PNG, () => pdf, 'type-mismatch'],
    ['any ZIP called DOCX', 'don.docx', DOCX, () => zipOf(['virus.exe']), 'type-not-allowed'],
    ['a DOCX with macros', 'don.docx', DOCX, () => zipOf([...word, 'word/vbaProject.bin']), 'unreadable'],
    ['a PDF that only its maker can open', 'khoa.pdf', PDF, () => lockedPdf, 'unreadable'],
    ['a PDF that is cut off', 'ho-so.pdf', PDF, () => pdf.subarray(0, 200), 'unreadable'],
    ['a PDF of its first bytes only', 'ho-so.pdf', PDF, () => Buffer.from('%PDF-'), 'unreadable'],
    ['a picture that is cut off', 'anh.png', PNG, () => png, 'unreadable'],
  ]

  test.each(lies)('is refused with the rule it broke, and the unit is told: %s', async (_what, name, type, bytes, rule) => {
    const before = (await product.mails()).length
    const lie = await upload(clerk, work, name, type, bytes())
    await product.settle()
    expect(await fileOf(lie)).toMatchObject({ state: 'refused', rule })
    const told = (await product.mails()).slice(before)
    expect(told).toHaveLength(1)
    expect(told[0]?.text).toContain(name)
    expect((await clerk.get(`${work}/uploads/${lie.uploadId}/link`)).status).toBe(404)
  })

  test('an honest DOCX is attached', async () => {
    const honest = await upload(clerk, work, 'don.docx', DOCX, zipOf(word))
    await product.settle()
    expect(await fileOf(honest)).toMatchObject({ state: 'attached' })
  })

  test('an empty file cannot even be offered', async () => {
    const answer = await clerk.send('POST', `${work}/uploads`, offerBody('ho-so.pdf', PDF, new Uint8Array()))
    expect([answer.status, answer.body.code, answer.body.field]).toEqual([400, 'invalid', 'bytes'])
  })
})

describe('a file name', () => {
  const bad: readonly (readonly [what: string, name: string])[] = [
    ['a path upwards', '../../etc/passwd.pdf'],
    ['a Windows path', 'C:\\bao-cao.pdf'],
    ['a line break', 'bao\r\ncao.pdf'],
    ['a null character', 'bao\u0000cao.pdf'],
    ['a mark that turns the reading direction', 'bao-cao\u202efdp.exe.pdf'],
    ['a hidden file', '.bao-cao.pdf'],
    ['nothing but an ending', '.pdf'],
    ['a program', 'bao-cao.exe'],
    ['two endings, the last a program', 'bao-cao.pdf.exe'],
    ['an ending of another type', 'bao-cao.png'],
    ['too long', `${'x'.repeat(200)}.pdf`],
    ['empty', ''],
  ]
  test.each(bad)('with %s is refused before anything is signed', async (_what, name) => {
    const answer = await clerk.send('POST', `${work}/uploads`, offerBody(name, PDF, pdf))
    expect([answer.status >= 400 && answer.status < 500, typeof answer.body.message]).toEqual([true, 'string'])
    expect(answer.text).not.toContain('X-Amz-Signature')
  })

  test('in Vietnamese survives the way up, the receipt and the way down', async () => {
    const name = 'Báo cáo “thành tích” (bản 2).pdf'.replaceAll('"', '')
    const kept = await upload(clerk, work, name, PDF, pdf)
    await product.settle()
    const { body } = accepted(await clerk.get<{ url: string }>(`${work}/uploads/${kept.uploadId}/link`))
    const file = await fetch(body.url)
    expect(file.headers.get('content-disposition')).toBe(
      `attachment; filename*=UTF-8''${encodeURIComponent(name).replace(/[()]/g, (mark) => (mark === '(' ? '%28' : '%29'))}`,
    )
    expect(sha256(Buffer.from(await file.arrayBuffer()))).toBe(sha256(pdf))
    expect((await fetch(body.url.replace(/.$/, (last) => (last === '0' ? '1' : '0')))).status).toBe(403)
  })
})

describe('a long file', () => {
  interface PartsOffer {
    readonly uploadId: string
    readonly parts: readonly { readonly number: number; readonly url: string; readonly headers: Readonly<Record<string, string>> }[]
  }
  const cut = (bytes: Buffer) =>
    Array.from({ length: Math.ceil(bytes.length / PART_BYTES) }, (_, at) => bytes.subarray(at * PART_BYTES, (at + 1) * PART_BYTES))
  const begin = (bytes: Buffer, shas = cut(bytes).map(sha256)) =>
    clerk.send<PartsOffer>('POST', `${work}/uploads`, { ...offerBody('dài.pdf', PDF, bytes), parts: shas })
  const goOn = (uploadId: string) => clerk.send<PartsOffer & { readonly code?: string }>('POST', `${work}/uploads/${uploadId}/parts`)
  const put = async ({ parts }: PartsOffer, number: number, bytes: Buffer) => {
    const { url = '', headers } = parts.find((part) => part.number === number) ?? {}
    return (await fetch(url, { method: 'PUT', headers, body: new Uint8Array(bytes) })).status
  }

  test('comes in parts; after a cut line only what is missing is asked for, as long as somebody goes on', async () => {
    const long = await longPdf(2 * PART_BYTES)
    const parts = cut(long)
    const first = accepted(await begin(long)).body
    expect(first.parts.map(({ number }) => number)).toEqual([1, 2, 3])
    expect(await put(first, 2, parts[1] ?? long)).toBe(200)
    // The line is away for a quarter of an hour less a minute: the requests are dead, the upload is not.
    await product.advance({ by: 14 * 60_000 })
    expect(await put(first, 1, parts[0] ?? long)).toBe(403)
    const again = accepted(await goOn(first.uploadId)).body
    expect(again.parts.map(({ number }) => number)).toEqual([1, 3])
    await product.advance({ by: 5 * 60_000 })
    expect(await fileOf(first)).toMatchObject({ state: 'offered', parts: 3 })
    for (const number of [1, 3]) expect(await put(again, number, parts[number - 1] ?? long)).toBe(200)
    expect(accepted(await goOn(first.uploadId)).body.parts).toEqual([])
    await product.settle()
    expect(await fileOf(first)).toMatchObject({ state: 'attached', sha256: sha256(long) })
    const { body } = accepted(await clerk.get<{ url: string }>(`${work}/uploads/${first.uploadId}/link`))
    expect(sha256(Buffer.from(await (await fetch(body.url)).arrayBuffer()))).toBe(sha256(long))
    expect((await goOn(first.uploadId)).body.code).toBe('upload-over')
  })

  test('is refused when its parts are not the file that was named', async () => {
    const [long, other] = [await longPdf(PART_BYTES), await longPdf(PART_BYTES)]
    const lie = accepted(await begin(long, cut(other).map(sha256))).body
    for (const [at, part] of cut(other).entries()) expect(await put(lie, at + 1, part)).toBe(200)
    accepted(await goOn(lie.uploadId))
    await product.settle()
    expect(await fileOf(lie)).toMatchObject({ state: 'refused' })
  })

  test('is not offered in the wrong number of parts, and ends when nobody goes on', async () => {
    const long = await longPdf(PART_BYTES)
    expect((await begin(long, ['a'.repeat(64), 'b'.repeat(64), 'c'.repeat(64)])).body).toMatchObject({ code: 'invalid', field: 'parts' })
    const left = accepted(await begin(long)).body
    await product.advance({ by: 16 * 60_000 })
    expect(await fileOf(left)).toMatchObject({ state: 'expired' })
  })
})

describe('time', () => {
  test('an upload that comes too late is refused, and the offer ends as expired', async () => {
    const late = await offered()
    await product.advance({ by: 10 * 60_000 + 1_000 })
    const answer = await post(late.request, pdf)
    expect([answer.status, await answer.text()]).toEqual([403, expect.stringContaining('AccessDenied')])
    await product.advance({ by: 10 * 60_000 })
    expect(await fileOf(late)).toMatchObject({ state: 'expired' })
    expect((await clerk.get(`${work}/uploads/${late.uploadId}/link`)).status).toBe(404)
  })

  test('a download link dies after its minute', async () => {
    const kept = await upload(clerk, work, 'ho-so.pdf', PDF, pdf)
    await product.settle()
    const { body } = accepted(await clerk.get<{ url: string }>(`${work}/uploads/${kept.uploadId}/link`))
    expect((await fetch(body.url)).status).toBe(200)
    await product.advance({ by: 61_000 })
    expect((await fetch(body.url)).status).toBe(403)
  })

  test('a form used twice attaches the file that was judged first', async () => {
    const twice = await offered()
    accepted(await answerOf(await post(twice.request, pdf)))
    await product.settle()
    accepted(await answerOf(await post(twice.request, pdf)))
    await product.settle()
    expect(await fileOf(twice)).toMatchObject({ state: 'attached' })
    const { body } = accepted(await clerk.get<{ url: string }>(`${work}/uploads/${twice.uploadId}/link`))
    expect(sha256(Buffer.from(await (await fetch(body.url)).arrayBuffer()))).toBe(sha256(pdf))
  })
})
