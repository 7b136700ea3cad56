/** Takes a body into a file while hashing it, and keeps it only if it is what the request said it would be. */
import { createHash, type Hash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import type { Readable } from 'node:stream'
import { Transform, type TransformCallback } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { crc32 } from 'node:zlib'
import { CloudError } from '../contract.ts'
import { createChunkDecoder } from './aws-chunked.ts'

export interface Expectations {
  /** Base64 by algorithm, from `x-amz-checksum-…`. */
  readonly checksums: Readonly<Record<string, string>>
  /** Base64, from `content-md5`. */
  readonly md5?: string | undefined
  /** Hex, from the signature. */
  readonly signedSha256?: string | undefined
  readonly sizeMin?: number
  readonly sizeMax: number
  /** The body is aws-chunked, of this decoded length. */
  readonly chunked?: { readonly decodedLength: number | undefined }
}

export interface Received {
  readonly size: number
  /** Hex MD5, which is S3's ETag of an object in one part. */
  readonly etag: string
  readonly checksums: Readonly<Record<string, string>>
}

const algorithms = ['sha256', 'sha1', 'crc32'] as const
type Algorithm = (typeof algorithms)[number]

/** The file is gone again when this throws. */
export async function takeIn(body: Readable, file: string, expected: Expectations): Promise<Received> {
  requireKnown(expected.checksums)
  const meter = new Meter(expected.sizeMax)
  const decoder = expected.chunked === undefined ? undefined : createChunkDecoder()
  try {
    if (decoder === undefined) await pipeline(body, meter, createWriteStream(file))
    else await pipeline(body, decoder.stream, meter, createWriteStream(file))
    return verify(meter, { ...expected, checksums: { ...expected.checksums, ...decoder?.trailingChecksums() } })
  } catch (error) {
    await rm(file, { force: true })
    if (error instanceof CloudError) throw error
    throw new CloudError(400, 'IncompleteBody', `The body could not be read to its end: ${String(error)}`)
  }
}

class Meter extends Transform {
  size = 0
  readonly sizeMax: number
  readonly md5: Hash = createHash('md5')
  readonly sha256: Hash = createHash('sha256')
  readonly sha1: Hash = createHash('sha1')
  crc32 = 0

  constructor(sizeMax: number) {
    super()
    this.sizeMax = sizeMax
  }

  override _transform(chunk: Buffer, _: BufferEncoding, done: TransformCallback): void {
    this.size += chunk.length
    if (this.size > this.sizeMax) {
      done(new CloudError(400, 'EntityTooLarge', 'Your proposed upload exceeds the maximum allowed size'))
      return
    }
    this.md5.update(chunk)
    this.sha256.update(chunk)
    this.sha1.update(chunk)
    this.crc32 = crc32(chunk, this.crc32)
    done(null, chunk)
  }
}

function verify(meter: Meter, expected: Expectations): Received {
  if (meter.size < (expected.sizeMin ?? 0)) {
    throw new CloudError(400, 'EntityTooSmall', 'Your proposed upload is smaller than the minimum allowed size')
  }
  const decodedLength = expected.chunked?.decodedLength
  if (decodedLength !== undefined && decodedLength !== meter.size) {
    throw new CloudError(400, 'IncompleteBody', 'The body is not as long as x-amz-decoded-content-length says')
  }
  const md5 = meter.md5.digest()
  const sha256 = meter.sha256.digest()
  const crc = Buffer.alloc(4)
  crc.writeUInt32BE(meter.crc32)
  const actual: Record<Algorithm, string> = {
    sha256: sha256.toString('base64'),
    sha1: meter.sha1.digest('base64'),
    crc32: crc.toString('base64'),
  }
  if (expected.signedSha256 !== undefined && expected.signedSha256 !== sha256.toString('hex')) {
    throw new CloudError(400, 'XAmzContentSHA256Mismatch', "The provided 'x-amz-content-sha256' header does not match what was computed.")
  }
  if (expected.md5 !== undefined && expected.md5 !== md5.toString('base64')) {
    throw new CloudError(400, 'BadDigest', 'The Content-MD5 you specified did not match what we received.')
  }
  requireKnown(expected.checksums)
  for (const algorithm of algorithms) {
    const claimed = expected.checksums[algorithm]
    if (claimed !== undefined && claimed !== actual[algorithm]) {
      throw new CloudError(400, 'BadDigest', `The ${algorithm.toUpperCase()} you specified did not match the calculated checksum.`)
    }
  }
  return { size: meter.size, etag: md5.toString('hex'), checksums: expected.checksums }
}

function requireKnown(checksums: Readonly<Record<string, string>>): void {
  for (const name of Object.keys(checksums)) {
    if (!algorithms.some((algorithm) => algorithm === name)) {
      throw new CloudError(501, 'NotImplemented', `The checksum algorithm ${name} is not known on this machine`)
    }
  }
}
