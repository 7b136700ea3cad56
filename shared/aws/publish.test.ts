import type { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge'
import { expect, it } from 'vitest'
import { EVENT_DETAIL_BYTES_MAX } from '../../events/event.ts'
import { type Publishable, publishTo } from './publish.ts'

/** Takes what PutEvents takes, but for the sequence numbers it is told to refuse. */
function bus(refused: readonly string[] = []) {
  const calls: string[][] = []
  const sent: string[] = []
  const client = {
    async send({ input }: PutEventsCommand) {
      const details = (input.Entries ?? []).map(({ Detail = '' }) => Detail)
      if (details.reduce((sum, detail) => sum + Buffer.byteLength(detail), 0) >= 256_000) throw new Error('ValidationException')
      sent.push(...details)
      calls.push(details.map((detail) => String(JSON.parse(detail).number)))
      return { Entries: details.map((detail) => (refused.includes(JSON.parse(detail).number) ? { ErrorCode: 'InternalFailure' } : {})) }
    },
  }
  return { publish: publishTo(client as unknown as EventBridgeClient, 'thidua'), calls, sent }
}

/** Bytes, not characters, of a detail in Vietnamese. */
function event(number: number, bytes = 200): Publishable {
  const start = `{"number":"${number}","text":"`
  return { sequenceNumber: String(number), name: 'note.written', detail: `${start}${'đ'.repeat((bytes - start.length - 2) / 2)}"}` }
}

const numbers = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => String(from + index))

it('puts ten events into a call, in order', async () => {
  const { publish, calls } = bus()
  expect(await publish(Array.from({ length: 23 }, (_, index) => event(index + 1)))).toBeUndefined()
  expect(calls).toEqual([numbers(1, 10), numbers(11, 20), numbers(21, 23)])
})

it('puts fewer into a call where they are large: the largest events there may be go three at a time', async () => {
  const { publish, calls } = bus()
  const records = [event(1), ...[2, 3, 4, 5, 6, 7].map((number) => event(number, EVENT_DETAIL_BYTES_MAX)), event(8)]
  expect(await publish(records)).toBeUndefined()
  expect(calls).toEqual([numbers(1, 4), numbers(5, 8)])
})

it('says which was the first that was not taken, and sends nothing after it', async () => {
  const { publish, calls } = bus(['12'])
  expect(await publish(Array.from({ length: 23 }, (_, index) => event(index + 1)))).toBe('12')
  expect(calls).toHaveLength(2)
})

it.each([
  ['a name', 'Trường THPT Cây Đa 🏅 “một”\n\\ hai', 'Trường THPT Cây Đa 🏅 “một”\n\\ hai'],
  ['what is no character', 'a\uFFFFb\uFFFEc', 'a\uFFFDb\uFFFDc'],
  ['half a character', 'a\uD83Cb', 'a\uFFFDb'],
  ['the other half, after a backslash', '\\\uDFC5', '\\\uFFFD'],
  ['what only looks like half a character', '\\ud83c \\\\uD800', '\\ud83c \\\\uD800'],
])('sends %s so that every queue takes it', async (_what, text, expected) => {
  const { publish, sent } = bus()
  await publish([{ sequenceNumber: '1', name: 'note.written', detail: JSON.stringify({ text }) }])
  expect(sent.map((detail) => JSON.parse(detail))).toEqual([{ text: expected }])
})
