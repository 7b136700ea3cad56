import type { SQSEvent, SQSRecord } from 'aws-lambda'
import { describe, expect, it } from 'vitest'
import { memoryEventStore } from '../../shared/memory/event-store.ts'
import { rawReaction } from './reaction.ts'

const effects = () => ({ store: memoryEventStore(), clock: { now: () => '2021-01-18T02:00:00.000Z' } })

/** A reaction that can do nothing, on the last try for one message; gives how many failures were written down. */
async function failing(name: string, data: object): Promise<number> {
  const world = effects()
  const { consume } = rawReaction<typeof world>(() => Promise.reject(new Error('away')), effects)
  const body = JSON.stringify({ id: 'm1', source: 'thidua', 'detail-type': name, detail: { metadata: { id: 'e1' }, data } })
  const record = { messageId: 'm1', body, attributes: { ApproximateReceiveCount: '5' } } as SQSRecord
  process.env.REACTION_RECEIVES_MAX = '5'
  const answer = await consume({ Records: [record] } satisfies SQSEvent, world)
  delete process.env.REACTION_RECEIVES_MAX
  expect(answer.batchItemFailures).toEqual([{ itemIdentifier: 'm1' }])
  return (await world.store.list('failure')).items.length
}

describe('what fails for good is told', () => {
  it('of a mail that could not be sent', async () => {
    expect(await failing('notice.queued', { kind: 'plan-issued' })).toBe(1)
  })

  it.each([
    ['notice.queued', { kind: 'reaction-failed' }],
    ['reaction.failed', {}],
  ])('but not of what tells of a failure itself, which would never end: %s', async (name, data) => {
    expect(await failing(name, data)).toBe(0)
  })
})
