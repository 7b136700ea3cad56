/**
 * Decodes `aws-chunked` bodies with an unsigned trailer, as the SDK sends a stream whose checksum it learns only at the end.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming-trailers.html
 */
import { Transform, type TransformCallback } from 'node:stream'
import { CloudError } from '../contract.ts'

const LINE_BYTES_MAX = 4_096

export interface ChunkDecoder {
  readonly stream: Transform
  /** Base64 by algorithm; complete when the stream has ended. */
  trailingChecksums(): Readonly<Record<string, string>>
}

type State = 'size' | 'data' | 'data-end' | 'trailer'

export function createChunkDecoder(): ChunkDecoder {
  const checksums: Record<string, string> = {}
  let state: State = 'size'
  let left = 0
  let pending: Buffer = Buffer.alloc(0)

  /** A line without its end, or undefined if it is not there yet. */
  function takeLine(): string | undefined {
    const end = pending.indexOf('\r\n')
    if (end < 0) {
      if (pending.length > LINE_BYTES_MAX) throw malformed()
      return undefined
    }
    const line = pending.subarray(0, end).toString('latin1')
    pending = pending.subarray(end + 2)
    return line
  }

  /** One step; false when more bytes are needed. */
  function step(push: (data: Buffer) => void): boolean {
    if (state === 'data') {
      const data = pending.subarray(0, left)
      if (data.length === 0) return false
      push(data)
      pending = pending.subarray(data.length)
      left -= data.length
      if (left === 0) state = 'data-end'
      return true
    }
    const line = takeLine()
    if (line === undefined) return false
    if (state === 'size') {
      const size = line.split(';')[0] ?? ''
      if (!/^[0-9a-fA-F]{1,8}$/.test(size)) throw malformed()
      left = Number.parseInt(size, 16)
      state = left === 0 ? 'trailer' : 'data'
    } else if (state === 'data-end') {
      if (line !== '') throw malformed()
      state = 'size'
    } else {
      const [, name, value] = line.match(/^x-amz-checksum-(\w+):(.*)$/i) ?? []
      if (name !== undefined && value !== undefined) checksums[name.toLowerCase()] = value.trim()
    }
    return true
  }

  const stream = new Transform({
    transform(chunk: Buffer, _: BufferEncoding, done: TransformCallback) {
      pending = pending.length === 0 ? chunk : Buffer.concat([pending, chunk])
      try {
        while (step((data) => this.push(data)));
        done()
      } catch (error) {
        done(error instanceof Error ? error : malformed())
      }
    },
    flush: (done) => done(state === 'trailer' ? null : malformed()),
  })
  return { stream, trailingChecksums: () => checksums }
}

function malformed(): CloudError {
  return new CloudError(400, 'InvalidRequest', 'The aws-chunked body is malformed')
}
