import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, addSeconds, dayOf, instantOf, TIME_ZONE, wallClock, weekdayOf } from './calendar.ts'

const instants = fc.date({ min: new Date('1990-01-01T00:00:00Z'), max: new Date('2060-01-01T00:00:00Z'), noInvalidDate: true })

describe('the calendar of Hà Nội', () => {
  it.each([
    ['2021-03-24T16:59:59.999Z', '2021-03-24', '2021-03-24T23:59'],
    ['2021-03-24T17:00:00.000Z', '2021-03-25', '2021-03-25T00:00'],
    ['2020-12-31T16:59:59.999Z', '2020-12-31', '2020-12-31T23:59'],
    ['2020-12-31T17:00:00.000Z', '2021-01-01', '2021-01-01T00:00'],
    ['2020-02-28T17:00:00.000Z', '2020-02-29', '2020-02-29T00:00'],
    ['2021-02-28T17:00:00.000Z', '2021-03-01', '2021-03-01T00:00'],
  ])('shows %s as %s, %s on the wall', (instant, day, wall) => {
    expect(dayOf(instant)).toBe(day)
    expect(wallClock(instant)).toBe(wall)
  })

  it('begins a day seven hours before UTC does', () => {
    expect(instantOf('2021-01-01')).toBe('2020-12-31T17:00:00.000Z')
    expect(instantOf('2021-01-01', '08:00')).toBe('2021-01-01T01:00:00.000Z')
    expect(instantOf('2021-01-01', '23:59')).toBe('2021-01-01T16:59:00.000Z')
  })

  it.each([
    ['2020-12-31', 1, '2021-01-01'],
    ['2021-01-01', -1, '2020-12-31'],
    ['2020-02-28', 1, '2020-02-29'],
    ['2021-02-28', 1, '2021-03-01'],
    ['2020-03-01', -1, '2020-02-29'],
    ['2021-03-25', 0, '2021-03-25'],
    ['2020-01-01', 366, '2021-01-01'],
  ])('counts %s %i days on to %s', (day, days, expected) => expect(addDays(day, days)).toBe(expected))

  it('crosses midnight and year ends in seconds too', () => {
    expect(addSeconds('2020-12-31T23:59:59.500Z', 1)).toBe('2021-01-01T00:00:00.500Z')
    expect(addSeconds('2021-01-01T00:00:00.000Z', -1)).toBe('2020-12-31T23:59:59.000Z')
  })

  it('knows the weekdays: 25/3/2021 was a Thursday, 30/5/2021 a Sunday', () => {
    expect([weekdayOf('2021-03-25'), weekdayOf('2021-05-30')]).toEqual([4, 0])
  })

  it('agrees with the time zone database at any instant since 1990', () => {
    const format = new Intl.DateTimeFormat('sv-SE', { timeZone: TIME_ZONE, dateStyle: 'short', timeStyle: 'short' })
    fc.assert(
      fc.property(instants, (date) => {
        expect(wallClock(date.toISOString())).toBe(format.format(date).replace(' ', 'T'))
      }),
    )
  })

  it('goes from wall clock to instant and back', () => {
    fc.assert(
      fc.property(instants, (date) => {
        const [day = '', time = ''] = wallClock(date.toISOString()).split('T')
        expect(wallClock(instantOf(day, time))).toBe(`${day}T${time}`)
      }),
    )
  })

  it('counts days there and back', () => {
    fc.assert(
      fc.property(instants, fc.integer({ min: -2_000, max: 2_000 }), (date, days) => {
        const day = dayOf(date.toISOString())
        expect(addDays(addDays(day, days), -days)).toBe(day)
      }),
    )
  })
})
