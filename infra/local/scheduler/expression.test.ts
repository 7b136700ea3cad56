import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ExpressionRefused, readExpression } from './expression.ts'
import { instantOf, localTime } from './zoned-time.ts'

const at = (text: string) => Date.parse(text)
const next = (expression: string, zone: string, after: string, since = '2026-01-01T00:00:00Z') => {
  const due = readExpression(expression, zone, at(since)).next(at(after))
  return due === undefined ? undefined : new Date(due).toISOString()
}

describe('a schedule expression says when it is due next', () => {
  const cases: readonly (readonly [expression: string, zone: string, after: string, due: string | undefined])[] = [
    ['at(2026-03-24T08:00:00)', 'Asia/Ho_Chi_Minh', '2026-01-01T00:00:00Z', '2026-03-24T01:00:00.000Z'],
    ['at(2026-03-24T08:00:00)', 'UTC', '2026-03-24T08:00:00Z', undefined],
    ['at(2026-07-01T00:00:00)', 'Etc/GMT+12', '2026-01-01T00:00:00Z', '2026-07-01T12:00:00.000Z'],
    ['at(2026-10-25T02:30:00)', 'Europe/Paris', '2026-01-01T00:00:00Z', '2026-10-25T00:30:00.000Z'],
    ['rate(5 minutes)', 'UTC', '2026-01-01T00:07:00Z', '2026-01-01T00:10:00.000Z'],
    ['rate(1 day)', 'UTC', '2026-01-01T00:00:00Z', '2026-01-02T00:00:00.000Z'],
    ['cron(0 8 * * ? *)', 'Asia/Ho_Chi_Minh', '2026-01-01T01:00:00Z', '2026-01-02T01:00:00.000Z'],
    ['cron(30 6 ? * MON-FRI *)', 'UTC', '2026-01-02T07:00:00Z', '2026-01-05T06:30:00.000Z'],
    ['cron(0/20 10 1 1,7 ? *)', 'UTC', '2026-01-01T10:20:00Z', '2026-01-01T10:40:00.000Z'],
    ['cron(0 0 29 2 ? *)', 'UTC', '2026-01-01T00:00:00Z', '2028-02-29T00:00:00.000Z'],
    ['cron(30 2 * * ? *)', 'Europe/Paris', '2026-03-28T12:00:00Z', '2026-03-30T00:30:00.000Z'],
    ['cron(0 0 1 1 ? 2020)', 'UTC', '2026-01-01T00:00:00Z', undefined],
  ]
  test.each(cases)('%s in %s after %s', (expression, zone, after, due) => {
    expect(next(expression, zone, after)).toBe(due)
  })

  test.each([
    'at(2026-02-30T00:00:00)',
    'at(2026-03-24)',
    'at(2026-03-24T08:00:00Z)',
    'rate(0 minutes)',
    'rate(5 weeks)',
    'cron(0 8 L * ? *)',
    'cron(0 8 ? * 2#1 *)',
    'cron(0 8 1 * 1 *)',
    'cron(0 25 * * ? *)',
    'every day',
  ])('%s is refused', (expression) => {
    expect(() => readExpression(expression, 'UTC', 0)).toThrow(ExpressionRefused)
  })

  test('a time that a clock change skips is refused for a one-time schedule', () => {
    expect(() => readExpression('at(2026-03-29T02:30:00)', 'Europe/Paris', 0)).toThrow(ExpressionRefused)
  })

  test('a zone nobody knows is refused', () => {
    expect(() => readExpression('rate(1 day)', 'Asia/Nowhere', 0)).toThrow(/Invalid time zone/)
  })
})

test('a local time and its instant are two names of the same moment', () => {
  const zone = fc.constantFrom('Asia/Ho_Chi_Minh', 'Europe/Paris', 'America/New_York', 'UTC', 'Pacific/Kiritimati', 'Australia/Lord_Howe')
  const instant = fc.integer({ min: at('1980-01-01T00:00:00Z') / 1000, max: at('2100-01-01T00:00:00Z') / 1000 })
  fc.assert(
    fc.property(zone, instant, (name, seconds) => {
      const local = localTime(seconds * 1000, name)
      const found = instantOf(local, name)
      // The second pass of an hour that comes twice is known by its first.
      expect(found).toBeLessThanOrEqual(seconds * 1000)
      expect(localTime(found ?? 0, name)).toEqual(local)
    }),
  )
})
