import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { deadlineReached } from '../../events/deadline.ts'
import { happen, parseDetail } from '../../events/event.ts'
import { instantOf } from './calendar.ts'
import { firingAt, signal } from './signal.ts'

const schedule = (at: string) => ({
  name: 'pln_1.8.close',
  at,
  event: happen(deadlineReached, { planId: 'pln_1', key: '8', at: '2021-03-25T17:00:00.000Z' }),
  causationId: 'plan#pln_1#2',
})

describe('a signal', () => {
  it('keeps its contract, stands in no log and names the time it was scheduled for', () => {
    const detail = parseDetail(deadlineReached, signal(schedule('2021-03-26T00:00')))
    expect(detail.metadata).toMatchObject({
      sequence: 0,
      at: '2021-03-25T17:00:00.000Z',
      actor: { person: 'system' },
      causationId: 'plan#pln_1#2',
    })
    expect(detail.data).toEqual({ planId: 'pln_1', key: '8', at: '2021-03-25T17:00:00.000Z' })
  })

  it('is the same signal however often it is put, and another when it is re-timed', () => {
    expect(signal(schedule('2021-03-26T00:00')).metadata.id).toBe(signal(schedule('2021-03-26T00:00')).metadata.id)
    expect(signal(schedule('2021-03-27T00:00')).metadata.id).not.toBe(signal(schedule('2021-03-26T00:00')).metadata.id)
  })
})

describe('the minute a schedule fires at', () => {
  it('is the one asked for while that is in the future', () => {
    expect(firingAt({ at: '2021-03-26T00:00' }, '2021-03-25T16:00:00.000Z')).toBe('2021-03-26T00:00')
  })

  it('is never in the past when the call arrives half a minute later, and never before it was asked for', () => {
    const seconds = fc
      .integer({ min: 0, max: 86_400_000 })
      .map((milliseconds) => new Date(Date.parse('2021-03-25T00:00:00Z') + milliseconds).toISOString())
    fc.assert(
      fc.property(seconds, fc.constantFrom('2021-03-24T10:00', '2021-03-25T12:34', '2021-03-26T00:00'), (now, at) => {
        const [day = '', time = ''] = firingAt({ at }, now).split('T')
        expect(Date.parse(instantOf(day, time))).toBeGreaterThanOrEqual(Date.parse(now) + 30_000)
        expect(`${day}T${time}` >= at).toBe(true)
      }),
    )
  })
})
