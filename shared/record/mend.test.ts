import { beforeAll, describe, expect, it } from 'vitest'
import { SYSTEM } from '../../events/event.ts'
import { saveChanges } from '../directory/save.ts'
import { hashOf } from '../log/chain.ts'
import { memoryEventStore } from '../memory/event-store.ts'
import type { RecordedEvent, StreamName } from '../ports.ts'
import { type Mended, mend } from './mend.ts'
import { aggregateOf } from './registry.ts'
import { type ListedLog, verifyListed } from './verify.ts'

const stream: StreamName = 'unit#unt_mau'

/** A unit that was registered and then renamed, again and again: five events. */
let whole: ListedLog

beforeAll(async () => {
  const store = memoryEventStore()
  const unit = { id: 'unt_mau', type: 'so', shortNames: [], validFrom: '2008-08-01', contacts: [] } as const
  for (const [number, name] of ['Sở Một', 'Sở Hai', 'Sở Ba', 'Sở Bốn', 'Sở Năm'].entries()) {
    const event = number === 0 ? ('unit.registered' as const) : ('unit.changed' as const)
    const context = { at: `2021-01-0${number + 1}T00:00:00.000Z`, actor: SYSTEM, correlationId: 'c', causationId: 'c' }
    await saveChanges(store, [{ event, payload: { unit: { ...unit, name } } }], context)
  }
  const stored = await store.load(stream)
  const listing = aggregateOf(stream).listing(JSON.parse(stored?.state ?? ''))
  whole = { stream, stored, listing, events: await store.events(stream) }
  expect(whole.events).toHaveLength(5)
  expect(verifyListed(whole).fault).toBeUndefined()
})

const first = (count: number): ListedLog => ({ ...whole, events: whole.events.slice(0, count), stored: undefined, listing: undefined })
const without = (sequence: number): readonly RecordedEvent[] => whole.events.filter((event) => event.sequence !== sequence)
const changed = (sequence: number): readonly RecordedEvent[] =>
  whole.events.map((event) => (event.sequence === sequence ? { ...event, detail: event.detail.replace('Sở', 'Sợ') } : event))
const numbers = (mended: ReturnType<typeof mend>) => (mended as Mended).events.map(({ sequence }) => sequence)
const refusal = (mended: ReturnType<typeof mend>) => (mended as { because: string }).because

/** What the table then holds. */
function tableAfter(live: ListedLog, mended: ReturnType<typeof mend>): ListedLog {
  const { events, state, listing } = mended as Mended
  const put = new Map([...live.events, ...events].map((event) => [event.sequence, event]))
  return { stream, stored: state, listing, events: [...put.values()].sort((one, other) => one.sequence - other.sequence) }
}

describe('a log that holds', () => {
  it('is left alone, whatever the copy has of it', () => {
    for (const copy of [undefined, whole, first(3), first(0)]) expect(mend(whole, copy)).toBeUndefined()
  })
})

describe('what the log itself can mend', () => {
  it.each([
    ['a changed state', (): ListedLog => ({ ...whole, stored: whole.stored && { ...whole.stored, state: '{"name":"Sở Khác"}' } })],
    ['a changed row of a list', (): ListedLog => ({ ...whole, listing: whole.listing && { ...whole.listing, row: '{}' } })],
  ])('%s is written anew, and no event with it', (_what, broken) => {
    const mended = mend(broken())
    expect(numbers(mended)).toEqual([])
    expect(mended).toMatchObject({ state: whole.stored, listing: whole.listing, revises: 'directory' })
  })
})

describe('what a copy of an earlier time can mend', () => {
  it.each([
    ['a changed event', () => ({ ...whole, events: changed(2) }), [2]],
    ['a removed event', () => ({ ...whole, events: without(2) }), [2]],
    ['a log that is gone', () => ({ stream, stored: undefined, listing: undefined, events: [] }), [1, 2, 3]],
  ])('%s comes back, and what was appended after that time stays', (_what, broken, back) => {
    const live = broken()
    const mended = mend(live, first(3))
    expect(numbers(mended)).toEqual(back)
    const then = tableAfter(live, mended)
    expect(verifyListed(then).fault).toBeUndefined()
    expect(then.events).toHaveLength(live.events.length === 0 ? 3 : 5)
  })

  it('a state that is gone comes back too', () => {
    const live = { ...whole, stored: undefined, listing: undefined }
    expect(tableAfter(live, mend(live, first(3))).stored).toEqual(whole.stored)
  })
})

describe('what nobody can prove is refused', () => {
  it.each([
    ['a changed event without a copy', () => mend({ ...whole, events: changed(2) }), 'event 2'],
    ['an event that changed after the time of the copy', () => mend({ ...whole, events: changed(5) }, first(3)), 'event 5'],
    ['an end that is gone', () => mend({ ...whole, events: whole.events.slice(0, 4) }, first(3)), 'the last ones are gone'],
    ['a state that is gone, without a copy', () => mend({ ...whole, stored: undefined, listing: undefined }), 'give a copy'],
    ['a log that nobody has', () => mend({ stream, stored: undefined, listing: undefined, events: [] }, first(0)), 'event 1'],
    ['a log cut off together with its state', () => mend({ ...first(0), ...cut(2) }, first(3)), 'the copy has more'],
  ])('%s', (_what, mended, because) => {
    expect(refusal(mended())).toContain(because)
  })

  it('a log rewritten with new hashes, though its own chain is whole', () => {
    let previous = whole.events[0]?.hash ?? ''
    const rewritten = changed(2).map((event, index) => {
      if (index === 0) return event
      const hash = hashOf(previous, event)
      previous = hash
      return { ...event, hash }
    })
    expect(refusal(mend({ ...whole, events: rewritten }))).toContain('another end')
    expect(refusal(mend({ ...whole, events: rewritten }, first(3)))).toContain('event 4')
    expect(numbers(mend({ ...whole, events: rewritten }, first(5)))).toEqual([2, 3, 4, 5])
  })
})

/** As it was after so many events. */
function cut(count: number): ListedLog {
  const events = whole.events.slice(0, count)
  const state = JSON.parse(events.at(-1)?.detail ?? '').data.unit
  const stored = { stream, version: count, hash: events.at(-1)?.hash ?? '', state: JSON.stringify(state) }
  return { stream, stored, listing: aggregateOf(stream).listing(state), events }
}
