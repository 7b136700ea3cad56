import { describe, expect, test } from 'vitest'
import { firstOfTet, holidayOn, tetName } from './holidays.ts'
import { lunarDate } from './lunar.ts'

describe('the lunar calendar', () => {
  test.each([
    [2015, '2015-02-19'],
    [2017, '2017-01-28'],
    [2020, '2020-01-25'],
    [2021, '2021-02-12'],
    [2023, '2023-01-22'],
    [2024, '2024-02-10'],
    [2025, '2025-01-29'],
    [2026, '2026-02-17'],
    [2027, '2027-02-06'],
    [2030, '2030-02-02'],
  ])('first day of %i', (year, date) => expect(firstOfTet(year)).toBe(date))

  test.each([
    [2023, '2023-04-29'],
    [2024, '2024-04-18'],
    [2025, '2025-04-07'],
    [2026, '2026-04-26'],
  ])('the Hùng Kings in %i', (year, date) => expect(lunarDate(year, 3, 10)).toBe(date))

  test('names the year', () => expect([tetName(2021), tetName(2025)]).toEqual(['Tết Tân Sửu', 'Tết Ất Tỵ']))
  test('knows the fixed holidays', () => expect(holidayOn('2026-04-30')?.name).toBe('Ngày Chiến thắng'))
})
