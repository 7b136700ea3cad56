/** What keeps things: state, tables, queues, the buses between them, files and mail. */
import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { type Activity, createActivity } from '../activity.ts'
import { createBus, type EventBus } from '../bus.ts'
import type { LocalClock } from '../clock.ts'
import { type Credentials, createCredentials } from '../credentials.ts'
import { type LocalDynamoDb, startDynamoDb } from '../dynamodb.ts'
import { type LocalMail, openMail } from '../mail.ts'
import { type LocalQueues, openQueues } from '../queues.ts'
import { type LocalState, openState } from '../state.ts'
import { type LocalStorage, openStorage } from '../storage.ts'
import type { CloudModel } from '../template.ts'

export interface Stores {
  readonly activity: Activity
  readonly state: LocalState
  readonly queues: LocalQueues
  readonly dynamodb: LocalDynamoDb
  readonly bus: EventBus
  readonly storage: LocalStorage
  readonly mail: LocalMail
  readonly credentials: Credentials
}

export interface StoresOptions {
  readonly stateDir: string
  readonly model: CloudModel
  readonly clock: LocalClock
  /** Answers it when the inbox is about to listen. */
  inboxPort(): number
  readonly longRun?: boolean | undefined
  readonly passing?: boolean | undefined
  bounces?: ((address: string) => boolean) | undefined
  progress(sentence: string): void
  warn(sentence: string): void
  /** Registers how to end what was started, last first. */
  ends(end: () => unknown): void
}

/**
 * After a restart, work that was under way is taken up again this much later: what the services still had to say about it (a mail was
 * sent, a file arrived) lies in their outboxes and is heard first, which in AWS would not have stood still while our functions died; and
 * the short claims of those who died run out.
 */
const RESTART_GRACE_MS = 20_000

export async function openStores(options: StoresOptions): Promise<Stores> {
  const { stateDir, model, clock, longRun, passing, progress, warn, ends, bounces } = options
  const { account, region } = model
  const activity = createActivity()
  const state = openState(join(stateDir, 'state.db'))
  ends(() => state.close())
  const queues = openQueues({ queues: model.queues, clock, file: join(stateDir, 'queues.db'), resurfaceAfterMs: RESTART_GRACE_MS })
  ends(() => queues.close())
  ends(queues.onChange(() => activity.changed()))
  const bus = createBus({ account, region, buses: model.buses, rules: model.rules, queues, clock, activity, warn })
  const common = { account, region, bus, clock, activity, warn }

  const folder = join(stateDir, 'dynamodb')
  const dynamodb = await startDynamoDb({ region, account, tables: model.tables, folder, longRun, passing })
  ends(() => dynamodb.stop())
  progress('database: DynamoDB Local is up')
  const storage = openStorage({ ...common, buckets: model.buckets, folder: join(stateDir, 'files') })
  ends(() => storage.close())
  const mail = await openMail({
    ...common,
    configurationSets: model.configurationSets,
    identities: model.mailIdentities,
    file: join(stateDir, 'mail.db'),
    inboxPort: options.inboxPort(),
    ...(bounces && { bounces }),
  })
  ends(() => mail.close())
  progress(`mail: every mail is shown at ${mail.inboxUrl}`)
  return { activity, state, queues, dynamodb, bus, storage, mail, credentials: createCredentials(keptSeed(state)) }
}

/** One seed for the life of the state folder: links signed before a restart are still good after it. */
function keptSeed(state: LocalState): string {
  const secrets = state.space<string>('secrets')
  const seed = secrets.get('credentials') ?? randomBytes(32).toString('hex')
  secrets.put('credentials', seed)
  return seed
}
