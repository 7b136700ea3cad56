/** What files promise: an upload is exactly what was offered or nothing, versions stay, links die. */
import { createHash } from 'node:crypto'
import { expect, it } from 'vitest'
import { PART_BYTES } from '../../events/limits.ts'
import type { Files, PartRequest, UploadRequest } from '../../shared/ports.ts'
import { addSeconds } from '../../shared/time/calendar.ts'
import { fresh } from './fresh.ts'

/** One side under test, with what a browser and a clock do to it. */
export interface FilesSide {
  readonly files: () => Files
  now(): string
  moveTo(instant: string): Promise<void>
  upload(request: UploadRequest, bytes: Uint8Array): Promise<{ readonly status: number; readonly code?: string }>
  uploadPart(request: PartRequest, bytes: Uint8Array): Promise<{ readonly status: number; readonly code?: string }>
  download(link: string): Promise<{ readonly status: number; readonly bytes?: Uint8Array; readonly fileName?: string }>
  created(): Promise<readonly Created[]>
}

export interface Created {
  readonly key: string
  readonly size: number
  readonly version: string
  readonly reason: string
}

export const UPLOAD_SECONDS = 600

const bytesOf = (text: string): Uint8Array => new Uint8Array(Buffer.from(text))
const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')
const content = bytesOf('%PDF-1.7 Báo cáo thành tích của Trường THPT Cây Đa %%EOF')
const freshKey = (): string => `quarantine/dossiers/pln_1/6.1/unt_thpt-cay-da/${fresh('upl')}`

export function offerOf(objectKey: string, bytes: Uint8Array = content) {
  return { objectKey, bytes: bytes.length, type: 'application/pdf', sha256: sha256(bytes), seconds: UPLOAD_SECONDS }
}

/** Puts an object there the only way there is. */
async function place(side: FilesSide, objectKey: string, bytes: Uint8Array = content): Promise<void> {
  const answer = await side.upload(await side.files().offerUpload(offerOf(objectKey, bytes)), bytes)
  expect(answer.status).toBe(204)
}

export function uploadSuite(side: FilesSide): void {
  it('takes exactly the file that was offered', async () => {
    const key = freshKey()
    expect(await side.files().facts(key)).toBeUndefined()
    await place(side, key)
    expect(await side.files().facts(key)).toEqual({ bytes: content.length, sha256: sha256(content), version: expect.any(String) })
  })

  it.each([
    ['a byte more', bytesOf(`${Buffer.from(content)}!`), 400, 'EntityTooLarge'],
    ['a byte less', content.slice(1), 400, 'EntityTooSmall'],
    ['nothing', new Uint8Array(), 400, 'EntityTooSmall'],
    ['other bytes of the same length', content.map((byte, index) => (index === 9 ? byte + 1 : byte)), 400, 'BadDigest'],
  ])('refuses %s, and keeps nothing', async (_what, bytes, status, code) => {
    const key = freshKey()
    expect(await side.upload(await side.files().offerUpload(offerOf(key)), bytes)).toMatchObject({ status, code })
    expect(await side.files().facts(key)).toBeUndefined()
  })

  it('refuses a request of which any one field was changed or left out', async () => {
    const key = freshKey()
    const request = await side.files().offerUpload(offerOf(key))
    expect(Object.keys(request.fields)).toEqual(
      expect.arrayContaining(['key', 'Content-Type', 'x-amz-checksum-sha256', 'Policy', 'X-Amz-Signature']),
    )
    // Which bucket it is, the address says and not the field.
    for (const [name, value] of Object.entries(request.fields).filter(([name]) => name !== 'bucket')) {
      const { [name]: _left, ...others } = request.fields
      for (const fields of [{ ...others, [name]: tampered(value) }, others]) {
        const { status } = await side.upload({ ...request, fields }, content)
        expect([name, status >= 400 && status < 500]).toEqual([name, true])
      }
    }
    expect(await side.files().facts(key)).toBeUndefined()
  })

  it.each(['acl', 'x-amz-meta-unit', 'Content-Disposition', 'success_action_redirect'])('refuses the added field %s', async (name) => {
    const key = freshKey()
    const request = await side.files().offerUpload(offerOf(key))
    expect(await side.upload({ ...request, fields: { ...request.fields, [name]: 'public-read' } }, content)).toMatchObject({
      status: 403,
      code: 'AccessDenied',
    })
    expect(await side.files().facts(key)).toBeUndefined()
  })

  it('refuses a policy that was widened, because it is no longer the one that was signed', async () => {
    const request = await side.files().offerUpload(offerOf(freshKey()))
    const policy = Buffer.from(request.fields.Policy ?? '', 'base64').toString()
    const wider = Buffer.from(policy.replace(`${content.length},${content.length}]`, '1,52428800]'))
    expect(wider.toString()).not.toBe(policy)
    const fields = { ...request.fields, Policy: wider.toString('base64') }
    expect(await side.upload({ ...request, fields }, content)).toMatchObject({ status: 403, code: 'SignatureDoesNotMatch' })
  })

  it('refuses a request that is sent to another bucket', async () => {
    const request = await side.files().offerUpload(offerOf(freshKey()))
    expect(await side.upload({ ...request, url: request.url.replace('thidua-files', 'khac') }, content)).toMatchObject({ status: 404 })
  })

  it('refuses the key of another offer', async () => {
    const [mine, other] = [freshKey(), freshKey()]
    const request = await side.files().offerUpload(offerOf(mine))
    expect(await side.upload({ ...request, fields: { ...request.fields, key: other } }, content)).toMatchObject({ status: 403 })
    expect([await side.files().facts(mine), await side.files().facts(other)]).toEqual([undefined, undefined])
  })

  it('takes a file in the last second of its offer and not when the offer is over', async () => {
    const [inTime, tooLate] = [freshKey(), freshKey()]
    const [first, second] = [await side.files().offerUpload(offerOf(inTime)), await side.files().offerUpload(offerOf(tooLate))]
    const end = addSeconds(side.now(), UPLOAD_SECONDS)
    await side.moveTo(addSeconds(end, -1))
    expect(await side.upload(first, content)).toMatchObject({ status: 204 })
    await side.moveTo(addSeconds(end, 1))
    expect(await side.upload(second, content)).toMatchObject({ status: 403, code: 'AccessDenied' })
    expect(await side.files().facts(tooLate)).toBeUndefined()
  })

  it('tells once of each object that came to be, by its plain key, and of no refused one', async () => {
    const [key, refused] = [freshKey(), freshKey()]
    await side.upload(await side.files().offerUpload(offerOf(refused)), content.slice(1))
    await place(side, key)
    const { version } = (await side.files().facts(key)) ?? {}
    const created = await side.created()
    expect(created.filter((one) => one.key === key)).toEqual([{ key, size: content.length, version, reason: 'POST Object' }])
    expect(created.filter((one) => one.key === refused)).toEqual([])
  })
}

/** Two parts: one as long as every part but the last must be, and a short last one. */
const partBytes = [new Uint8Array(PART_BYTES).fill(37), bytesOf('%%EOF')] as const
const wholeBytes = new Uint8Array(Buffer.concat(partBytes))

export function partsSuite(side: FilesSide): void {
  const begin = async (): Promise<{ objectKey: string; partsId: string }> => {
    const objectKey = freshKey()
    return { objectKey, partsId: await side.files().beginParts({ objectKey, type: 'application/pdf' }) }
  }
  const offer = (of: { objectKey: string; partsId: string }, number: 1 | 2) =>
    side.files().offerPart({ ...of, number, sha256: sha256(partBytes[number - 1] ?? new Uint8Array()), seconds: UPLOAD_SECONDS })
  const send = async (of: { objectKey: string; partsId: string }, number: 1 | 2) =>
    side.uploadPart(await offer(of, number), partBytes[number - 1] ?? new Uint8Array())

  it('remembers which parts came, whatever their order, and joins them once', async () => {
    const of = await begin()
    expect(await side.files().partsThere(of)).toEqual([])
    expect((await send(of, 2)).status).toBe(200)
    expect(await side.files().partsThere(of)).toEqual([2])
    expect((await send(of, 1)).status).toBe(200)
    expect((await send(of, 1)).status).toBe(200)
    expect(await side.files().partsThere(of)).toEqual([1, 2])
    expect(await side.files().facts(of.objectKey)).toBeUndefined()
    await side.files().joinParts(of)
    await side.files().joinParts(of)
    expect(await side.files().partsThere(of)).toBeUndefined()
    const facts = await side.files().facts(of.objectKey)
    expect(facts).toEqual({ bytes: wholeBytes.length, sha256: undefined, version: expect.any(String) })
    const created = (await side.created()).filter(({ key }) => key === of.objectKey)
    expect(created).toEqual([{ key: of.objectKey, size: wholeBytes.length, version: facts?.version, reason: 'CompleteMultipartUpload' }])
  })

  it('has the SHA-256 of the whole once it is sealed, and tells of that', async () => {
    const of = await begin()
    for (const number of [1, 2] as const) await send(of, number)
    await side.files().joinParts(of)
    const joined = await side.files().facts(of.objectKey)
    await side.files().seal({ objectKey: of.objectKey, version: joined?.version, type: 'application/pdf' })
    const sealed = await side.files().facts(of.objectKey)
    expect(sealed).toEqual({ bytes: wholeBytes.length, sha256: sha256(wholeBytes), version: expect.any(String) })
    expect(sealed?.version).not.toBe(joined?.version)
    expect(Buffer.from(await side.files().tail(of.objectKey, 5)).toString()).toBe('%%EOF')
    const reasons = (await side.created()).filter(({ key }) => key === of.objectKey).map(({ reason }) => reason)
    expect(reasons).toEqual(['CompleteMultipartUpload', 'CopyObject'])
  })

  it('joins nothing while no part is there, or one before the last is too short', async () => {
    const of = await begin()
    await expect(side.files().joinParts(of)).rejects.toThrow()
    const short = bytesOf('%PDF')
    const request = await side.files().offerPart({ ...of, number: 1, sha256: sha256(short), seconds: UPLOAD_SECONDS })
    expect((await side.uploadPart(request, short)).status).toBe(200)
    await send(of, 2)
    await expect(side.files().joinParts(of)).rejects.toMatchObject({ name: 'EntityTooSmall' })
    await send(of, 1)
    await side.files().joinParts(of)
    expect((await side.files().facts(of.objectKey))?.bytes).toBe(wholeBytes.length)
  })

  it('refuses other bytes, another part, another upload, and a request that is over', async () => {
    const [of, other] = [await begin(), await begin()]
    const request = await offer(of, 2)
    const elsewhere = await offer(other, 2)
    const withHeader = { ...request, headers: { 'x-amz-checksum-sha256': Buffer.from(sha256(bytesOf('khác!')), 'hex').toString('base64') } }
    expect((await side.uploadPart(request, bytesOf('%%EOG'))).status).toBe(400)
    expect((await side.uploadPart(withHeader, bytesOf('khác!'))).status).toBe(403)
    expect((await side.uploadPart({ ...request, headers: {} }, partBytes[1])).status).toBe(403)
    const moved = request.url.replace(of.partsId, other.partsId).replace(encodeURIComponent(of.partsId), encodeURIComponent(other.partsId))
    expect(moved).not.toBe(request.url)
    expect((await side.uploadPart({ ...request, url: moved }, partBytes[1])).status).toBe(403)
    await side.moveTo(addSeconds(side.now(), UPLOAD_SECONDS + 1))
    expect((await side.uploadPart(elsewhere, partBytes[1])).status).toBe(403)
    expect([await side.files().partsThere(of), await side.files().partsThere(other)]).toEqual([[], []])
  })
}

export function objectSuite(side: FilesSide): void {
  it('reads the head and the tail of an object, and all of a short one', async () => {
    const key = freshKey()
    await place(side, key)
    const read = async (part: Promise<Uint8Array>) => Buffer.from(await part).toString()
    expect(await read(side.files().head(key, 8))).toBe('%PDF-1.7')
    expect(await read(side.files().tail(key, 5))).toBe('%%EOF')
    expect(await read(side.files().head(key, 10_000))).toBe(Buffer.from(content).toString())
    expect(await read(side.files().tail(key, 10_000))).toBe(Buffer.from(content).toString())
  })

  it('keeps a version that was uploaded over, and reads and copies exactly the one that is named', async () => {
    const key = freshKey()
    await place(side, key, bytesOf('bản một'))
    const first = await side.files().facts(key)
    await place(side, key, bytesOf('bản hai!'))
    expect(Buffer.from(await side.files().head(key, 100)).toString()).toBe('bản hai!')
    expect(Buffer.from(await side.files().head(key, 100, first?.version)).toString()).toBe('bản một')
    const kept = key.replace('quarantine/', 'dossiers/')
    const { version } = await side.files().copy({ objectKey: key, version: first?.version }, keptAs(kept))
    expect(await side.files().facts(kept)).toEqual({ bytes: first?.bytes, sha256: first?.sha256, version })
  })

  it('reads all of an object, of exactly the version that is named', async () => {
    const key = freshKey()
    await place(side, key, bytesOf('bản một'))
    const first = await side.files().facts(key)
    await place(side, key, bytesOf('bản hai!'))
    expect(Buffer.from(await side.files().read(key)).toString()).toBe('bản hai!')
    expect(Buffer.from(await side.files().read(key, first?.version)).toString()).toBe('bản một')
  })

  it('writes what we made ourselves, twice if need be, and reads it back byte for byte', async () => {
    const key = freshKey().replace('quarantine/', '')
    const bytes = new Uint8Array([0, 255, 13, 10, 128, ...bytesOf('Nơi nhận')])
    await side.files().write(key, bytesOf('trước'), 'text/plain')
    await side.files().write(key, bytes, 'application/json; charset=utf-8')
    expect(new Uint8Array(await side.files().read(key))).toEqual(bytes)
    expect(await side.files().facts(key)).toMatchObject({ bytes: bytes.length })
  })

  it('tells of a copy too', async () => {
    const key = freshKey()
    await place(side, key)
    const kept = key.replace('quarantine/', 'dossiers/')
    const { version } = await side.files().copy({ objectKey: key }, keptAs(kept))
    expect((await side.created()).filter((one) => one.key === kept)).toEqual([
      { key: kept, size: content.length, version, reason: 'CopyObject' },
    ])
  })

  it('removes an object, twice if need be, and keeps its versions', async () => {
    const key = freshKey()
    await place(side, key)
    const { version } = (await side.files().facts(key)) ?? {}
    await side.files().remove(key)
    await side.files().remove(key)
    expect(await side.files().facts(key)).toBeUndefined()
    expect(Buffer.from(await side.files().head(key, 8, version)).toString()).toBe('%PDF-1.7')
  })

  it('throws where there is nothing to read or to copy', async () => {
    const key = freshKey()
    await expect(side.files().head(key, 8)).rejects.toMatchObject({ name: 'NoSuchKey' })
    await expect(side.files().read(key)).rejects.toMatchObject({ name: 'NoSuchKey' })
    await expect(side.files().tail(key, 8)).rejects.toMatchObject({ name: 'NoSuchKey' })
    await expect(side.files().copy({ objectKey: key }, keptAs(`${key}-copy`))).rejects.toMatchObject({ name: 'NoSuchKey' })
  })

  it.each(['báo cáo thành tích năm 2021.pdf', "biên bản (họp) 'xét' *chốt*; cuối.pdf", 'a"b\\c.pdf'])(
    'downloads as an attachment named %j',
    async (fileName) => {
      const key = freshKey()
      await place(side, key)
      const kept = key.replace('quarantine/', 'dossiers/')
      await side.files().copy({ objectKey: key }, { objectKey: kept, fileName, type: 'application/pdf' })
      const link = await side.files().downloadLink(kept, 60)
      const answer = await side.download(link)
      // Addresses stand in access logs, and a file is often called by a person's name.
      expect(decodeURIComponent(decodeURIComponent(link))).not.toContain(fileName.slice(0, 4))
      expect({ ...answer, bytes: Buffer.from(answer.bytes ?? []).toString() }).toEqual({
        status: 200,
        bytes: Buffer.from(content).toString(),
        fileName,
      })
    },
  )

  it('downloads nothing once the link has died', async () => {
    const key = freshKey()
    await place(side, key)
    const link = await side.files().downloadLink(key, 60)
    await side.moveTo(addSeconds(side.now(), 61))
    expect(await side.download(link)).toMatchObject({ status: 403 })
  })
}

const keptAs = (objectKey: string) => ({ objectKey, fileName: 'bao-cao.pdf', type: 'application/pdf' })

/** Another value of the same length and alphabet, so that the field still reads as what it was. */
function tampered(value: string): string {
  const at = Math.floor(value.length / 2)
  return value.slice(0, at) + (value[at] === 'a' ? 'b' : 'a') + value.slice(at + 1)
}
