import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays } from '../../time/calendar.ts'
import { FORECAST_DAYS_MAX, forecastOf, ownPace, type Paced, typicalPace } from './forecast.ts'

const lastDay = '2021-03-25'
/** How many of 100 units came with so many days left. */
const task = (came: Readonly<Record<number, number>>, change: Partial<Paced> = {}): Paced => ({
  expected: 100,
  done: Object.values(came).reduce((sum, count) => sum + count, 0),
  days: Object.fromEntries(Object.entries(came).map(([left, count]) => [addDays(lastDay, -Number(left)), count])),
  lastDay,
  ...change,
})
/** With 7 days left half had come; of the other half all but 10, 20 and 30 came by the end. */
const past = [task({ 10: 50, 0: 40 }), task({ 10: 50, 0: 30 }), task({ 10: 50, 1: 20 })]
const today = addDays(lastDay, -7)

describe('what a task is expected to end with', () => {
  it.each<[done: number, verdict: string, missing: readonly [number, number, number] | undefined]>([
    [100, 'complete', undefined],
    // Of those who owe, 60 % come in the middle case, 80 % at best, 40 % at worst.
    [90, 'steady', [4, 2, 6]],
    [60, 'watch', [16, 8, 24]],
    [20, 'risk', [32, 16, 48]],
  ])('with %i of 100 and seven days left: %s', (done, verdict, missing) => {
    const forecast = forecastOf(task({ 9: done }), past, today)
    expect(forecast.verdict).toBe(verdict)
    expect(forecast.missing && [forecast.missing.middle, forecast.missing.best, forecast.missing.worst]).toEqual(missing)
    if (missing !== undefined) expect(forecast.past).toBe(3)
  })

  it('is not said long before the last day', () => {
    expect(forecastOf(task({}), past, addDays(lastDay, -FORECAST_DAYS_MAX - 1))).toEqual({ verdict: 'early', daysLeft: 31 })
  })

  it.each([
    [7, 40, 'watch'],
    [7, 50, 'steady'],
    [8, 0, 'early'],
    [8, 90, 'early'],
  ])('stands on the day and the share alone where too little is past: %i days, %i of 100: %s', (left, done, verdict) => {
    expect(forecastOf(task({ 20: done }), past.slice(1), addDays(lastDay, -left))).toEqual({ verdict, daysLeft: left })
  })

  it('does not learn from tasks of two units, nor from those that were complete by then', () => {
    const tiny = task({ 0: 1 }, { expected: 2 })
    const early = task({ 20: 100 })
    expect(forecastOf(task({}), [...past.slice(1), tiny, early], today)).not.toHaveProperty('past')
  })

  it('stays between nobody and everybody, and the middle between best and worst', () => {
    const came = fc.dictionary(fc.integer({ min: 0, max: 40 }).map(String), fc.integer({ min: 0, max: 30 }), { maxKeys: 6 })
    fc.assert(
      fc.property(came, fc.array(came, { minLength: 3, maxLength: 8 }), fc.integer({ min: 0, max: 30 }), (own, others, left) => {
        const { missing } = forecastOf(
          { ...task(own), done: Math.min(100, task(own).done) },
          others.map((one) => task(one)),
          addDays(lastDay, -left),
        )
        if (missing === undefined) return
        expect(missing.best).toBeGreaterThanOrEqual(0)
        expect(missing.best).toBeLessThanOrEqual(missing.middle)
        expect(missing.middle).toBeLessThanOrEqual(missing.worst)
        expect(missing.worst).toBeLessThanOrEqual(100)
      }),
    )
  })
})

describe('the pace', () => {
  it('of past tasks is the middle, the best and the worst share with so many days left', () => {
    const at = (left: number) => typicalPace(past).find(({ daysLeft }) => daysLeft === left)
    expect(at(11)).toEqual({ daysLeft: 11, middle: 0, best: 0, worst: 0 })
    expect(at(7)).toEqual({ daysLeft: 7, middle: 0.5, best: 0.5, worst: 0.5 })
    expect(at(0)).toEqual({ daysLeft: 0, middle: 0.8, best: 0.9, worst: 0.7 })
    expect(typicalPace(past.slice(1))).toEqual([])
  })

  it('of a running task ends today', () => {
    const pace = ownPace(task({ 10: 20, 8: 5, 3: 70 }), today)
    expect(pace.at(-1)).toEqual({ daysLeft: 7, share: 0.25 })
    expect(pace).toHaveLength(24)
  })
})
