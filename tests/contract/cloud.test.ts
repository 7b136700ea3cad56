/** Files and scheduler: one suite each, on the twin and on the local cloud's S3 and EventBridge Scheduler. */
import { afterAll, beforeAll, describe } from 'vitest'
import type { BusEvent } from '../../infra/local/contract.ts'
import { s3Files } from '../../shared/aws/files.ts'
import { eventBridgeScheduler } from '../../shared/aws/scheduler.ts'
import { movedClock } from '../../shared/memory/clock.ts'
import { memoryFiles, type ObjectCreated } from '../../shared/memory/files.ts'
import { memoryScheduler } from '../../shared/memory/scheduler.ts'
import type { Files, PartRequest, Scheduler, UploadRequest } from '../../shared/ports.ts'
import { type ContractCloud, startCloud } from './cloud.ts'
import { type Created, type FilesSide, objectSuite, partsSuite, uploadSuite } from './files.suite.ts'
import { type Fired, type SchedulerSide, schedulerSuite } from './scheduler.suite.ts'

const START = '2021-03-01T02:00:20.000Z'

let cloud: ContractCloud | undefined
let realFiles: Files | undefined
let realScheduler: Scheduler | undefined

function present<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new Error('the cloud is not running')
  return value
}

beforeAll(async () => {
  cloud = await startCloud(START)
  realFiles = s3Files()
  realScheduler = eventBridgeScheduler(() => present(cloud).now())
})

afterAll(() => cloud?.stop())

function twins(): FilesSide & SchedulerSide {
  const clock = movedClock(START)
  const told: ObjectCreated[] = []
  const files = memoryFiles({ clock, onCreated: (created) => told.push(created) })
  const scheduler = memoryScheduler(clock)
  return {
    files: () => files,
    scheduler: () => scheduler,
    now: clock.now,
    moveTo: async (instant) => clock.moveTo(instant),
    upload: files.upload,
    uploadPart: files.uploadPart,
    download: files.download,
    created: async () => told.map(createdOf),
    async firedUntil(instant) {
      clock.moveTo(instant)
      return scheduler.due(instant).map(({ source, detailType, detail }) => ({ source, detailType, detail }))
    },
  }
}

const real: FilesSide & SchedulerSide = {
  files: () => present(realFiles),
  scheduler: () => present(realScheduler),
  now: () => present(cloud).now(),
  moveTo: (instant) => present(cloud).moveTo(instant),
  upload: post,
  uploadPart: put,
  download: get,
  async created() {
    const events = await present(cloud).onBus()
    return events.filter((event) => event['detail-type'] === 'Object Created').map((event) => createdOf(event.detail as ObjectCreated))
  },
  async firedUntil(instant) {
    const before = (await present(cloud).onBus()).length
    await present(cloud).moveTo(instant)
    return (await present(cloud).onBus()).slice(before).map(firedOf)
  },
}

describe.each([
  ['in memory', twins()],
  ['on the local cloud', real],
])('%s', (_side, side) => {
  describe('an offered upload', () => uploadSuite(side))
  describe('an upload in parts', () => partsSuite(side))
  describe('an object', () => objectSuite(side))
  describe('a schedule', () => schedulerSuite(side))
})

function createdOf({ object, reason }: ObjectCreated): Created {
  return { key: object.key, size: object.size, version: object['version-id'], reason }
}

function firedOf(event: BusEvent): Fired {
  return { source: event.source, detailType: event['detail-type'], detail: event.detail as Fired['detail'] }
}

/** As a browser's form does: the fields, then the file. */
async function post(request: UploadRequest, bytes: Uint8Array): Promise<{ status: number; code?: string }> {
  const form = new FormData()
  for (const [name, value] of Object.entries(request.fields)) form.append(name, value)
  form.append('file', new Blob([Uint8Array.from(bytes)]), 'file')
  const answer = await fetch(request.url, { method: 'POST', body: form, redirect: 'manual' })
  return { status: answer.status, code: /<Code>(\w+)<\/Code>/.exec(await answer.text())?.[1] }
}

async function put({ url, headers }: PartRequest, bytes: Uint8Array): Promise<{ status: number; code?: string }> {
  const answer = await fetch(url, { method: 'PUT', headers, body: Uint8Array.from(bytes) })
  return { status: answer.status, code: /<Code>(\w+)<\/Code>/.exec(await answer.text())?.[1] }
}

async function get(link: string): Promise<{ status: number; bytes?: Uint8Array; fileName?: string }> {
  const answer = await fetch(link)
  const bytes = new Uint8Array(await answer.arrayBuffer())
  if (answer.status !== 200) return { status: answer.status }
  const [, encoded] = /^attachment; filename\*=UTF-8''([!#$&+.^_`|~%\w-]+)$/.exec(answer.headers.get('content-disposition') ?? '') ?? []
  return { status: 200, bytes, fileName: decodeURIComponent(encoded ?? '') }
}
