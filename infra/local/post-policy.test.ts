import { describe, expect, it } from 'vitest'
import { checkPostPolicy } from './post-policy.ts'

const now = Date.parse('2026-03-02T01:00:00Z')

function check(conditions: unknown, fields: Record<string, string> = {}, expiration: unknown = '2026-03-02T02:00:00Z') {
  const policy = Buffer.from(JSON.stringify({ expiration, conditions })).toString('base64')
  return checkPostPolicy(new Map(Object.entries({ ...fields, policy })), 'files', now)
}

describe('a POST policy', () => {
  it('gives the size range, and knows the bucket without a field for it', () => {
    expect(check([{ bucket: 'files' }, ['content-length-range', 1, 10]])).toEqual({ min: 1, max: 10 })
    expect(check([{ bucket: 'files' }])).toBeUndefined()
    expect(() => check([{ bucket: 'other' }])).toThrow(/Policy Condition failed/)
  })

  it('compares exactly or by prefix, field names in any case', () => {
    check([['eq', '$KEY', 'in/1']], { key: 'in/1' })
    check([['starts-with', '$key', 'in/']], { key: 'in/1' })
    check([['starts-with', '$x-amz-meta-note', '']], { 'x-amz-meta-note': 'anything' })
    expect(() => check([['starts-with', '$key', 'in/']], { key: 'out/in/1' })).toThrow(/AccessDenied|Condition failed/)
    expect(() => check([['eq', '$key', 'in/1']], {})).toThrow(/Condition failed/)
  })

  it('covers every field but the signature, the policy and x-ignore fields', () => {
    check([], { 'x-ignore-me': '1', 'x-amz-signature': '1' })
    expect(() => check([], { key: 'a' })).toThrow(/Extra input fields: key/)
  })

  it.each([
    ['an operator S3 does not have', [['contains', '$key', 'a']], '2026-03-02T02:00:00Z'],
    ['a size range that is none', [['content-length-range', 'a', 'b']], '2026-03-02T02:00:00Z'],
    ['no conditions', undefined, '2026-03-02T02:00:00Z'],
    ['a date that is none', [], 'tomorrow'],
  ])('refuses a document with %s', (_, conditions, expiration) => {
    expect(() => check(conditions, { key: 'a' }, expiration)).toThrow(expect.objectContaining({ code: 'InvalidPolicyDocument' }))
  })

  it('ends at its expiration, to the millisecond', () => {
    check([], {}, '2026-03-02T01:00:00.001Z')
    expect(() => check([], {}, '2026-03-02T01:00:00.000Z')).toThrow(/expired/)
  })
})
