import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { matches, PatternRefused } from './pattern.ts'

const detail = (value: unknown) => ({ source: 's', detail: value })

describe('an event pattern matches as in EventBridge', () => {
  const cases: readonly (readonly [sentence: string, pattern: unknown, event: unknown, expected: boolean])[] = [
    ['an exact text', { a: ['x'] }, { a: 'x' }, true],
    ['one of several', { a: ['x', 'y'] }, { a: 'y' }, true],
    ['another text', { a: ['x'] }, { a: 'z' }, false],
    ['a text is not a number', { a: [1] }, { a: '1' }, false],
    ['numbers to six decimals', { a: [0.3] }, { a: 0.1 + 0.2 }, true],
    ['numbers beyond five thousand million only exactly', { a: [6e9] }, { a: 6e9 }, true],
    ['a boolean', { a: [true] }, { a: true }, true],
    ['null is a value', { a: [null] }, { a: null }, true],
    ['null is not missing', { a: [null] }, {}, false],
    ['null is not the empty text', { a: [''] }, { a: null }, false],
    ['all fields must match', { a: ['x'], b: ['y'] }, { a: 'x', b: 'z' }, false],
    ['a nested field', { detail: { a: ['x'] } }, detail({ a: 'x' }), true],
    ['a dotted key is a nested path', { 'detail.a': ['x'] }, detail({ a: 'x' }), true],
    ['a dotted key of the event too', { detail: { a: { b: ['x'] } } }, detail({ 'a.b': 'x' }), true],
    ['an array by intersection', { a: ['x', 'y'] }, { a: ['z', 'y'] }, true],
    ['an array without intersection', { a: ['x'] }, { a: ['z'] }, false],
    ['fields of one array element together', { a: { b: [1], c: [2] } }, { a: [{ b: 1, c: 2 }] }, true],
    [
      'not fields of two elements',
      { a: { b: [1], c: [2] } },
      {
        a: [
          { b: 1, c: 3 },
          { b: 3, c: 2 },
        ],
      },
      false,
    ],
    ['prefix', { a: [{ prefix: 'ab' }] }, { a: 'abc' }, true],
    ['prefix of a number', { a: [{ prefix: '1' }] }, { a: 12 }, false],
    ['suffix', { a: [{ suffix: '.pdf' }] }, { a: 'x.pdf' }, true],
    ['suffix, other', { a: [{ suffix: '.pdf' }] }, { a: 'x.PDF' }, false],
    ['equals-ignore-case', { a: [{ 'equals-ignore-case': 'aB' }] }, { a: 'Ab' }, true],
    ['anything-but', { a: [{ 'anything-but': ['x', 'y'] }] }, { a: 'z' }, true],
    ['anything-but, excluded', { a: [{ 'anything-but': 'x' }] }, { a: 'x' }, false],
    ['anything-but needs the field', { a: [{ 'anything-but': 'x' }] }, { b: 'x' }, false],
    ['anything-but accepts null', { a: [{ 'anything-but': 'x' }] }, { a: null }, true],
    ['anything-but of an array: some element', { a: [{ 'anything-but': 'x' }] }, { a: ['x', 'y'] }, true],
    ['anything-but number', { a: [{ 'anything-but': [1, 2] }] }, { a: 3 }, true],
    ['anything-but prefix', { a: [{ 'anything-but': { prefix: 'ab' } }] }, { a: 'abc' }, false],
    ['anything-but prefix, other', { a: [{ 'anything-but': { prefix: 'ab' } }] }, { a: 'xab' }, true],
    ['anything-but prefix needs the field', { a: [{ 'anything-but': { prefix: 'ab' } }] }, {}, false],
    ['exists', { a: [{ exists: true }] }, { a: null }, true],
    ['exists, missing', { a: [{ exists: true }] }, {}, false],
    ['exists only sees leaves', { detail: [{ exists: true }] }, detail({ a: 1 }), false],
    ['not exists', { a: [{ exists: false }] }, { b: 1 }, true],
    ['not exists, there', { a: [{ exists: false }] }, { a: 1 }, false],
    ['not exists or a value', { a: [{ exists: false }, 'x'] }, { a: 'x' }, true],
    ['not exists looks into every array element', { a: { b: [{ exists: false }] } }, { a: [{ b: 1 }, { c: 1 }] }, false],
    ['numeric', { a: [{ numeric: ['=', 5] }] }, { a: 5.0 }, true],
    ['numeric range', { a: [{ numeric: ['>', 0, '<=', 5] }] }, { a: 5 }, true],
    ['numeric range, outside', { a: [{ numeric: ['>', 0, '<=', 5] }] }, { a: 0 }, false],
    ['numeric of a text', { a: [{ numeric: ['>', 0] }] }, { a: '5' }, false],
    ['numeric beyond the limit', { a: [{ numeric: ['>', 0] }] }, { a: 6e9 }, false],
    ['$or', { $or: [{ a: [1] }, { b: [2] }] }, { b: 2 }, true],
    ['$or, none', { $or: [{ a: [1] }, { b: [2] }] }, { a: 2, b: 1 }, false],
    ['$or and its siblings', { $or: [{ a: [1] }, { b: [2] }], c: [3] }, { a: 1, c: 4 }, false],
    ['$or within a field', { d: { $or: [{ a: [1] }, { b: [2] }] } }, { d: { b: 2 } }, true],
    ['a pattern field of the prototype', { constructor: ['x'] }, {}, false],
  ]
  test.each(cases)('%s', (_, pattern, event, expected) => {
    expect(matches(pattern, event)).toBe(expected)
  })
})

describe('what is not understood is refused by name', () => {
  const cases: readonly (readonly [pattern: unknown, name: RegExp])[] = [
    [{ a: [{ wildcard: '*' }] }, /operator wildcard/],
    [{ a: [{ cidr: '10.0.0.0/8' }] }, /operator cidr/],
    [{ a: [{ 'anything-but': { suffix: 'x' } }] }, /anything-but with/],
    [{ a: [{ 'anything-but': { wildcard: 'x' } }] }, /anything-but with/],
    [{ a: [{ 'anything-but': ['x', 1] }] }, /of one kind/],
    [{ a: [{ prefix: { 'equals-ignore-case': 'x' } }] }, /prefix with/],
    [{ a: [{ numeric: ['!=', 1] }] }, /numeric with/],
    [{ a: [{ numeric: ['<', 6e9] }] }, /numeric with/],
    [{ a: [{ prefix: 'x', suffix: 'y' }] }, /exactly one operator/],
    [{ a: [] }, /empty list/],
    [{ a: 'x' }, /objects and lists/],
    [{ a: {} }, /empty object at a/],
    [{ $or: [{ a: [1] }] }, /at least two/],
    [{}, /empty object/],
  ]
  test.each(cases)('%j', (pattern, name) => {
    expect(() => matches(pattern, {})).toThrow(PatternRefused)
    expect(() => matches(pattern, {})).toThrow(name)
  })
})

describe('for any event', () => {
  const scalar = fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null))
  const key = fc.stringMatching(/^[a-z]{1,4}$/)
  const flat = fc.dictionary(key, scalar, { minKeys: 1, noNullPrototype: true })

  test('a pattern of its own leaves matches, and one wrong leaf does not', () => {
    fc.assert(
      fc.property(flat, (event) => {
        const pattern = Object.fromEntries(Object.entries(event).map(([name, value]) => [name, [value]]))
        expect(matches(pattern, event)).toBe(true)
        const [first] = Object.keys(event)
        expect(matches({ ...pattern, [String(first)]: ['no such value at all'] }, event)).toBe(false)
      }),
    )
  })

  test('anything-but is the opposite of exact where the field is there', () => {
    fc.assert(
      fc.property(
        scalar.filter((value) => value !== null),
        scalar,
        (excluded, found) => {
          expect(matches({ a: [{ 'anything-but': excluded }] }, { a: found })).toBe(!matches({ a: [excluded] }, { a: found }))
        },
      ),
    )
  })

  test('exists true and false exclude each other', () => {
    fc.assert(
      fc.property(flat, key, (event, name) => {
        expect(matches({ [name]: [{ exists: true }] }, event)).toBe(!matches({ [name]: [{ exists: false }] }, event))
      }),
    )
  })

  test('$or is either', () => {
    fc.assert(
      fc.property(flat, fc.tuple(key, scalar), fc.tuple(key, scalar), (event, [a, x], [b, y]) => {
        const left = { [a]: [x] }
        const right = { [b]: [y] }
        expect(matches({ $or: [left, right] }, event)).toBe(matches(left, event) || matches(right, event))
      }),
    )
  })

  test('fields nobody asked for change nothing', () => {
    fc.assert(
      fc.property(flat, flat, key, scalar, (event, other, name, value) => {
        const pattern = { [name]: [value] }
        const { [name]: _, ...rest } = other
        expect(matches(pattern, { ...rest, ...event })).toBe(matches(pattern, event))
      }),
    )
  })
})
