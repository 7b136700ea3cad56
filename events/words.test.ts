import { describe, expect, it } from 'vitest'
import { instant, isoDate } from './words.ts'

describe('a day', () => {
  it.each(['2021-02-28', '2024-02-29', '1945-09-02', '2021-12-31', '2199-12-31'])('is %s', (day) => {
    expect(isoDate.safeParse(day).success).toBe(true)
  })

  it.each([
    ...['2021-02-29', '2021-02-30', '2021-04-31', '2021-13-01', '2021-00-10', '2021-01-00', '2021-99-99'],
    ...['0000-01-01', '0021-03-26', '9999-12-31', '2021-3-1', '', '2021-02-28T00:00'],
  ])('is not %j: it is on no calendar, or in no year that a document names', (day) => {
    expect(isoDate.safeParse(day).success).toBe(false)
  })
})

describe('an instant', () => {
  it.each(['2021-02-28T17:00:00Z', '2021-02-28T23:59:59.999Z', '2024-02-29T00:00:00.0Z'])('is %s', (at) => {
    expect(instant.safeParse(at).success).toBe(true)
  })

  it.each([
    ...['2021-02-30T00:00:00Z', '2021-13-01T00:00:00Z', '2021-02-28T24:00:00Z', '2021-02-28T25:61:00Z'],
    ...['9999-12-31T23:59:59Z', '2021-02-28T17:00:00', '2021-02-28T17:00:00+07:00'],
  ])('is not %j', (at) => {
    expect(instant.safeParse(at).success).toBe(false)
  })
})
