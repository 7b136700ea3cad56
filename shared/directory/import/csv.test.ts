import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { recordsOf } from './csv.ts'

describe('CSV', () => {
  it.each([
    [
      'a,b\nc,d',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    [
      'a,b\r\nc,d\r\n',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    ['a\rb\r', [['a'], ['b']]],
    ['"a,""b""\r\nc",d', [['a,"b"\r\nc', 'd']]],
    [
      'a,\n,',
      [
        ['a', ''],
        ['', ''],
      ],
    ],
    ['a\n\nb', [['a'], [''], ['b']]],
    ['', []],
  ])('%j is %j', (text, records) => expect(recordsOf(text, ',')).toEqual(records))

  it.each(['a"b,c', '"a"b', '"a', '"a" ,b', 'a,"'])('%j is malformed', (text) => expect(recordsOf(text, ',')).toBeUndefined())

  it('is read as csv-parse reads it, or refused as it refuses', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'ế', ',', '"', '""', '\n', ' '), maxLength: 30 })
    fc.assert(
      fc.property(text, (csv) => {
        let witness: string[][] | undefined
        try {
          witness = parse(csv, { relax_column_count: true, skip_empty_lines: false, record_delimiter: '\n' })
        } catch {
          witness = undefined
        }
        expect(recordsOf(csv, ',')).toEqual(witness)
      }),
      { numRuns: 3_000 },
    )
  })
})
