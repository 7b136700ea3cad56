import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { catalogue } from '../../events/catalogue.ts'
import { differenceOf } from '../../web/src/parts/differing-words.ts'
import { eventNames } from '../../web/src/texts.vi.ts'

const words = fc.array(fc.constantFrom('gửi', 'hồ', 'sơ', 'trước', 'ngày', '25/3'), { maxLength: 12 }).map((list) => list.join(' '))
const textOf = (pieces: ReturnType<typeof differenceOf>, left: 'gone' | 'new') =>
  pieces.flatMap(({ kind, text }) => (kind === left ? [] : [text])).join(' ')

describe('the difference of two texts', () => {
  it('keeps what is the same, and marks what is gone and what is new', () => {
    expect(differenceOf('Trước ngày 25/3/2021', 'Trước ngày 25/4/2021')).toEqual([
      { kind: 'same', text: 'Trước ngày' },
      { kind: 'gone', text: '25/3/2021' },
      { kind: 'new', text: '25/4/2021' },
    ])
  })

  it('gives both texts back, whatever they are', () => {
    fc.assert(
      fc.property(words, words, (before, after) => {
        const pieces = differenceOf(before, after)
        expect(textOf(pieces, 'new')).toBe(before)
        expect(textOf(pieces, 'gone')).toBe(after)
      }),
    )
  })
})

describe('the log', () => {
  it('has a sentence for every event it can hold', () => {
    // What the clock says stands in no log.
    const held = catalogue.map(({ name }) => name).filter((name) => !name.startsWith('deadline.'))
    expect([...new Set(held)].filter((name) => eventNames[name] === undefined)).toEqual([])
  })
})
