import { describe, expect, it, onTestFinished } from 'vitest'
import { createActivity } from '../activity.ts'
import type { Functions } from '../functions.ts'
import { openQueues } from '../queues.ts'
import type { QueueModel, QueueSourceModel } from '../template/model.ts'
import { startQueueSource } from './queue-source.ts'

const queueArn = 'arn:aws:sqs:ap-southeast-1:000000000000:work'
const queue: QueueModel = {
  stack: 'S',
  logicalId: 'work',
  name: 'work',
  arn: queueArn,
  url: 'http://localhost/work',
  fifo: false,
  visibilitySeconds: 30,
  retentionSeconds: 86_400,
  delaySeconds: 0,
  receiveWaitSeconds: 0,
  redrive: undefined,
  policy: [],
}
const source: QueueSourceModel = {
  stack: 'S',
  logicalId: 'source',
  enabled: true,
  functionArn: 'arn:function',
  queueArn,
  batchSize: 3,
  windowSeconds: 300,
  reportsItemFailures: true,
  maximumConcurrency: undefined,
  filters: [],
}

/** A function that only says how large its batches are, on a machine where the test says what is under way. */
function machine(changes: Partial<QueueSourceModel> = {}, failures = 0) {
  const activity = createActivity()
  const opened = openQueues({ queues: [queue], clock: { now: () => Date.UTC(2021, 0, 14), held: true } })
  let failed = 0
  const receive: typeof opened.receive = async (...asked) => {
    if (failed++ < failures) throw new Error('database or disk is full')
    return opened.receive(...asked)
  }
  const queues = { ...opened, receive }
  queues.onChange(() => activity.changed())
  const batches: number[] = []
  const functions = {
    concurrencyOf: () => 2,
    invoke: async (_: string, event: { Records: unknown[] }) => {
      batches.push(event.Records.length)
      return { kind: 'returned', payload: { batchItemFailures: [] } }
    },
  } as unknown as Functions
  const running = startQueueSource({ ...source, ...changes }, { region: 'ap-southeast-1', queues, functions, activity, warn: () => {} })
  onTestFinished(async () => {
    await running.stop()
    queues.close()
  })
  const drained = async () => {
    while (queues.stats(queueArn).ready + queues.stats(queueArn).inFlight > 0) await activity.nextChange()
  }
  return { activity, queues, batches, drained }
}

describe('a batching window', () => {
  it('holds a batch open while something is under way, and closes it as soon as nothing is', async () => {
    const { activity, queues, batches, drained } = machine()
    const end = activity.begin()
    await queues.send(queueArn, '1')
    await queues.send(queueArn, '2')
    expect(batches).toEqual([])
    end()
    await drained()
    expect(batches).toEqual([2])
  })

  it('sends a full batch at once', async () => {
    const { activity, queues, batches, drained } = machine()
    const end = activity.begin()
    await queues.sendAll(queueArn, ['1', '2', '3'])
    await drained()
    expect(batches).toEqual([3])
    end()
  })

  it('sends what there is when it has passed', async () => {
    const { activity, queues, batches, drained } = machine({ windowSeconds: 0.02 })
    const end = activity.begin()
    await queues.send(queueArn, '1')
    await drained()
    expect(batches).toEqual([1])
    end()
  })
})

it('goes on when the queue could not give out its messages for a while', async () => {
  const { queues, batches, drained } = machine({ windowSeconds: 0 }, 2)
  await queues.send(queueArn, '1')
  await drained()
  expect(batches).toEqual([1])
})
