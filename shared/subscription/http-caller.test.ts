/** The caller against listeners as they may be: slow, failing, pointing elsewhere, endless, or not where their name says. */
import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterEach, describe, expect, it } from 'vitest'
import { faultOf, mayReach } from './address.ts'
import { httpCaller } from './http-caller.ts'

const servers: Server[] = []

afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections()
    server.close()
  }
})

async function listener(answer: RequestListener): Promise<string> {
  const server = createServer(answer)
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/nhan`
}

const here = httpCaller({ mayLoop: true, callMilliseconds: 300 })
const post = (url: string) => here.post(url, { 'webhook-id': 'msg_1' }, '{"chữ":"Việt"}')

describe('a call', () => {
  it('brings body and headers, and is answered by any 2xx', async () => {
    const heard: unknown[] = []
    const url = await listener(async (request, response) => {
      heard.push([request.method, request.headers['webhook-id'], await text(request)])
      response.writeHead(204).end()
    })
    expect(await post(url)).toBeUndefined()
    expect(heard).toEqual([['POST', 'msg_1', '{"chữ":"Việt"}']])
  })

  it.each([199 + 1 + 300, 404, 429])('answered with %i is not answered', async (status) => {
    expect(await post(await listener((_request, response) => response.writeHead(status).end()))).toBe(String(status))
  })

  it('follows no redirect', async () => {
    let followed = 0
    const target = await listener((_request, response) => {
      followed += 1
      response.end()
    })
    const url = await listener((_request, response) => response.writeHead(307, { location: target }).end())
    expect([await post(url), followed]).toEqual(['307', 0])
  })

  it('waits no longer than it may', async () => {
    expect(await post(await listener(() => {}))).toBe('timeout')
  })

  it('reads nothing of an answer that does not end', async () => {
    let sent = 0
    let isCut = false
    const closed = Promise.withResolvers<void>()
    const chunk = Buffer.alloc(64 * 1_024)
    const url = await listener((_request, response) => {
      response.writeHead(200)
      const more = () => {
        while (!isCut && response.write(chunk)) sent += chunk.length
      }
      response.on('drain', more).on('close', () => {
        isCut = true
        closed.resolve()
      })
      more()
    })
    // Much longer than the test may take: nothing but the caller ends it.
    const patient = httpCaller({ mayLoop: true, callMilliseconds: 600_000 })
    expect(await patient.post(url, {}, '')).toBeUndefined()
    await closed.promise
    // What fits in the buffers of two sockets.
    expect(sent).toBeLessThan(16 * 1_024 * 1_024)
  })

  it('to where nobody listens says so', async () => {
    const url = await listener(() => {})
    const [server] = servers.splice(0)
    await new Promise((resolve) => server?.close(resolve))
    expect(await post(url)).toBe('connection')
  })
})

describe('what an address leads to', () => {
  const leadingTo = (...addresses: string[]) =>
    httpCaller({
      mayLoop: false,
      callMilliseconds: 300,
      lookUpAll: (_name, done) =>
        done(
          null,
          addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
        ),
    })

  it.each([['127.0.0.1'], ['169.254.169.254'], ['10.1.2.3'], ['::1'], ['::ffff:10.0.0.1'], ['fd00::1'], ['8.8.8.8', '10.0.0.1']])(
    '%s is not called, whatever its name',
    async (...addresses) => {
      expect(await leadingTo(...addresses).post('https://nhan.example.vn/', {}, '')).toBe('address')
    },
  )

  it('is asked anew for each call: a name that has come to mean another host is not called', async () => {
    let heard = 0
    const url = await listener((_request, response) => {
      heard += 1
      response.end()
    })
    const meant = [['127.0.0.1'], ['10.0.0.1']]
    const rebinding = httpCaller({
      mayLoop: true,
      lookUpAll: (_name, done) =>
        done(
          null,
          (meant.shift() ?? []).map((address) => ({ address, family: 4 })),
        ),
    })
    const named = url.replace('127.0.0.1', 'localhost').replace('http:', 'https:')
    // The listener speaks no TLS, so the first call fails after it was let through; the second is not let through.
    expect([await rebinding.post(named, {}, ''), await rebinding.post(named, {}, ''), heard]).toEqual(['connection', 'address', 0])
  })

  it.each([
    ['https://127.0.0.1/'],
    ['https://0x7f.1/'],
    ['https://2130706433/'],
    ['https://[::1]/'],
    ['https://[::ffff:169.254.169.254]/'],
    ['http://nhan.example.vn/'],
  ])('%s is not called at all', async (url) => {
    expect(await leadingTo('8.8.8.8').post(url, {}, '')).toBe('address')
  })
})

describe('an address', () => {
  const outside = { mayLoop: false }

  it.each([
    ['https://nhan.example.vn/thi-dua?ma=1', undefined],
    ['https://8.8.8.8:8443/', undefined],
    ['http://nhan.example.vn/', 'not-https'],
    ['ftp://nhan.example.vn/', 'not-https'],
    ['nhan.example.vn', 'not-https'],
    ['https://ai:mat-khau@nhan.example.vn/', 'credentials'],
    ['https://nhan.example.vn/#muc', 'credentials'],
    ['https://192.168.1.1/', 'not-public'],
    ['https://[fe80::1]/', 'not-public'],
  ])('%s: %s', (url, fault) => expect(faultOf(url, outside)?.code).toBe(fault))

  it.each([
    ['http://127.0.0.1:9000/', true, undefined],
    ['http://127.0.0.1:9000/', false, 'not-https'],
    ['http://10.0.0.1/', true, 'not-https'],
    ['https://10.0.0.1/', true, 'not-public'],
  ])('%s, on the local machine: %s: %s', (url, mayLoop, fault) => expect(faultOf(url, { mayLoop })?.code).toBe(fault))

  it.each(['8.8.8.8', '1.1.1.1', '172.15.0.1', '172.32.0.1', '2606:4700::1111', '203.113.131.1'])('%s is public', (address) =>
    expect(mayReach(address, outside)).toBe(true),
  )

  it.each([
    '0.0.0.0',
    '172.16.0.1',
    '172.31.255.255',
    '100.64.0.1',
    '198.18.0.1',
    '224.0.0.1',
    '255.255.255.255',
    '::',
    '2002:7f00:1::',
    '64:ff9b::a00:1',
    'khong-phai',
  ])('%s is not', (address) => expect(mayReach(address, outside)).toBe(false))
})
