import { once } from 'node:events'
import { connect, createServer } from 'node:net'
import { describe, expect, test, vi } from 'vitest'
import { listen, PortTaken, reservePort } from './ports.ts'

const close = (server: ReturnType<typeof createServer>) => new Promise((resolve) => server.close(resolve))

/** A process that another thread is just starting keeps a copy of a closed port open for a moment. */
function openSoon(port: number) {
  return vi.waitFor(async () => {
    const server = createServer()
    await listen(server, port, 'the next')
    return server
  })
}

describe('a reserved port', () => {
  test('is nobody else’s until it is released, and then who opens it has it', async () => {
    const reserved = await reservePort(0, 'the one')
    await expect(listen(createServer(), reserved.port, 'the other')).rejects.toThrow(PortTaken)
    expect(reserved.release()).toBe(reserved.port)
    await close(await openSoon(reserved.port))
  })

  test('is handed over open: nobody gets it in between, and its new server answers', async () => {
    const reserved = await reservePort(0, 'the one')
    const [other, owner] = [createServer(), createServer((socket) => socket.end('here'))]
    const listening = listen(owner, reserved, 'the one')
    await expect(listen(other, reserved.port, 'the other')).rejects.toThrow(PortTaken)
    expect(await listening).toBe(reserved.port)
    reserved.release()
    const [answer] = await once(connect(reserved.port, '127.0.0.1'), 'data')
    expect(String(answer)).toBe('here')
    await close(owner)
    await close(await openSoon(reserved.port))
  })

  test('is none that the system hands to clients and to who asks for any port', async () => {
    const reserved = await Promise.all(Array.from({ length: 20 }, () => reservePort(0, 'one of many')))
    for (const { port, release } of reserved) {
      expect(port).toBeGreaterThan(1_023)
      expect(port).toBeLessThan(32_768)
      release()
    }
    expect(new Set(reserved.map(({ port }) => port)).size).toBe(20)
  })

  test('that is wanted and taken is refused with what it was wanted for', async () => {
    const holder = await reservePort(0, 'the holder')
    await expect(reservePort(holder.port, 'the mail inbox')).rejects.toThrow(`Port ${holder.port}, wanted for the mail inbox,`)
    holder.release()
  })
})
