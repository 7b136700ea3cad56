import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cutOffText, dateText, dayText, instantText, isWeekend, numberText, sizeText, weekdayText } from './vietnamese.ts'

describe('Vietnamese days and instants', () => {
  it('pads days below 10 and the months 1 and 2, as official documents do', () => {
    expect(dateText('2021-03-25')).toBe('25/3/2021')
    expect(dateText('2021-06-05')).toBe('05/6/2021')
    expect(dateText('2021-01-20')).toBe('20/01/2021')
    expect(dateText('2021-02-01')).toBe('01/02/2021')
    expect(dateText('2021-12-10')).toBe('10/12/2021')
  })

  it('names every weekday, from thứ Hai to Chủ nhật', () => {
    const week = ['2021-03-22', '2021-03-23', '2021-03-24', '2021-03-25', '2021-03-26', '2021-03-27', '2021-03-28']
    expect(week.map(weekdayText)).toEqual(['thứ Hai', 'thứ Ba', 'thứ Tư', 'thứ Năm', 'thứ Sáu', 'thứ Bảy', 'Chủ nhật'])
    expect(week.filter(isWeekend)).toEqual(['2021-03-27', '2021-03-28'])
    expect(dayText('2021-03-25')).toBe('thứ Năm, 25/3/2021')
  })

  it('shows an instant on the wall clock of Hà Nội, though it is still yesterday in UTC', () => {
    expect(instantText('2021-03-24T17:05:00.000Z')).toBe('thứ Năm, 25/3/2021, lúc 00:05 (giờ Hà Nội)')
  })

  it('gives a cut-off at midnight to the day that ends', () => {
    expect(cutOffText('2021-03-25T17:00:00.000Z')).toBe('thứ Năm, 25/3/2021, trước 24:00 (giờ Hà Nội)')
    expect(cutOffText('2021-03-25T10:30:00.000Z')).toBe('thứ Năm, 25/3/2021, trước 17:30 (giờ Hà Nội)')
  })
})

describe('Vietnamese numbers and sizes', () => {
  it('groups thousands by points and puts a comma before decimals', () => {
    expect([0, 149, 1_000, 1_234_567].map(numberText)).toEqual(['0', '149', '1.000', '1.234.567'])
    expect([0, 1_023, 1_024, 48_213, 1_572_864, 50 * 1_024 ** 2].map(sizeText)).toEqual([
      '0 byte',
      '1023 byte',
      '1 KB',
      '47,1 KB',
      '1,5 MB',
      '50 MB',
    ])
  })

  it('never shows 1024 KB, which is a megabyte', () => {
    expect(sizeText(1_024 ** 2 - 1)).toBe('1 MB')
    fc.assert(fc.property(fc.integer({ min: 0, max: 2 ** 40 }), (bytes) => !/102[45]([,.]\d)? KB/.test(sizeText(bytes))))
  })
})
