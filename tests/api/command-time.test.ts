/** The operator's commands act in the time of the machine they act on. */
import { rmSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { writeRunning } from '../../cli/machine.ts'
import { cliWorldInItsTime } from '../../cli/world.ts'
import { temporaryFolder } from '../temporary-folder.ts'

const MOVED_TO = '2031-03-24T01:00:00.000Z'
let folder: string
let server: Server

beforeEach(async () => {
  folder = temporaryFolder('time')
  vi.stubEnv('THIDUA_STATE', folder)
  vi.stubEnv('TABLE_NAME', undefined)
  // As the machine's control door answers.
  server = createServer((request, response) => {
    const isKnown = request.url === '/clock' && request.headers.authorization === 'Bearer a-token'
    response.writeHead(isKnown ? 200 : 401, { 'content-type': 'application/json' }).end(JSON.stringify(isKnown ? { now: MOVED_TO } : {}))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
})

afterEach(() => {
  vi.unstubAllEnvs()
  server.close()
  rmSync(folder, { recursive: true })
})

function aMachineRuns(controlToken: string): void {
  const at = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const credentials = { accessKeyId: 'a', secretAccessKey: 'b' }
  const names = { tableName: 'table', busName: 'bus', filesBucket: 'files' }
  const addresses = { endpoint: at, portal: at, inbox: at, issuer: at, control: at }
  writeRunning({ pid: process.pid, region: 'local', credentials, ...names, ...addresses, controlToken }, folder)
}

test('a command on a machine whose clock was moved happens then', async () => {
  aMachineRuns('a-token')
  const { clock } = await cliWorldInItsTime()
  expect(Date.parse(clock.now()) - Date.parse(MOVED_TO)).toBeGreaterThanOrEqual(0)
  expect(clock.now()).toMatch(/^2031-03-24T01:0/)
})

test('a machine that does not say its time is no place to write to', async () => {
  aMachineRuns('another-token')
  await expect(cliWorldInItsTime()).rejects.toThrow('what time it is')
})
