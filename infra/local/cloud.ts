/**
 * The whole cloud on one machine, from a synthesized assembly: every part is started, joined to the others and stopped here, and nowhere
 * else. What a template does not hold does not run.
 */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { type ClockSetting, createClock, type LocalClock } from './clock.ts'
import { type Addresses, addressesOf, type ReservedPorts, reservePorts, type WantedPorts } from './cloud/addresses.ts'
import { type Compute, startCompute } from './cloud/compute.ts'
import { openStores, type Stores } from './cloud/stores.ts'
import { createMachineTime, type MachineTime } from './cloud/time.ts'
import type { PortalOptions } from './http-api/portal.ts'
import { type IdentityOptions, type LocalIdentity, openIdentity } from './identity.ts'
import { takeFolder } from './one-machine.ts'
import { keepToThisMachine } from './surroundings.ts'
import { type CloudModel, loadTemplate } from './template.ts'

export type { ClockSetting } from './clock.ts'
export type { Addresses, WantedPorts } from './cloud/addresses.ts'

export interface CloudOptions {
  /** The folder `cdk.out`. */
  readonly assembly: string
  /** Tables, queues, files, mail, schedules and logs; survives `kill -9`. */
  readonly stateDir: string
  /** Absent or 0: any free port. */
  readonly ports?: WantedPorts
  /** Values of template parameters, which may depend on where things answer. */
  readonly parameters?: (addresses: Addresses) => Readonly<Record<string, string>>
  /** Attributes of resources that do not exist here, by `Type.Attribute`. */
  readonly attributes?: (addresses: Addresses) => Readonly<Record<string, string>>
  readonly clock?: ClockSetting
  readonly portal?: (addresses: Addresses) => Omit<PortalOptions, 'headers'>
  /** Environments of one function at once, and of all together. */
  readonly concurrency?: { readonly perFunctionMax?: number; readonly environmentsMax?: number }
  /** A whole year is to be played: what pays off only after thousands of transactions is done. */
  readonly longRun?: boolean
  /** Nobody starts it again: what only a kill would show is left out. */
  readonly passing?: boolean
  /** Who may sign in, and to what; without it nobody issues tokens here. */
  readonly identity?: (machine: Machine) => Pick<IdentityOptions, 'clients' | 'sender' | 'isKnown'>
  /** Mail addresses that bounce. */
  readonly bounces?: (address: string) => boolean
  /** What the person at the keyboard reads while the machine starts. */
  readonly progress?: (sentence: string) => void
  /** What AWS would only show as a metric: a message that may not be delivered, a failed batch. */
  readonly warn?: (sentence: string) => void
}

/** Everything that runs, before time is told to move. */
export interface Machine extends Stores, Compute {
  readonly model: CloudModel
  readonly clock: LocalClock
  readonly addresses: Addresses
  readonly ports: ReservedPorts
}

export interface Cloud extends Machine, MachineTime {
  readonly identity: LocalIdentity | undefined
  /** Everything warned of since the start, the last thousand. */
  readonly warnings: readonly string[]
  stop(): Promise<void>
}

const WARNINGS_MAX = 1_000

/** Throws one plain sentence when a port is taken, another machine has the folder, Java is missing, or the template says something that is not understood. */
export async function startCloud(options: CloudOptions): Promise<Cloud> {
  const { stateDir, progress = () => {} } = options
  // Lambda runs in UTC; so does everything here, whatever the machine's own zone.
  process.env.TZ = 'UTC'
  keepToThisMachine()
  mkdirSync(stateDir, { recursive: true })
  const endings: (() => unknown)[] = []
  const ends = (end: () => unknown) => void endings.push(end)
  const stop = async () => {
    for (const end of endings.splice(0).reverse()) await end()
  }
  const { warn, warnings } = keepWarnings(options.warn)
  try {
    ends(takeFolder(stateDir))
    const ports = await reservePorts(options.ports ?? {}, ends)
    const addresses = addressesOf(ports)
    const model = readTemplate(options, addresses)
    progress(`template: ${model.functions.length} functions, ${model.rules.length} rules, ${model.queues.length} queues`)
    const clock = createClock(options.clock ?? { kind: 'real' })
    ends(clock.install())
    const { portal, concurrency, longRun, passing, bounces } = options
    const stores = await openStores({
      stateDir,
      model,
      clock,
      inboxPort: ports.inbox.release,
      longRun,
      passing,
      bounces,
      progress,
      warn,
      ends,
    })
    const served = portal?.(addresses)
    const compute = await startCompute({ stateDir, model, clock, stores, ports, addresses, portal: served, concurrency, warn, ends })
    const time = createMachineTime({ clock, activity: stores.activity, queues: stores.queues, ...compute })
    const machine: Machine = { ...stores, ...compute, model, clock, addresses, ports }
    const identity = await startIdentity(options, machine, warn)
    ends(() => identity?.close())
    progress(`ready: the portal and its API answer at ${addresses.api}`)
    return { ...machine, ...time, identity, warnings, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

async function startIdentity(
  options: CloudOptions,
  machine: Machine,
  warn: (sentence: string) => void,
): Promise<LocalIdentity | undefined> {
  const own = options.identity?.(machine)
  if (own === undefined) return undefined
  const { clock, ports, mail } = machine
  return openIdentity({ ...own, port: ports.identity, file: join(options.stateDir, 'identity.db'), clock, send: mail.post, warn })
}

function readTemplate({ assembly, parameters, attributes }: CloudOptions, addresses: Addresses): CloudModel {
  return loadTemplate(assembly, {
    endpoint: addresses.endpoint,
    apiEndpoint: addresses.api,
    parameters: parameters?.(addresses) ?? {},
    attributes: attributes?.(addresses) ?? {},
  })
}

function keepWarnings(report: ((sentence: string) => void) | undefined) {
  const warnings: string[] = []
  const warn = (sentence: string) => {
    warnings.push(sentence)
    if (warnings.length > WARNINGS_MAX) warnings.shift()
    report?.(sentence)
  }
  return { warn, warnings }
}
