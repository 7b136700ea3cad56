/** What S3 tells the default bus. https://docs.aws.amazon.com/AmazonS3/latest/userguide/ev-events.html */
import { randomBytes, randomUUID } from 'node:crypto'
import type { BusEvent } from '../contract.ts'

export interface Place {
  readonly account: string
  readonly region: string
}

export type CreationReason = 'PutObject' | 'POST Object' | 'CompleteMultipartUpload' | 'CopyObject'

interface Subject {
  readonly bucket: string
  readonly key: string
  readonly size: number
  readonly etag: string
  /** Undefined in a bucket without versions. */
  readonly versionId: string | undefined
  readonly seq: number
}

export function objectCreated(place: Place, subject: Subject, reason: CreationReason, nowMs: number): BusEvent {
  const { key, size, etag } = subject
  return notice(place, 'Object Created', subject, { key, size, etag }, { reason }, nowMs)
}

export function objectDeleted(place: Place, subject: Subject, marked: boolean, nowMs: number): BusEvent {
  const { key, etag } = subject
  const more = { reason: 'DeleteObject', 'deletion-type': marked ? 'Delete Marker Created' : 'Permanently Deleted' }
  return notice(place, 'Object Deleted', subject, { key, ...(etag === '' ? {} : { etag }) }, more, nowMs)
}

function notice(place: Place, type: string, subject: Subject, object: object, more: object, nowMs: number): BusEvent {
  return {
    version: '0',
    id: randomUUID(),
    'detail-type': type,
    source: 'aws.s3',
    account: place.account,
    time: new Date(nowMs).toISOString().replace(/\.\d+Z$/, 'Z'),
    region: place.region,
    resources: [`arn:aws:s3:::${subject.bucket}`],
    detail: {
      version: '0',
      bucket: { name: subject.bucket },
      object: {
        ...object,
        ...(subject.versionId === undefined ? {} : { 'version-id': subject.versionId }),
        sequencer: subject.seq.toString(16).toUpperCase().padStart(16, '0'),
      },
      'request-id': randomBytes(8).toString('hex').toUpperCase(),
      requester: place.account,
      'source-ip-address': '127.0.0.1',
      ...more,
    },
  }
}
