/** Ports of the loopback: kept for who will listen on them, with a sentence for people when one is taken. */
import { randomInt } from 'node:crypto'
import { createServer, type Server } from 'node:net'

/**
 * Below what Linux, macOS and Windows hand out by themselves: a port that is released for a server that takes a second to start is in
 * nobody's way meanwhile, neither of a client's connection nor of who asks for any free port.
 */
const OWN_PORTS = [20_000, 32_000] as const
const OWN_PORT_TRIES = 100

/** Says which port is taken, by what it was wanted for, and how to choose another. */
export class PortTaken extends Error {
  readonly port: number

  constructor(port: number, purpose: string) {
    super(`Port ${port}, wanted for ${purpose}, is already in use: stop the other program or choose another port (see --help).`)
    this.port = port
  }
}

/** A port that nobody else gets until it is released. */
export interface ReservedPort {
  readonly port: number
  /** Frees it for who listens on it now, and answers which it is. To release it again changes nothing. */
  release(): number
}

/** Reserves the port; any free one for 0. Throws `PortTaken`. */
export async function reservePort(wanted: number, purpose: string): Promise<ReservedPort> {
  const server = createServer()
  const port = wanted > 0 ? await listen(server, wanted, purpose) : await listenAnywhere(server, purpose)
  server.unref()
  return {
    port,
    release: () => {
      if (server.listening) server.close()
      return port
    },
  }
}

/** Resolves with the port; 0 asks for any free one. */
export function listen(server: Server, port: number, purpose: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const onError = (error: NodeJS.ErrnoException) => reject(error.code === 'EADDRINUSE' ? new PortTaken(port, purpose) : error)
    server.once('error', onError)
    server.listen(port, '127.0.0.1', () => {
      server.off('error', onError)
      const address = server.address()
      if (address === null || typeof address === 'string') reject(new Error(`${purpose} does not listen on a port`))
      else resolve(address.port)
    })
  })
}

async function listenAnywhere(server: Server, purpose: string): Promise<number> {
  for (let tries = 1; ; tries++) {
    try {
      return await listen(server, randomInt(...OWN_PORTS), purpose)
    } catch (error) {
      if (!(error instanceof PortTaken) || tries === OWN_PORT_TRIES) throw error
    }
  }
}
