import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fold, mend } from './fold.ts'
import { normalise } from './normalise.ts'

describe('folding', () => {
  test('keeps every offset', () =>
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(fold(text)).toHaveLength(text.length)
      }),
    ))
  test('takes tone, hook and bar', () => expect(fold('Đường Thừa – Ǎ')).toBe('duong thua - a'))
  test('mends one scanned letter of a long word, and none of a known one', () => {
    expect(mend('truo ngay thanh', new Set(['truoc', 'thanh', 'thang']))).toBe('truo ngay thanh')
    expect(mend('trucc', new Set(['truoc']))).toBe('truoc')
  })
})

describe('normalising', () => {
  test.each([
    ['thƣởng', 'thưởng'],
    ['Ðống', 'Đống'],
    ['a\r\nb', 'a\nb'],
    ['[bookmark: bookmark7]I. Mục', 'I. Mục'],
    ['Số\u00a05', 'Số 5'],
  ])('%j', (given, clean) => expect(normalise(given).text).toBe(clean))

  test('leads every letter back to where it stood', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('ộ', 'ế', 'a', ' ', 'Đ', '\r\n', '[bookmark: b]')), (parts) => {
        const given = parts.join('').normalize('NFD')
        const { text, origin } = normalise(given)
        for (let i = 0; i < text.length; i++)
          expect(
            given
              .slice(origin(i), origin(i + 1))
              .normalize('NFC')
              .endsWith(text.charAt(i)) ||
              text.charAt(i) === '\n' ||
              given.slice(origin(i), origin(i + 1)).includes('[bookmark'),
          ).toBe(true)
      }),
    )
  })
})
