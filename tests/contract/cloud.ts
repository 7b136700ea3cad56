/** S3 and EventBridge Scheduler of the local cloud behind its front door, under a clock that the test moves. */
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { vi } from 'vitest'
import { createActivity } from '../../infra/local/activity.ts'
import type { EventBus } from '../../infra/local/bus.ts'
import { createClock } from '../../infra/local/clock.ts'
import type { BusEvent } from '../../infra/local/contract.ts'
import { account, openTestCloud, region } from '../../infra/local/door/test-cloud.ts'
import { openQueues } from '../../infra/local/queues.ts'
import { createScheduler } from '../../infra/local/scheduler.ts'
import { openState } from '../../infra/local/state.ts'
import { openStorage } from '../../infra/local/storage.ts'
import type { BucketModel, CloudModel, PolicyStatement, RoleModel } from '../../infra/local/template/model.ts'
import { temporaryFolder } from '../temporary-folder.ts'

const BUCKET = 'thidua-files'
const GROUP = 'thidua'
const BUS_ARN = `arn:aws:events:${region}:${account}:event-bus/thidua`
const ROLE_ARN = `arn:aws:iam::${account}:role/schedules`

const placed = { stack: 'contract', logicalId: 'X' }
const nothing = {
  effect: 'Allow' as const,
  principal: undefined,
  actions: [],
  notActions: [],
  resources: [],
  notResources: [],
  conditions: {},
}
const trust: PolicyStatement = { ...nothing, principal: { Service: ['scheduler.amazonaws.com'] }, actions: ['sts:AssumeRole'] }
const mayPut: PolicyStatement = { ...nothing, actions: ['events:PutEvents'], resources: [BUS_ARN] }

const bucket: BucketModel = {
  ...placed,
  name: BUCKET,
  arn: `arn:aws:s3:::${BUCKET}`,
  versioned: true,
  sendsEvents: true,
  cors: [],
  lifecycle: [],
  policy: [],
}
const role: RoleModel = { ...placed, name: 'schedules', arn: ROLE_ARN, trust: [trust], statements: [mayPut], awsManagedPolicies: [] }
const model: CloudModel = {
  account,
  region,
  tables: [],
  queues: [],
  buses: [],
  rules: [],
  functions: [],
  roles: [role],
  queueSources: [],
  streamSources: [],
  scheduleGroups: [GROUP],
  schedules: [],
  httpApis: [],
  buckets: [bucket],
  configurationSets: [],
  mailIdentities: [],
  alarms: [],
  responseHeaders: {},
  outputs: [],
  ignored: [],
}

export interface ContractCloud {
  now(): string
  /** Moves the clock and fires what is due on the way. */
  moveTo(instant: string): Promise<void>
  /** Everything put on the bus so far, in order. */
  onBus(): Promise<readonly BusEvent[]>
  stop(): Promise<void>
}

/** The environment is set as a function's is: clients made afterwards find this cloud. `Date` is its clock until `stop`. */
export async function startCloud(start: string): Promise<ContractCloud> {
  const folder = temporaryFolder('contract')
  const events: BusEvent[] = []
  const clock = createClock({ kind: 'held', at: Date.parse(start) })
  const restoreDate = clock.install()
  const notCalled = (): never => {
    throw new Error('nobody calls the bus in this test')
  }
  const put = async (_bus: string, put: readonly BusEvent[]): Promise<void> => void events.push(...put)
  const bus: EventBus = { name: 'events', put, fire: notCalled, demands: notCalled, handle: notCalled }
  const common = { bus, clock, activity: createActivity(), warn: (sentence: string) => console.warn(sentence) }
  const storage = openStorage({ ...common, buckets: [bucket], folder, region, account })
  const state = openState(join(folder, 'state.db'))
  const scheduler = createScheduler({ ...common, model, state, queues: openQueues({ queues: [], clock }) })
  const cloud = await openTestCloud([storage.service, scheduler], clock)
  setEnvironment(cloud.door.endpoint, cloud.administrator)
  return {
    now: () => new Date(clock.now()).toISOString(),
    async moveTo(instant) {
      clock.moveTo(Date.parse(instant))
      await scheduler.fireDue()
    },
    async onBus() {
      await storage.notified()
      return events
    },
    async stop() {
      vi.unstubAllEnvs()
      scheduler.stop()
      await cloud.door.close()
      await storage.close()
      restoreDate()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

interface Keys {
  readonly accessKeyId: string
  readonly secretAccessKey: string
  readonly sessionToken: string
}

function setEnvironment(endpoint: string, keys: Keys): void {
  vi.stubEnv('AWS_ENDPOINT_URL', endpoint)
  vi.stubEnv('AWS_REGION', region)
  vi.stubEnv('AWS_ACCESS_KEY_ID', keys.accessKeyId)
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', keys.secretAccessKey)
  vi.stubEnv('AWS_SESSION_TOKEN', keys.sessionToken)
  vi.stubEnv('AWS_MAX_ATTEMPTS', '1')
  vi.stubEnv('FILES_BUCKET', BUCKET)
  vi.stubEnv('SCHEDULE_GROUP', GROUP)
  vi.stubEnv('BUS_ARN', BUS_ARN)
  vi.stubEnv('SCHEDULE_ROLE_ARN', ROLE_ARN)
  vi.stubEnv('SCHEDULE_DEAD_LETTERS_ARN', `arn:aws:sqs:${region}:${account}:schedules-dead`)
}
