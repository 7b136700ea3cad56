import { describe, expect, it } from 'vitest'
import * as z from 'zod/mini'
import { breakingChanges, type JsonSchema } from './breaking.ts'

const schemaOf = (schema: z.ZodMiniType): JsonSchema => z.toJSONSchema(schema, { target: 'draft-7', io: 'input' }) as JsonSchema

const changes = (before: z.ZodMiniType, after: z.ZodMiniType) => breakingChanges(schemaOf(before), schemaOf(after))

const unit = z.string()

describe('a change that every reader and every stored event survives', () => {
  it.each<[what: string, before: z.ZodMiniType, after: z.ZodMiniType]>([
    ['none at all', z.object({ unit }), z.object({ unit })],
    ['an optional field', z.object({ unit }), z.object({ unit, note: z.optional(z.string()) })],
    [
      'an optional field inside a list',
      z.object({ files: z.array(z.object({ unit })) }),
      z.object({ files: z.array(z.object({ unit, late: z.optional(z.boolean()) })) }),
    ],
    ['fields in another order', z.object({ unit, key: z.string() }), z.object({ key: z.string(), unit })],
    ['a longer list of words', z.object({ kind: z.enum(['a', 'b']) }), z.object({ kind: z.enum(['b', 'c', 'a']) })],
    [
      'looser limits',
      z.object({ n: z.string().check(z.minLength(2), z.maxLength(5)) }),
      z.object({ n: z.string().check(z.minLength(1), z.maxLength(9)) }),
    ],
    ['no limit any more', z.object({ n: z.string().check(z.maxLength(5)) }), z.object({ n: z.string() })],
    [
      'an optional field inside a value that may be null',
      z.object({ due: z.nullable(z.object({ unit })) }),
      z.object({ due: z.nullable(z.object({ unit, to: z.optional(z.string()) })) }),
    ],
  ])('is %s', (_what, before, after) => {
    expect(changes(before, after)).toEqual([])
  })
})

describe('a breaking change', () => {
  it.each<[sentence: string, before: z.ZodMiniType, after: z.ZodMiniType]>([
    ['key was removed', z.object({ unit, key: z.string() }), z.object({ unit })],
    ['note was removed', z.object({ unit, note: z.optional(z.string()) }), z.object({ unit })],
    ['count changed its type from string to integer', z.object({ count: z.string() }), z.object({ count: z.int() })],
    ['count changed its type from number to integer', z.object({ count: z.number() }), z.object({ count: z.int() })],
    ['reason became required', z.object({ unit }), z.object({ unit, reason: z.string() })],
    ['note became required', z.object({ note: z.optional(z.string()) }), z.object({ note: z.string() })],
    ['note is no longer always there', z.object({ note: z.string() }), z.object({ note: z.optional(z.string()) })],
    ['kind no longer takes "b"', z.object({ kind: z.enum(['a', 'b']) }), z.object({ kind: z.enum(['a']) })],
    ['kind takes only a, b now', z.object({ kind: z.string() }), z.object({ kind: z.enum(['a', 'b']) })],
    ['kind no longer lists its words', z.object({ kind: z.enum(['a', 'b']) }), z.object({ kind: z.string() })],
    [
      'n changed its maxLength from 9 to 5',
      z.object({ n: z.string().check(z.maxLength(9)) }),
      z.object({ n: z.string().check(z.maxLength(5)) }),
    ],
    ['n changed its maxLength from none to 5', z.object({ n: z.string() }), z.object({ n: z.string().check(z.maxLength(5)) })],
    [
      'n changed its minLength from 1 to 2',
      z.object({ n: z.string().check(z.minLength(1)) }),
      z.object({ n: z.string().check(z.minLength(2)) }),
    ],
    [
      'n changed its pattern from "^a" to "^b"',
      z.object({ n: z.string().check(z.regex(/^a/)) }),
      z.object({ n: z.string().check(z.regex(/^b/)) }),
    ],
    ['files[].bytes was removed', z.object({ files: z.array(z.object({ bytes: z.int() })) }), z.object({ files: z.array(z.object({})) })],
    [
      'header.year changed its type from integer to string',
      z.object({ header: z.object({ year: z.int() }) }),
      z.object({ header: z.object({ year: z.string() }) }),
    ],
    ['due changed its type from string or null to string', z.object({ due: z.nullable(z.string()) }), z.object({ due: z.string() })],
    ['due changed its type from string to string or null', z.object({ due: z.string() }), z.object({ due: z.nullable(z.string()) })],
    ['due takes values no reader expects', z.object({ due: z.object({}) }), z.object({ due: z.nullable(z.object({})) })],
    ['due no longer takes every value it took', z.object({ due: z.nullable(z.object({})) }), z.object({ due: z.object({}) })],
    [
      'due no longer takes every value it took',
      z.object({ due: z.nullable(z.object({ to: z.string() })) }),
      z.object({ due: z.nullable(z.object({ to: z.int() })) }),
    ],
    [
      'facts.* changed its type from string to integer',
      z.object({ facts: z.record(z.string(), z.string()) }),
      z.object({ facts: z.record(z.string(), z.int()) }),
    ],
    ['the detail changed what other fields it takes', z.object({ unit }), z.strictObject({ unit })],
  ])('is told in a sentence: %s', (sentence, before, after) => {
    expect(changes(before, after)).toContain(sentence)
  })

  it('is told for every place it is in', () => {
    const before = z.object({ a: z.string(), b: z.string(), c: z.object({ d: z.int() }) })
    const after = z.object({ b: z.int(), c: z.object({ d: z.int(), e: z.int() }) })
    expect(changes(before, after)).toEqual(['a was removed', 'b changed its type from string to integer', 'c.e became required'])
  })
})
