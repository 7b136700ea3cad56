import { beforeEach, describe, expect, it } from 'vitest'
import { SYSTEM } from '../../events/event.ts'
import { saveChanges } from '../directory/save.ts'
import { type MovedClock, movedClock } from '../memory/clock.ts'
import { type MemoryEventStore, memoryEventStore } from '../memory/event-store.ts'
import type { NoticeState } from './notice.ts'
import { tellFailure } from './tell-failure.ts'

const OFFICERS = ['per_mot', 'per_hai'] as const
const NOW = '2021-01-18T02:10:00.000Z'

let world: { readonly store: MemoryEventStore; readonly clock: MovedClock }

beforeEach(async () => {
  world = { store: memoryEventStore(), clock: movedClock(NOW) }
  const unit = { id: 'unt_so', name: 'Sở Mẫu', type: 'so', shortNames: [], validFrom: '2008-08-01', contacts: [] } as const
  const people = OFFICERS.map((id, index) => {
    const roles = [{ role: 'officer', unit: unit.id, from: '2020-01-01' }] as const
    return { id, name: `Trần Thị Mẫu ${index}`, email: `mau-${index}@thidua.test`, roles }
  })
  await saveChanges(
    world.store,
    [
      { event: 'unit.registered', payload: { unit } },
      ...people.map((person) => ({ event: 'person.registered' as const, payload: { person } })),
    ],
    { at: NOW, actor: SYSTEM, correlationId: 'seed', causationId: 'seed' },
  )
})

/** The `number`-th event on which the reaction gave up. */
async function fails(reaction: string, number: number, { causedBy = 'system', failedAt = world.clock.now() } = {}): Promise<void> {
  const stream = `failure#${reaction}-${number}` as const
  const metadata = { id: `${stream}#1`, version: 1, stream, sequence: 1, at: failedAt, actor: SYSTEM, correlationId: 'c', causationId: 'c' }
  const data = { reaction, eventId: `notice#ntc_${number}#1`, eventName: 'notice.queued', reason: 'Error: away', causedBy, failedAt }
  await tellFailure({ metadata, data }, world)
}

const told = (): readonly NoticeState[] =>
  world.store.published.filter(({ name }) => name === 'notice.queued').map(({ detail }) => JSON.parse(detail).data)

describe('a reaction that gives up', () => {
  it('is told to every officer, with the event to look for', async () => {
    await fails('notice-queued/send-mail', 1)
    expect(
      told()
        .map(({ recipient }) => recipient)
        .toSorted(),
    ).toEqual([...OFFICERS].toSorted())
    expect(told()[0]?.facts).toMatchObject({ reaction: 'notice-queued/send-mail', eventId: 'notice#ntc_1#1' })
  })

  it('on thousands of events within the hour is told once, not thousands of times', async () => {
    for (let number = 1; number <= 50; number += 1) await fails('notice-queued/send-mail', number)
    expect(told()).toHaveLength(OFFICERS.length)
  })

  it('is told again in the next hour, and of another reaction at once', async () => {
    await fails('notice-queued/send-mail', 1)
    await fails('assignment-changed/tell-unit', 2)
    expect(told()).toHaveLength(2 * OFFICERS.length)
    await fails('notice-queued/send-mail', 3, { failedAt: '2021-01-18T03:00:00.000Z' })
    expect(told()).toHaveLength(3 * OFFICERS.length)
  })

  it('is told to whoever caused the event alone, if they are in the directory', async () => {
    await fails('notice-queued/send-mail', 1, { causedBy: OFFICERS[0] })
    expect(told().map(({ recipient }) => recipient)).toEqual([OFFICERS[0]])
  })
})
