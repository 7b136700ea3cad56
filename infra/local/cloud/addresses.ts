/** Where things answer. Every address is known before anything starts, because the template's parameters and variables hold them. */
import { type ReservedPort, reservePort } from '../ports.ts'

export interface Addresses {
  /** `AWS_ENDPOINT_URL`; browsers upload here too. */
  readonly endpoint: string
  /** The portal and its API. */
  readonly api: string
  /** The page that shows every mail. */
  readonly inbox: string
  /** The issuer of sign-in tokens. */
  readonly identity: string
}

export type WantedPorts = Readonly<Partial<Record<keyof Addresses, number>>>
export type ReservedPorts = Readonly<Record<keyof Addresses, ReservedPort>>

/** The wanted port of each, or any free one for 0 and undefined. Throws `PortTaken` before anything slow is started; `ends` is told how to free them. */
export async function reservePorts(wanted: WantedPorts, ends: (end: () => unknown) => void): Promise<ReservedPorts> {
  const reserve = async (name: keyof Addresses, purpose: string) => {
    const reserved = await reservePort(wanted[name] ?? 0, purpose)
    ends(reserved.release)
    return reserved
  }
  return {
    endpoint: await reserve('endpoint', 'the AWS endpoint'),
    api: await reserve('api', 'the portal and its API'),
    inbox: await reserve('inbox', 'the mail inbox'),
    identity: await reserve('identity', 'sign-in'),
  }
}

export function addressesOf(ports: ReservedPorts): Addresses {
  const at = ({ port }: ReservedPort) => `http://127.0.0.1:${port}`
  return { endpoint: at(ports.endpoint), api: at(ports.api), inbox: at(ports.inbox), identity: at(ports.identity) }
}
