import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { apiFunctions, reactions, relay } from '../../infra/wiring.ts'
import { routeKey } from '../../shared/api/route.ts'

const folder = join(import.meta.dirname, '../../functions')
const named = [...reactions, ...apiFunctions, relay].map((line) => line.function).sort()

/** Others hear events of ours or of AWS: this one reads what S3 brings, and what was overlooked of that. */
const HEARS_US_AND_AWS: readonly string[] = ['document-uploaded/read-plan']

describe('the map', () => {
  test('every line has its file, and every handler file its line', () => {
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.ts') && !path.endsWith('.test.ts') && !path.startsWith('runtime/'))
      .map((path) => path.slice(0, -'.ts'.length))
      .sort()
    expect(files).toEqual(named)
  })

  test.each(named)('functions/%s.ts exports a handler', (name) => {
    expect(readFileSync(join(folder, `${name}.ts`), 'utf8')).toMatch(/export (const|async function|function) \{?.*\bhandler\b/)
  })

  test('no function stands in two lines', () => {
    expect(new Set(named).size).toBe(named.length)
  })

  test('no route is answered twice', () => {
    const routes = apiFunctions.flatMap((line) => line.routes.map(routeKey))
    expect(new Set(routes).size).toBe(routes.length)
  })

  test.each(reactions)(
    '$function reacts to something, and holds messages back no longer than SQS can',
    ({ function: name, on = [], onAws, delaySeconds }) => {
      const heard = [on.length > 0, onAws !== undefined].filter(Boolean).length
      expect(heard).toBe(HEARS_US_AND_AWS.includes(name) ? 2 : 1)
      expect(delaySeconds ?? 0).toBeLessThanOrEqual(900)
    },
  )
})
