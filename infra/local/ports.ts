/** Listening on the loopback, with a sentence for people when a port is taken. */
import type { Server } from 'node:http'

/** Says which port is taken, by what it was wanted for, and how to choose another. */
export class PortTaken extends Error {
  readonly port: number

  constructor(port: number, purpose: string) {
    super(`Port ${port}, wanted for ${purpose}, is already in use: stop the other program or choose another port (see --help).`)
    this.port = port
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
