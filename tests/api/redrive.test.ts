/** Dead letters that no queue takes back: what the relay gave up, and signals of schedules. */
import { describe, expect, test } from 'vitest'
import type { CheckedLog } from '../../cli/logs-that-hold.ts'
import { type Letter, publishGivenUp, publishSignals } from '../../cli/redrive-lost.ts'
import { deadlineReached } from '../../events/deadline.ts'
import { happen } from '../../events/event.ts'
import type { Publishable } from '../../shared/aws/publish.ts'
import type { RecordedEvent } from '../../shared/ports.ts'
import { signal } from '../../shared/time/signal.ts'

/** As Lambda writes it: https://docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-errors.html */
const relayLetter = (first: string, last = first) =>
  JSON.stringify({
    requestContext: { condition: 'RetryAttemptsExhausted', approximateInvokeCount: 101 },
    version: '1.0',
    timestamp: '2021-03-01T09:00:00.000Z',
    DDBStreamBatchInfo: {
      shardId: 'shardId-1',
      approximateArrivalOfFirstRecord: first,
      approximateArrivalOfLastRecord: last,
      batchSize: 1,
    },
  })

const scheduleLetter = (name: string) => {
  const about = { planId: 'pln_mau', key: '8', at: '2021-03-25T17:00:00.000Z' }
  return JSON.stringify(signal({ name, at: '2021-03-26T00:00', event: happen(deadlineReached, about), causationId: 'plan#pln_mau#3' }))
}

function event(stream: `${string}#${string}`, sequence: number, at: string): RecordedEvent {
  return {
    stream,
    sequence,
    name: 'plan.issued',
    detail: JSON.stringify({ metadata: { id: `${stream}#${sequence}`, at }, data: {} }),
    hash: '',
  }
}

function boxOf(...bodies: readonly string[]) {
  const left = new Set(bodies)
  const seen = new Set<string>()
  const release = async (body: string) => void (left.has(body) && seen.add(body))
  const letters: Letter[] = bodies.map((body) => ({ body, remove: async () => void left.delete(body), release: () => release(body) }))
  return { letters, left, seen }
}

function busThat(refuses?: string) {
  const taken: Publishable[] = []
  const publish = async (events: readonly Publishable[]) => {
    for (const one of events) {
      if (one.sequenceNumber === refuses) return refuses
      taken.push(one)
    }
    return undefined
  }
  return { taken, publish, ids: () => taken.map(({ sequenceNumber }) => sequenceNumber) }
}

const logs = async function* (): AsyncGenerator<CheckedLog> {
  yield {
    stream: 'plan#pln_a',
    events: [
      event('plan#pln_a', 1, '2021-02-01T00:00:00.000Z'),
      event('plan#pln_a', 2, '2021-03-01T08:00:02.000Z'),
      event('plan#pln_a', 3, '2021-03-01T08:00:01.500Z'),
    ],
  }
  yield { stream: 'notice#ntc_b', events: [event('notice#ntc_b', 1, '2021-03-01T07:58:00.000Z')] }
  yield { stream: 'plan#pln_c', events: [event('plan#pln_c', 1, '2021-03-02T00:00:00.000Z')] }
}

describe('what the relay gave up', () => {
  test('is read from the log again and put on the bus, each log in its own order, and the letter is answered', async () => {
    const [box, bus] = [boxOf(relayLetter('2021-03-01T08:00:03.000Z')), busThat()]
    expect(await publishGivenUp(box.letters, logs, bus.publish)).toEqual({ letters: 1, events: 3, unread: 0, broken: [] })
    expect(bus.ids()).toEqual(['notice#ntc_b#1', 'plan#pln_a#2', 'plan#pln_a#3'])
    expect(bus.taken[1]).toMatchObject({ name: 'plan.issued', detail: event('plan#pln_a', 2, '2021-03-01T08:00:02.000Z').detail })
    expect([...box.left]).toEqual([])
  })

  test('is found whichever of many letters names its moment', async () => {
    const minutes = Array.from({ length: 59 }, (_, minute) => relayLetter(`2021-02-01T07:${String(minute + 1).padStart(2, '0')}:00.000Z`))
    const [box, bus] = [boxOf(relayLetter('2021-03-02T00:00:30.000Z'), relayLetter('2021-02-01T00:01:00.000Z'), ...minutes), busThat()]
    expect(await publishGivenUp(box.letters, logs, bus.publish)).toMatchObject({ letters: 61, events: 2 })
    expect(bus.ids()).toEqual(['plan#pln_a#1', 'plan#pln_c#1'])
  })

  test('stays in its queue while a log that may have lost events does not hold, and the others are told', async () => {
    const [box, bus] = [boxOf(relayLetter('2021-03-01T08:00:03.000Z')), busThat()]
    const oneBroken = async function* () {
      yield { stream: 'plan#pln_d' as const, events: undefined }
      yield* logs()
    }
    expect(await publishGivenUp(box.letters, oneBroken, bus.publish)).toEqual({ letters: 0, events: 3, unread: 0, broken: ['plan#pln_d'] })
    expect([box.left.size, box.seen.size]).toEqual([1, 1])
  })

  test('stays in its queue when the bus refuses part of it, and when nobody can read it', async () => {
    const [refused, bus] = [boxOf(relayLetter('2021-03-01T08:00:03.000Z')), busThat('plan#pln_a#3')]
    await expect(publishGivenUp(refused.letters, logs, bus.publish)).rejects.toThrow('plan#pln_a#3')
    expect([refused.left.size, refused.seen.size]).toEqual([1, 1])
    const unread = boxOf('not a letter')
    expect(await publishGivenUp(unread.letters, logs, bus.publish)).toEqual({ letters: 0, events: 0, unread: 1, broken: [] })
    expect([unread.left.size, unread.seen.size]).toEqual([1, 1])
  })
})

describe('a signal that never reached the bus', () => {
  test.each([
    ['pln_mau.8.close', 'deadline.reached'],
    ['pln_mau.8.r2.close', 'deadline.reached'],
  ])('%s is put there as %s, just as it was, and its letter is answered', async (name, detailType) => {
    const [box, bus] = [boxOf(scheduleLetter(name)), busThat()]
    expect(await publishSignals(box.letters, bus.publish)).toEqual({ letters: 1, events: 1, unread: 0, broken: [] })
    expect(bus.taken).toEqual([{ sequenceNumber: `signal#${name}`, name: detailType, detail: scheduleLetter(name) }])
    expect([...box.left]).toEqual([])
  })

  test('that breaks its contract, or is none, stays where it is, and the others go', async () => {
    const wrong = scheduleLetter('pln_mau.8.close').replace('pln_mau"', 'pln mau"')
    const bodies = [scheduleLetter('pln_mau.8.something'), '{}', wrong, scheduleLetter('pln_mau.8.close')]
    const [box, bus] = [boxOf(...bodies), busThat()]
    expect(await publishSignals(box.letters, bus.publish)).toEqual({ letters: 1, events: 1, unread: 3, broken: [] })
    expect([...box.left]).toEqual(bodies.slice(0, 3))
  })
})
