import { expect, test } from 'vitest'
import { withoutMarks } from './marks.ts'

test.each([
  ['trước ngày **22/01/2021**', 'trước ngày 22/01/2021'],
  ['trước ngày *22/01/2021', 'trước ngày 22/01/2021'],
  ['***trước ngày 22/01/2021***', 'trước ngày 22/01/2021'],
  ['trước __ngày 22/01/2021__', 'trước ngày 22/01/2021'],
  ['_trước ngày 22/01/2021_', 'trước ngày 22/01/2021'],
  ['trước ngày 22/01/2021 (*)', 'trước ngày 22/01/2021 (*)'],
  ['trước ngày ___/___/2021', 'trước ngày ___/___/2021'],
  ['trước ngày _/_/2021', 'trước ngày _/_/2021'],
  ['qua hop_thu_so, trước ngày 22/01/2021', 'qua hop_thu_so, trước ngày 22/01/2021'],
])('%s', (written, shown) => {
  expect(withoutMarks(written)).toBe(shown)
})
