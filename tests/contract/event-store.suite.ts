/** What every event store promises. Run on the twin and on DynamoDB. */
import { expect, it } from 'vitest'
import { verifyChain } from '../../shared/log/chain.ts'
import { APPEND_STREAMS_MAX, type EventStore, type StreamName } from '../../shared/ports.ts'
import { fresh, freshStream, notes } from './fresh.ts'

/** DynamoDB's own limit for one item. */
const ITEM_BYTES_MAX = 400 * 1024

export function eventStoreSuite(store: () => EventStore): void {
  const revision = async (name: string) => (await store().revisions([name]))[0]

  it('knows nothing of a stream before its first event', async () => {
    const stream = freshStream()
    expect(await store().load(stream)).toBeUndefined()
    expect(await store().events(stream)).toEqual([])
    expect(await store().outcomeOf(stream, 'k')).toBeUndefined()
  })

  it('gives back state and events as they were appended, accents and all', async () => {
    const stream = freshStream()
    const append = notes(stream, { texts: ['Đăng ký', 'Nộp hồ sơ "khen thưởng"'], state: '{"tên":"Trường THPT Cây Đa"}' })
    expect(await store().append([append])).toEqual({ outcome: 'appended' })
    const stored = await store().load(stream)
    expect(stored).toEqual({ stream, version: 2, hash: append.events[1]?.hash, state: '{"tên":"Trường THPT Cây Đa"}' })
    expect(await store().events(stream)).toEqual(append.events)
    expect(verifyChain(stream, await store().events(stream), stored)).toBeUndefined()
  })

  it('reads a log on from a sequence number, in order, past nine events', async () => {
    const stream = freshStream()
    const texts = Array.from({ length: 12 }, (_, index) => `sự kiện ${index + 1}`)
    await store().append([notes(stream, { texts })])
    expect((await store().events(stream, 8)).map((event) => event.sequence)).toEqual([9, 10, 11, 12])
    expect((await store().events(stream, 8, 10)).map((event) => event.sequence)).toEqual([9, 10])
    expect(await store().events(stream, 12)).toEqual([])
  })

  it('counts how often a thing was revised: once an append, and not by one that was refused', async () => {
    const revises = fresh('directory')
    expect(await revision(revises)).toBe(0)
    const stream = freshStream()
    const together = [notes(stream, { revises }), notes(freshStream(), { revises }), notes(freshStream())]
    await store().append(together)
    expect(await revision(revises)).toBe(1)
    expect((await store().append([notes(stream, { revises, texts: ['muộn'] })])).outcome).toBe('conflict')
    expect(await revision(revises)).toBe(1)
    const stored = await store().load(stream)
    await store().append([notes(stream, { revises, on: stored })])
    expect(await revision(revises)).toBe(2)
    expect(await store().revisions([fresh('never'), revises])).toEqual([0, 2])
    expect(await store().revisions([])).toEqual([])
  })

  it('lets everybody who revises the same thing at once do so, or lose the race and know it', async () => {
    const revises = fresh('directory')
    const outcomes = await Promise.all(Array.from({ length: 6 }, () => store().append([notes(freshStream(), { revises })])))
    const appended = outcomes.filter(({ outcome }) => outcome === 'appended').length
    expect(outcomes.every(({ outcome }) => outcome === 'appended' || outcome === 'conflict')).toBe(true)
    expect(await revision(revises)).toBe(appended)
  })

  it('refuses an append that was decided on an older version, and writes nothing', async () => {
    const stream = freshStream()
    const first = notes(stream)
    await store().append([first])
    expect(await store().append([notes(stream, { texts: ['muộn'] })])).toEqual({ outcome: 'conflict', stream })
    expect(await store().events(stream)).toEqual(first.events)
  })

  it('refuses an append that was decided on a version that is not there yet', async () => {
    const stream = freshStream()
    const ahead = notes(stream, { on: { version: 3, hash: 'f'.repeat(64) } })
    expect(await store().append([ahead])).toEqual({ outcome: 'conflict', stream })
    expect(await store().load(stream)).toBeUndefined()
    await store().append([notes(stream)])
    // No event stands in its way here: only the version can refuse it, and a gap would be left in the log otherwise.
    expect(await store().append([ahead])).toEqual({ outcome: 'conflict', stream })
    expect(await store().load(stream)).toMatchObject({ version: 1 })
  })

  it('lets exactly one of several parallel appends win', async () => {
    const stream = freshStream()
    const rivals = Array.from({ length: 8 }, (_, index) => notes(stream, { texts: [`đơn vị ${index}`] }))
    const outcomes = await Promise.all(rivals.map((rival) => store().append([rival])))
    expect(outcomes.filter(({ outcome }) => outcome === 'appended')).toHaveLength(1)
    expect(outcomes.filter(({ outcome }) => outcome === 'conflict')).toHaveLength(7)
    const winner = rivals[outcomes.findIndex(({ outcome }) => outcome === 'appended')]
    expect(await store().events(stream)).toEqual(winner?.events)
  })

  it('reads its own writes, always', async () => {
    const stream = freshStream()
    for (let version = 0; version < 10; version += 1) {
      await store().append([notes(stream, { on: await store().load(stream), state: String(version) })])
      expect(await store().load(stream)).toMatchObject({ version: version + 1, state: String(version) })
    }
  })

  it('loads many streams in the order asked for, with holes, repeats and more than one batch', async () => {
    const streams = Array.from({ length: 120 }, freshStream)
    for (let start = 0; start < streams.length; start += APPEND_STREAMS_MAX) {
      await store().append(streams.slice(start, start + APPEND_STREAMS_MAX).map((stream) => notes(stream)))
    }
    const asked: StreamName[] = [...streams.toReversed(), freshStream(), streams[5] ?? freshStream()]
    const found = await store().loadMany(asked)
    expect(found.map((state) => state?.stream)).toEqual(asked.map((stream, index) => (index === 120 ? undefined : stream)))
    expect(await store().loadMany([])).toEqual([])
  })

  it('loads many large states, of which the table reads only some at a time', async () => {
    const streams = Array.from({ length: 14 }, freshStream)
    for (const stream of streams) await store().append([notes(stream, { state: JSON.stringify('x'.repeat(350_000)) })])
    expect((await store().loadMany(streams)).map((state) => state?.state.length)).toEqual(streams.map(() => 350_002))
  })
}

export function transactionSuite(store: () => EventStore): void {
  it('appends to several streams all together', async () => {
    const streams = Array.from({ length: APPEND_STREAMS_MAX }, freshStream)
    expect(await store().append(streams.map((stream) => notes(stream)))).toEqual({ outcome: 'appended' })
    expect((await store().loadMany(streams)).map((stored) => stored?.version)).toEqual(streams.map(() => 1))
  })

  it('appends to none of them when one has moved on, and says which', async () => {
    const [moved, still] = [freshStream(), freshStream()]
    await store().append([notes(moved)])
    expect(await store().append([notes(still), notes(moved, { texts: ['trễ'] })])).toEqual({ outcome: 'conflict', stream: moved })
    expect(await store().load(still)).toBeUndefined()
  })

  it('has nothing to do for no append at all', async () => {
    expect(await store().append([])).toEqual({ outcome: 'appended' })
  })

  it.each([
    ['more streams than its limit', () => Array.from({ length: APPEND_STREAMS_MAX + 1 }, () => notes(freshStream()))],
    ['more items than one transaction holds', () => [notes(freshStream(), { texts: Array.from({ length: 100 }, () => 'x') })]],
    ['a stream without an event', () => [notes(freshStream()), notes(freshStream(), { texts: [] })]],
    ['a state larger than an item may be', () => [notes(freshStream()), notes(freshStream(), { state: 'x'.repeat(ITEM_BYTES_MAX) })]],
  ])('throws at %s, and writes nothing', async (_what, made) => {
    const appends = made()
    await expect(store().append(appends)).rejects.toThrow()
    const streams = appends.map(({ stream }) => stream)
    expect(await store().loadMany(streams)).toEqual(streams.map(() => undefined))
  })

  it('throws when one stream is named twice', async () => {
    const stream = freshStream()
    await expect(store().append([notes(stream), notes(stream)])).rejects.toThrow()
    expect(await store().load(stream)).toBeUndefined()
  })
}

export function keySuite(store: () => EventStore): void {
  const key = { key: 'nop-ho-so-1', fingerprint: 'a'.repeat(64) }

  it('remembers what a key did', async () => {
    const stream = freshStream()
    await store().append([notes(stream, { texts: ['một', 'hai'], key })])
    expect(await store().outcomeOf(stream, key.key)).toEqual({ version: 2, fingerprint: key.fingerprint })
  })

  it('answers repeated to the second append under a key, whether or not the version still fits', async () => {
    const stream = freshStream()
    await store().append([notes(stream, { key })])
    const repeated = { outcome: 'repeated', version: 1, fingerprint: key.fingerprint }
    expect(await store().append([notes(stream, { key })])).toEqual(repeated)
    expect(await store().append([notes(stream, { on: await store().load(stream), key })])).toEqual(repeated)
    expect(await store().events(stream)).toHaveLength(1)
  })

  it('shows the fingerprint of the first command when a key comes again with another', async () => {
    const stream = freshStream()
    await store().append([notes(stream, { key })])
    const other = { key: key.key, fingerprint: 'b'.repeat(64) }
    expect(await store().append([notes(stream, { on: await store().load(stream), key: other })])).toMatchObject({
      outcome: 'repeated',
      fingerprint: key.fingerprint,
    })
  })

  it('keeps keys of different streams apart, and does not remember the key of a refused append', async () => {
    const [one, two] = [freshStream(), freshStream()]
    await store().append([notes(one, { key })])
    expect(await store().append([notes(two, { on: { version: 9, hash: 'f'.repeat(64) }, key })])).toMatchObject({ outcome: 'conflict' })
    expect(await store().outcomeOf(two, key.key)).toBeUndefined()
    expect(await store().append([notes(two, { key })])).toEqual({ outcome: 'appended' })
  })

  it('lets a used key outrank a conflict on another stream of the same append', async () => {
    const [used, moved] = [freshStream(), freshStream()]
    await store().append([notes(used, { key }), notes(moved)])
    expect(await store().append([notes(moved), notes(used, { key })])).toMatchObject({ outcome: 'repeated' })
  })
}
