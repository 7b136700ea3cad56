import { expect, it } from 'vitest'
import { sentenceOf } from './validity.ts'

it.each([
  ['text', { valueMissing: true }, 'Xin điền ô này.'],
  ['textarea', { valueMissing: true }, 'Xin điền ô này.'],
  ['select-one', { valueMissing: true }, 'Xin chọn một mục.'],
  ['radio', { valueMissing: true }, 'Xin chọn một mục.'],
  ['date', { valueMissing: true }, 'Xin chọn đủ ngày, tháng, năm.'],
  ['date', { valueMissing: true, badInput: true }, 'Xin chọn đủ ngày, tháng, năm.'],
  ['date', { badInput: true }, 'Xin chọn đủ ngày, tháng, năm.'],
  ['number', { badInput: true }, 'Xin ghi một số.'],
  ['email', { typeMismatch: true }, 'Xin ghi đủ địa chỉ thư điện tử, như ten@truong.edu.vn.'],
  ['url', { typeMismatch: true }, 'Xin ghi đủ địa chỉ, bắt đầu bằng https://.'],
  ['text', { customError: true }, ''],
] as const)('says of a field of the type %s with %o: %3$s', (type, validity, sentence) =>
  expect(sentenceOf({ type, validity })).toBe(sentence),
)

it('names the first day that is taken as it is written here, and the bounds of a number', () => {
  const rangeUnderflow = { rangeUnderflow: true }
  expect(sentenceOf({ type: 'date', validity: rangeUnderflow, min: '2021-02-06' })).toBe('Xin chọn từ thứ Bảy, 06/02/2021 trở đi.')
  expect(sentenceOf({ type: 'number', validity: rangeUnderflow, min: '2000' })).toBe('Xin ghi số từ 2000 trở lên.')
  expect(sentenceOf({ type: 'number', validity: { rangeOverflow: true }, max: '12' })).toBe('Xin ghi số không quá 12.')
})
