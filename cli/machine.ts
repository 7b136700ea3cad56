/** The product on one machine: the synthesized template on the local cloud, with its directory, its sign-in and its portal. */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Addresses, type ClockSetting, type Cloud, startCloud, type WantedPorts } from '../infra/local/cloud.ts'
import { loadDirectory } from '../shared/directory/load.ts'
import { type CliWorld, type Running, runningFile, worldOf } from './world.ts'

const root = join(import.meta.dirname, '..')
const portalFolder = join(root, 'dist/portal')

/** Audience of the tokens; the template takes it as a parameter. */
export const CLIENT_ID = 'thidua-portal'
const MAIL_FROM = 'thi-dua@thidua.example'

/** On two cores more environments of one function only wait; a whole year has some 42 at once, so that none is thrown out to make room. */
const CONCURRENCY = { perFunctionMax: 2, environmentsMax: 50 }

export interface MachineOptions {
  readonly stateDir: string
  /** A synthesized assembly to run as it is; without it the app is synthesized anew. */
  readonly assembly?: string
  readonly clock?: ClockSetting
  readonly ports?: WantedPorts
  readonly bounces?: (address: string) => boolean
  readonly concurrency?: { readonly perFunctionMax?: number; readonly environmentsMax?: number }
  readonly longRun?: boolean
  readonly passing?: boolean
  readonly progress?: (sentence: string) => void
  readonly warn?: (sentence: string) => void
}

export interface ProductMachine {
  readonly cloud: Cloud
  /** The operator's way in: an administrator's credentials at the front door. */
  readonly world: CliWorld
  readonly running: Omit<Running, 'control' | 'controlToken'>
  stop(): Promise<void>
}

export async function startMachine(options: MachineOptions): Promise<ProductMachine> {
  const { stateDir, progress = () => {} } = options
  const assembly = options.assembly ?? join(root, 'cdk.out')
  if (options.assembly === undefined) {
    progress('template: synthesizing')
    // The CDK takes its time to load; a machine that is given an assembly does without.
    const { synthesize } = await import('../infra/app.ts')
    await synthesize({ outdir: assembly })
  }
  mkdirSync(stateDir, { recursive: true })
  let known: (email: string) => Promise<boolean> = async () => false
  const cloud = await startCloud({
    concurrency: CONCURRENCY,
    ...options,
    assembly,
    parameters: (at) => ({
      JwtIssuer: at.identity,
      JwtAudience: CLIENT_ID,
      PortalUrl: at.api,
      FilesOrigin: at.endpoint,
      ListenersOnLoopback: 'yes',
    }),
    portal: (at) => ({ directory: portalFolder, extra: { '/config.json': configFile(at) } }),
    identity: ({ addresses }) => ({ clients: [clientAt(addresses.api)], sender: MAIL_FROM, isKnown: (email) => known(email) }),
  })
  const running = runningOf(cloud)
  const world = worldOf(running)
  // The machine's `Date` is its clock, so this reads the moved time.
  const clock = { now: () => new Date().toISOString() }
  known = async (email) => (await loadDirectory({ store: world.store, clock })).personByEmail(email) !== undefined
  return { cloud, world, running, stop: () => cloud.stop() }
}

function clientAt(portal: string) {
  return { clientId: CLIENT_ID, redirectUris: [`${portal}/`], postLogoutRedirectUris: [`${portal}/`] }
}

function configFile(at: Addresses) {
  return { contentType: 'application/json; charset=utf-8', body: JSON.stringify({ issuer: at.identity, audience: CLIENT_ID }) }
}

function runningOf({ addresses, model, credentials, mail }: Cloud) {
  const [table] = model.tables
  if (table === undefined) throw new Error('the template has no table')
  const files = model.buckets.find(({ sendsEvents }) => sendsEvents)
  if (files === undefined) throw new Error('the template has no bucket for files')
  // The other bus is the one that AWS itself speaks on.
  const bus = model.buses.find(({ name }) => name !== 'default')
  if (bus === undefined) throw new Error('the template has no bus')
  const { accessKeyId, secretAccessKey, sessionToken } = credentials.administrator
  return {
    pid: process.pid,
    endpoint: addresses.endpoint,
    region: model.region,
    credentials: { accessKeyId, secretAccessKey, sessionToken },
    tableName: table.name,
    busName: bus.name,
    filesBucket: files.name,
    portal: addresses.api,
    inbox: mail.inboxUrl,
    issuer: addresses.identity,
  }
}

/** Lets other programs find the machine. It holds an administrator's key, so only its owner may read it. */
export function writeRunning(running: Running, stateDir: string): void {
  writeFileSync(runningFile(stateDir), JSON.stringify(running, undefined, 1), { mode: 0o600 })
}

export const hasPortal = () => existsSync(join(portalFolder, 'index.html'))
