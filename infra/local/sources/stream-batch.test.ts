import { describe, expect, test } from 'vitest'
import type { Functions } from '../functions.ts'
import type { StreamSourceModel } from '../template/model.ts'
import { processBatch } from './stream-batch.ts'
import type { StreamRecord } from './stream-client.ts'

const record = (sequence: string): StreamRecord => ({
  eventID: sequence,
  eventName: 'INSERT',
  eventVersion: '1.1',
  eventSource: 'aws:dynamodb',
  dynamodb: { SizeBytes: 100, SequenceNumber: sequence },
})

const mapping: StreamSourceModel = {
  stack: 's',
  logicalId: 'm',
  enabled: true,
  functionArn: 'f',
  tableName: 't',
  batchSize: 10,
  startingPosition: 'TRIM_HORIZON',
  bisectOnError: true,
  reportsItemFailures: false,
  maximumRetryAttempts: 1,
  onFailureQueueArn: undefined,
  filters: [],
}

/** Runs a batch of records 1 to 4; the function answers by what it is given. */
async function run(source: Partial<StreamSourceModel>, answer: (sequences: readonly string[]) => unknown) {
  const tried: string[] = []
  const checkpoints: string[] = []
  const givenUp: string[] = []
  const rests: number[] = []
  const functions: Pick<Functions, 'invoke'> = {
    invoke: async (_, event) => {
      const sequences: string[] = Object(event)
      tried.push(sequences.join(''))
      try {
        return { kind: 'returned', payload: answer(sequences) }
      } catch (error) {
        return { kind: 'failed', fault: { errorType: 'Error', errorMessage: String(error), trace: [] } }
      }
    },
  }
  await processBatch(['1', '2', '3', '4'].map(record), {
    source: { ...mapping, ...source },
    functions: functions as Functions,
    signal: new AbortController().signal,
    toEvent: (records) => records.map(({ dynamodb }) => dynamodb.SequenceNumber),
    checkpoint: (sequence) => checkpoints.push(sequence),
    giveUp: async (records) => void givenUp.push(records.map(({ eventID }) => eventID).join('')),
    rest: async (ms) => void rests.push(ms),
  })
  return { tried, checkpoints, givenUp, ...(rests.length === 0 ? {} : { rests }) }
}

const failOn = (poison: string) => (sequences: readonly string[]) => {
  if (sequences.includes(poison)) throw new Error('poison')
}

describe('a batch of a stream', () => {
  test('that succeeds is done at its last record', async () => {
    expect(await run({}, () => null)).toEqual({ tried: ['1234'], checkpoints: ['4'], givenUp: [] })
  })

  test('with a poison record is bisected until only that one is given up, in order', async () => {
    expect(await run({}, failOn('3'))).toEqual({ tried: ['1234', '12', '34', '3', '3', '4'], checkpoints: ['2', '3', '4'], givenUp: ['3'] })
  })

  test('is given up whole without bisecting', async () => {
    expect(await run({ bisectOnError: false }, failOn('3'))).toEqual({ tried: ['1234', '1234'], checkpoints: ['4'], givenUp: ['1234'] })
  })

  test('that fails more than a few times rests ever longer between tries, for a minute at most', async () => {
    const { tried, rests, givenUp } = await run({ bisectOnError: false, maximumRetryAttempts: 13 }, failOn('3'))
    expect([tried.length, givenUp]).toEqual([14, ['1234']])
    expect(rests).toEqual([1_600, 3_200, 6_400, 12_800, 25_600, 51_200, 60_000, 60_000, 60_000])
  })

  test('goes on from the first record the function reports as failed', async () => {
    let first = true
    const answer = () => {
      const failures = first ? [{ itemIdentifier: '3' }] : []
      first = false
      return { batchItemFailures: failures }
    }
    expect(await run({ reportsItemFailures: true }, answer)).toEqual({ tried: ['1234', '34'], checkpoints: ['2', '4'], givenUp: [] })
  })

  test('fails whole when the answer names a record it was not given', async () => {
    const { tried, givenUp } = await run({ reportsItemFailures: true, bisectOnError: false }, () => ({
      batchItemFailures: [{ itemIdentifier: '9' }],
    }))
    expect([tried, givenUp]).toEqual([['1234', '1234'], ['1234']])
  })
})
