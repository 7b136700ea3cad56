import { describe, expect, it } from 'vitest'
import { type EventOf, SYSTEM } from '../../events/event.ts'
import { memoryEventStore } from '../memory/event-store.ts'
import { type CommandContext, type EventStore, Retryable } from '../ports.ts'
import type { Aggregate } from './aggregate.ts'
import { verifyChain } from './chain.ts'
import { COMMAND_ATTEMPTS_MAX, command, commandTogether, fingerprintOf, stateOf } from './command.ts'
import { refuse } from './refusal.ts'

interface Count {
  readonly total: number
}
type Added = EventOf<'count.added', { readonly by: number }>
interface Add {
  readonly by: number
}

/** Refuses to go below nought; adding nothing is nothing. */
const counter: Aggregate<Count, Add, Added> = {
  kind: 'count',
  decide(state, { by }) {
    if ((state?.total ?? 0) + by < 0) return refuse('below-nought', 'by')
    return by === 0 && state !== undefined ? [] : [{ name: 'count.added', version: 1, data: { by } }]
  },
  evolve: (state, event) => ({ total: (state?.total ?? 0) + event.data.by }),
  listing: ({ total }) => ({ list: 'count', row: String(total) }),
}

const context = (change: Partial<CommandContext> = {}): CommandContext => ({
  at: '2021-03-01T02:00:00.000Z',
  actor: SYSTEM,
  correlationId: 'cmd_1',
  causationId: 'cmd_1',
  ...change,
})
const keyed = (key: string, order: Add): CommandContext => context({ key: { key, fingerprint: fingerprintOf(order) } })
const add = (store: EventStore, by: number, given: CommandContext = context()) => command(store, counter, 'c_1', { by }, given)
const totalIn = async (store: EventStore) => stateOf<Count>(await store.load('count#c_1'))?.total

describe('a command', () => {
  it('decides on the stored state and stores event, state and list together', async () => {
    const store = memoryEventStore()
    expect(await add(store, 2)).toEqual({ state: { total: 2 }, version: 1, changed: true })
    expect(await add(store, 3)).toEqual({ state: { total: 5 }, version: 2, changed: true })
    expect(await totalIn(store)).toBe(5)
    expect((await store.list('count')).items).toMatchObject([{ row: '5', version: 2 }])
    expect(verifyChain('count#c_1', await store.events('count#c_1'), await store.load('count#c_1'))).toBeUndefined()
  })

  it('is not read again for who has just loaded it, or found nothing, unless somebody was faster', async () => {
    const store = memoryEventStore()
    const loads: string[] = []
    const loading: EventStore['load'] = (stream) => {
      loads.push(stream)
      return store.load(stream)
    }
    const watched: EventStore = { ...store, load: loading }
    const nothing = { stored: undefined }
    expect(await command(watched, counter, 'c_1', { by: 2 }, context(), nothing)).toMatchObject({ version: 1 })
    expect(await command(watched, counter, 'c_1', { by: 2 }, context(), { stored: await store.load('count#c_1') })).toMatchObject({
      version: 2,
    })
    expect(loads).toEqual([])
    expect(await command(watched, counter, 'c_1', { by: 2 }, context(), nothing)).toMatchObject({ state: { total: 6 }, version: 3 })
    expect(loads).toEqual(['count#c_1'])
  })

  it('answers a refusal as data and writes nothing', async () => {
    const store = memoryEventStore()
    expect(await add(store, -1)).toEqual(refuse('below-nought', 'by'))
    expect(store.published).toEqual([])
  })

  it('writes nothing where nothing has to change', async () => {
    const store = memoryEventStore()
    await add(store, 1)
    expect(await add(store, 0)).toEqual({ state: { total: 1 }, version: 1, changed: false })
    expect(store.published).toHaveLength(1)
  })
})

describe('a command under an idempotency key', () => {
  it('is done once and answers with the state of then or now, not with a change', async () => {
    const store = memoryEventStore()
    await add(store, 2, keyed('k', { by: 2 }))
    expect(await add(store, 2, keyed('k', { by: 2 }))).toEqual({ state: { total: 2 }, version: 1, changed: false })
    expect(await totalIn(store)).toBe(2)
  })

  it('is done once even when what it asked for would be refused by now', async () => {
    const store = memoryEventStore()
    await add(store, 2)
    await add(store, -2, keyed('k', { by: -2 }))
    expect(await add(store, -2, keyed('k', { by: -2 }))).toEqual({ state: { total: 0 }, version: 2, changed: false })
  })

  it('is done once even when it comes again with the version it saw then', async () => {
    const store = memoryEventStore()
    const given = { ...keyed('k', { by: 2 }), expectedVersion: 0 }
    await add(store, 2, given)
    expect(await add(store, 2, given)).toEqual({ state: { total: 2 }, version: 1, changed: false })
  })

  it('is refused when the key stood for another command', async () => {
    const store = memoryEventStore()
    await add(store, 2, keyed('k', { by: 2 }))
    expect(await add(store, 3, keyed('k', { by: 3 }))).toMatchObject({ refused: true, code: 'key-reused', field: 'idempotency-key' })
    expect(await totalIn(store)).toBe(2)
  })

  it('is refused so too where the other command has nothing left to do', async () => {
    const store = memoryEventStore()
    await add(store, 2, keyed('k', { by: 2 }))
    expect(await add(store, 0, keyed('k', { by: 0 }))).toMatchObject({ refused: true, code: 'key-reused' })
    expect(await add(store, 0, keyed('another', { by: 0 }))).toEqual({ state: { total: 2 }, version: 1, changed: false })
  })

  it('is not done by a refusal: the same key may be tried again', async () => {
    const store = memoryEventStore()
    expect(await add(store, -1, keyed('k', { by: -1 }))).toMatchObject({ code: 'below-nought' })
    await add(store, 1)
    expect(await add(store, -1, keyed('k', { by: -1 }))).toMatchObject({ changed: true, state: { total: 0 } })
  })

  it('is done once when it arrives several times at once', async () => {
    const store = slow(memoryEventStore())
    const outcomes = await Promise.all(Array.from({ length: 4 }, () => add(store, 2, keyed('k', { by: 2 }))))
    expect(outcomes.filter((outcome) => 'changed' in outcome && outcome.changed)).toHaveLength(1)
    expect(await totalIn(store)).toBe(2)
  })
})

describe('a command on a version', () => {
  it('is refused when somebody has changed it since, with both versions', async () => {
    const store = memoryEventStore()
    await add(store, 1)
    await add(store, 1)
    expect(await add(store, 1, context({ expectedVersion: 1 }))).toEqual(refuse('stale', undefined, { seen: 1, stored: 2 }))
    expect(await add(store, 1, context({ expectedVersion: 2 }))).toMatchObject({ changed: true, version: 3 })
  })

  it('does not win by trying again after a lost race', async () => {
    const store = slow(memoryEventStore())
    await add(store, 1)
    const outcomes = await Promise.all([1, 2].map((by) => add(store, by, context({ expectedVersion: 1 }))))
    expect(outcomes.filter((outcome) => outcome.refused === true)).toMatchObject([{ code: 'stale' }])
    expect(store.published).toHaveLength(2)
  })
})

describe('commands at the same time', () => {
  it('are each decided on what the others left behind', async () => {
    const store = slow(memoryEventStore())
    await Promise.all([1, 2, 3, 4].map((by) => add(store, by)))
    expect(await totalIn(store)).toBe(10)
  })

  it('cannot together do what one after the other could not', async () => {
    const store = slow(memoryEventStore())
    await add(store, 1)
    const outcomes = await Promise.all([add(store, -1), add(store, -1), add(store, -1)])
    expect(outcomes.filter((outcome) => outcome.refused === true)).toHaveLength(2)
    expect(await totalIn(store)).toBe(0)
  })

  it('give up after so many lost races and ask to be brought again', async () => {
    const store = memoryEventStore()
    let tries = 0
    const losing: EventStore = {
      ...store,
      async append() {
        tries += 1
        return { outcome: 'conflict', stream: 'count#c_1' }
      },
    }
    await expect(add(losing, 1)).rejects.toBeInstanceOf(Retryable)
    expect(tries).toBe(COMMAND_ATTEMPTS_MAX)
  })
})

/** Lets every command load before any appends, as happens when they really run at once. */
function slow<Store extends EventStore>(store: Store): Store {
  const turn = async (): Promise<void> => {
    for (let tick = 0; tick < 3; tick += 1) await Promise.resolve()
  }
  return {
    ...store,
    async load(stream) {
      const stored = await store.load(stream)
      await turn()
      return stored
    },
  }
}

describe('commands together', () => {
  const order = (id: string, by: number, correlationId = 'cmd_1') => ({
    aggregate: counter,
    id,
    order: { by },
    context: context({ correlationId }),
  })

  it('are one append, and those on one aggregate are decided in their order', async () => {
    const store = memoryEventStore()
    await add(store, 1)
    const appends: number[] = []
    const counted: EventStore = {
      ...store,
      append: (batch) => {
        appends.push(batch.length)
        return store.append(batch)
      },
    }
    // One below nought on its own, and not after the one before it; the last would be, and changes nothing.
    await commandTogether(counted, [order('c_1', 4), order('c_2', 1), order('c_1', -5, 'cmd_2'), order('c_1', -1)])
    expect(appends).toEqual([2])
    expect(await totalIn(store)).toBe(0)
    const events = await store.events('count#c_1')
    expect(verifyChain('count#c_1', events, await store.load('count#c_1'))).toBeUndefined()
    expect(events.map(({ detail }) => JSON.parse(detail).metadata.correlationId)).toEqual(['cmd_1', 'cmd_1', 'cmd_2'])
  })

  it('change nothing when one of them was overtaken', async () => {
    const store = memoryEventStore()
    const seen = await store.loadMany(['count#c_1', 'count#c_2'])
    await add(store, 1)
    await expect(commandTogether(store, [order('c_1', 4), order('c_2', 1)], seen)).rejects.toThrow(Retryable)
    expect(await store.load('count#c_2')).toBeUndefined()
  })
})
