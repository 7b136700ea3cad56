/** What ends `npm start`. */
import { afterEach, expect, test } from 'vitest'
import { untilStopped } from './until-stopped.ts'

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const
const before = new Map(signals.map((signal) => [signal, process.listeners(signal)]))
afterEach(() => {
  for (const signal of signals)
    for (const listener of process.listeners(signal)) if (!before.get(signal)?.includes(listener)) process.off(signal, listener)
})

test('a machine whose database was killed does not stay up without it', async () => {
  expect(await untilStopped(Promise.resolve(), 0)).toBe('database')
})

test('Ctrl+C, which ends the shell of the database too, is a signal', async () => {
  const stopped = untilStopped(Promise.resolve())
  for (const hear of process.listeners('SIGINT')) if (!before.get('SIGINT')?.includes(hear)) hear('SIGINT')
  expect(await stopped).toBe('signal')
})
