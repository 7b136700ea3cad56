/** What the tests of the front door's services share: a door on a free port, and principals with just the rights a test names. */
import type { MachineClock } from '../contract.ts'
import { createCredentials, type Principal } from '../credentials.ts'
import { type FrontDoor, openFrontDoor } from '../front-door.ts'
import type { PolicyStatement } from '../template/model.ts'
import type { Service } from './service.ts'

export const region = 'ap-southeast-1'
export const account = '000000000000'

export interface MovableClock extends MachineClock {
  set(instant: number): void
}

export function testClock(start = Date.parse('2026-03-02T01:00:00Z')): MovableClock {
  let instant = start
  return {
    held: true,
    now: () => instant,
    set: (to) => {
      instant = to
    },
  }
}

export function allow(
  actions: readonly string[],
  resources: readonly string[],
  conditions: PolicyStatement['conditions'] = {},
): PolicyStatement {
  return { effect: 'Allow', principal: undefined, actions, notActions: [], resources, notResources: [], conditions }
}

export function deny(
  actions: readonly string[],
  resources: readonly string[],
  conditions: PolicyStatement['conditions'] = {},
): PolicyStatement {
  return { ...allow(actions, resources, conditions), effect: 'Deny' }
}

export interface TestCloud {
  readonly door: FrontDoor
  readonly administrator: Principal
  role(name: string, ...statements: PolicyStatement[]): Principal
  /** Settings of an SDK client for this door, with the test's clock. */
  client(principal: Principal): ClientSettings
}

export interface ClientSettings {
  readonly endpoint: string
  readonly region: string
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string; readonly sessionToken: string }
  readonly systemClockOffset: number
  readonly maxAttempts: number
}

export async function openTestCloud(services: readonly Service[], clock: MachineClock): Promise<TestCloud> {
  const credentials = createCredentials('test')
  const door = await openFrontDoor({ services, credentials, clock })
  return {
    door,
    administrator: credentials.administrator,
    role: (name, ...statements) => credentials.issue(`arn:aws:iam::${account}:role/${name}`, statements),
    client: (principal) => ({
      endpoint: door.endpoint,
      region,
      credentials: principal,
      systemClockOffset: clock.now() - Date.now(),
      maxAttempts: 1,
    }),
  }
}
