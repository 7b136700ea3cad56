import { describe, expect, test } from 'vitest'
import { apiFunctions } from '../../infra/wiring.ts'
import { everySentence } from '../../shared/access/every-sentence.vi.ts'
import { isCommand, routeKey } from '../../shared/api/route.ts'
import { openApiOf } from '../../web/docs/openapi.ts'
import { docsPage } from '../../web/docs/page.ts'

const api = openApiOf(apiFunctions)
const page = docsPage(api)
const routes = apiFunctions.flatMap((line) => line.routes)

describe('the documentation of the API', () => {
  test.each(routes.map((route) => [routeKey(route), route] as const))(
    '%s is in it, with its body, its answer and its refusals',
    (_key, route) => {
      const operation = api.paths[route.path]?.[route.method.toLowerCase()]
      expect(operation?.summary).toBe(route.summary)
      expect(operation?.requestBody === undefined).toBe(route.body === undefined)
      expect(Object.keys(operation?.responses ?? {})).toEqual(expect.arrayContaining(['400', '401', '403', '404', '500']))
      expect(operation?.parameters.some(({ name }) => name === 'idempotency-key')).toBe(isCommand(route))
      expect(page).toContain(route.path)
    },
  )

  test('every reference leads somewhere, and no two operations share an id', () => {
    const text = JSON.stringify(api)
    for (const [, name = ''] of text.matchAll(/#\/components\/schemas\/(\w+)/g)) expect(api.components.schemas).toHaveProperty(name)
    for (const [, name = ''] of text.matchAll(/#\/components\/responses\/(\w+)/g)) expect(api.components.responses).toHaveProperty(name)
    const ids = Object.values(api.paths).flatMap((methods) => Object.values(methods).map(({ operationId }) => operationId))
    expect(new Set(ids).size).toBe(ids.length)
  })

  test('it names every refusal with its sentence', () => {
    for (const code of Object.keys(everySentence)) expect(page).toContain(`<code>${code}</code>`)
  })

  test('it keeps the content policy: no script, no style of its own, nothing from elsewhere', () => {
    expect(page).not.toMatch(/<script|<style|style=|\son\w+=|https?:\/\//)
  })
})
