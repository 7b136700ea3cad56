/** Where things answer. Every address is known before anything starts, because the template's parameters and variables hold them. */
import { createServer } from 'node:http'
import { listen } from '../ports.ts'

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

export type Ports = Readonly<Record<keyof Addresses, number>>

/** The wanted port of each, or any free one for 0 and undefined. Throws `PortTaken` before anything slow is started. */
export async function choosePorts(wanted: Partial<Ports> = {}): Promise<Ports> {
  return {
    endpoint: await probe(wanted.endpoint, 'the AWS endpoint'),
    api: await probe(wanted.api, 'the portal and its API'),
    inbox: await probe(wanted.inbox, 'the mail inbox'),
    identity: await probe(wanted.identity, 'sign-in'),
  }
}

export function addressesOf(ports: Ports): Addresses {
  const at = (port: number) => `http://127.0.0.1:${port}`
  return { endpoint: at(ports.endpoint), api: at(ports.api), inbox: at(ports.inbox), identity: at(ports.identity) }
}

async function probe(wanted: number | undefined, purpose: string): Promise<number> {
  const server = createServer()
  const port = await listen(server, wanted ?? 0, purpose)
  await new Promise((resolve) => server.close(resolve))
  return port
}
