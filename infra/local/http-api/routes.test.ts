import { describe, expect, test } from 'vitest'
import { compileRoutes } from './routes.ts'

const route = (key: string) => ({ stack: 's', logicalId: key, key, functionArn: 'f', authorizer: undefined, scopes: [] })
const match = compileRoutes(
  ['$default', 'ANY /a/{proxy+}', 'GET /a/{id}', 'ANY /a/{id}', 'GET /a/fixed', 'GET /a/{id}/b', 'GET /'].map(route),
)

describe('the most specific route answers', () => {
  test.each([
    ['GET', '/a/fixed', 'GET /a/fixed', {}],
    ['GET', '/a/x', 'GET /a/{id}', { id: 'x' }],
    ['PUT', '/a/x', 'ANY /a/{id}', { id: 'x' }],
    ['GET', '/a/%C4%91%20x', 'GET /a/{id}', { id: 'đ x' }],
    ['GET', '/a/%', 'GET /a/{id}', { id: '%' }],
    ['GET', '/a/x/b', 'GET /a/{id}/b', { id: 'x' }],
    ['GET', '/a/x/c', 'ANY /a/{proxy+}', { proxy: 'x/c' }],
    ['PUT', '/a/fixed/b', 'ANY /a/{proxy+}', { proxy: 'fixed/b' }],
    ['GET', '/', 'GET /', {}],
    ['GET', '/a', '$default', {}],
    ['POST', '/elsewhere', '$default', {}],
  ])('%s %s → %s', (method, path, key, parameters) => {
    const matched = match(method, path)
    expect([matched?.route.key, matched?.parameters]).toEqual([key, parameters])
  })
})

test('without $default what no route knows has no answer', () => {
  expect(compileRoutes([route('GET /a')])('GET', '/b')).toBeUndefined()
})

test('a route key that is not understood is refused by name', () => {
  expect(() => compileRoutes([route('nonsense')])).toThrow(/nonsense/)
})
