import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { allow, deny } from './door/test-cloud.ts'
import { judge, matchesWildcard, requireUnderstood } from './policy.ts'

const demand = (action: string, resource: string, context = {}) => ({ action, resource, context })
const role = (...statements: ReturnType<typeof allow>[]) => ({ name: 'arn:aws:iam::000000000000:role/r', statements })

describe('a policy', () => {
  it('denies by default', () => {
    expect(judge(demand('s3:GetObject', 'arn:aws:s3:::b/k'), role())).toBe('not-allowed')
  })

  it('matches actions whatever their case, resources exactly', () => {
    const reader = role(allow(['S3:getobject*'], ['arn:aws:s3:::b/in/*']))
    expect(judge(demand('s3:GetObjectVersion', 'arn:aws:s3:::b/in/1'), reader)).toBe('allowed')
    expect(judge(demand('s3:GetObject', 'arn:aws:s3:::B/in/1'), reader)).toBe('not-allowed')
    expect(judge(demand('s3:GetObject', 'arn:aws:s3:::b/out/1'), reader)).toBe('not-allowed')
  })

  it('lets NotAction allow all but the named', () => {
    const statement = { ...allow([], ['*']), notActions: ['iam:*'] }
    expect(judge(demand('s3:GetObject', 'x'), role(statement))).toBe('allowed')
    expect(judge(demand('iam:PassRole', 'x'), role(statement))).toBe('not-allowed')
  })

  it('lets a bucket policy allow a role and deny anybody', () => {
    const reader = role()
    const open = { ...allow(['s3:GetObject'], ['*']), principal: { AWS: [reader.name] } }
    expect(judge(demand('s3:GetObject', 'x'), reader, [open])).toBe('allowed')
    const shut = { ...deny(['s3:*'], ['*'], { NumericGreaterThan: { 's3:signatureAge': ['600000'] } }), principal: '*' as const }
    expect(judge(demand('s3:GetObject', 'x', { 's3:signatureAge': '600001' }), reader, [open, shut])).toBe('denied')
    expect(judge(demand('s3:GetObject', 'x', { 's3:signatureAge': '5' }), reader, [open, shut])).toBe('allowed')
  })

  it('does not strike the TLS-only deny of CDK, and ignores statements about others', () => {
    const tlsOnly = { ...deny(['*'], ['*'], { Bool: { 'aws:SecureTransport': ['false'] } }), principal: '*' as const }
    const others = { ...deny(['*'], ['*']), principal: { Service: ['events.amazonaws.com'] } }
    expect(judge(demand('s3:GetObject', 'x'), role(allow(['*'], ['*'])), [tlsOnly, others])).toBe('allowed')
  })

  it('refuses an operator it does not know, by name', () => {
    const statement = allow(['*'], ['*'], { DateGreaterThan: { 'aws:CurrentTime': ['2026'] } })
    expect(() => requireUnderstood([statement], 'Stack/Role')).toThrow(/Stack\/Role.*DateGreaterThan/)
  })

  it('needs a condition key to be there, except for ForAllValues and IfExists', () => {
    const when = (operator: string) => role(allow(['*'], ['*'], { [operator]: { key: ['v'] } }))
    expect(judge(demand('a:b', 'x'), when('StringEquals'))).toBe('not-allowed')
    expect(judge(demand('a:b', 'x'), when('StringEqualsIfExists'))).toBe('allowed')
    expect(judge(demand('a:b', 'x'), when('ForAllValues:StringEquals'))).toBe('allowed')
    expect(judge(demand('a:b', 'x', { key: ['v', 'w'] }), when('ForAllValues:StringEquals'))).toBe('not-allowed')
    expect(judge(demand('a:b', 'x', { key: ['v', 'w'] }), when('ForAnyValue:StringEquals'))).toBe('allowed')
  })

  it('matches a wildcard exactly where plain reading says so', () => {
    const part = fc.string({ maxLength: 6 }).map((text) => text.replace(/[*?]/g, ''))
    fc.assert(
      fc.property(part, part, part, (before, between, after) => {
        expect(matchesWildcard(before + between + after, `${before}*${after}`)).toBe(true)
        expect(matchesWildcard(`${before}x${after}`, `${before}?${after}`)).toBe(true)
        expect(matchesWildcard(`${before}${after}`, `${before}?${after}`)).toBe(false)
      }),
    )
  })
})
