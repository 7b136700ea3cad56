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

/** A port that is open and answers nobody until it is handed over or released. */
export interface ReservedPort {
  readonly port: number
  /**
   * The open port itself, for a server of this thread: closed and opened again, it would be taken for as long as a child process that
   * another thread is just starting holds a copy of it.
   */
  handOver(): Server
  /** Closes it for who opens it elsewhere, and answers which it is. One that was handed over or released stays as it is. */
  release(): number
}

/** A wanted port, 0 for any free one, or one that was reserved. */
export type ListenAt = number | ReservedPort

/** Reserves the port; any free one for 0. Throws `PortTaken`. */
export async function reservePort(wanted: number, purpose: string): Promise<ReservedPort> {
  const holder = createServer((socket) => socket.destroy())
  const port = wanted > 0 ? await listen(holder, wanted, purpose) : await listenAnywhere(holder, purpose)
  holder.unref()
  let held = true
  return {
    port,
    handOver: () => {
      held = false
      return holder
    },
    release: () => {
      if (held) holder.close()
      held = false
      return port
    },
  }
}

/** Resolves with the port. Throws `PortTaken`. */
export function listen(server: Server, at: ListenAt, purpose: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const port = typeof at === 'number' ? at : at.port
    const onError = (error: NodeJS.ErrnoException) => reject(error.code === 'EADDRINUSE' ? new PortTaken(port, purpose) : error)
    const onListening = () => {
      server.off('error', onError)
      const address = server.address()
      if (address === null || typeof address === 'string') reject(new Error(`${purpose} does not listen on a port`))
      else resolve(address.port)
    }
    server.once('error', onError)
    if (typeof at === 'number') server.listen(at, '127.0.0.1', onListening)
    else server.listen(at.handOver(), onListening).ref()
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
