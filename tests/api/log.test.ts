/** What a function writes down, as CloudWatch would have it, and the question that `docs/operations.md` asks of it. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { log } from '../../functions/runtime/log.ts'
import { captureConsole } from '../../infra/local/runtime/console.ts'

/** The line as Lambda's JSON format writes it. */
function written(line: Parameters<typeof log>[0]): Record<string, unknown> {
  const original = { ...console }
  const lines: string[] = []
  captureConsole('JSON', (text) => lines.push(text))
  try {
    log(line)
  } finally {
    Object.assign(console, original)
  }
  return JSON.parse(lines[0] ?? '')
}

const operations = readFileSync(join(import.meta.dirname, '../../docs/operations.md'), 'utf8')

test('every field that the documented query names is a field of the line, not part of a text', () => {
  const line = written({
    function: 'notice-queued/send-mail',
    outcome: 'failed',
    milliseconds: 12,
    eventId: 'notice#ntc_1#1',
    eventName: 'notice.queued',
    correlationId: 'cmd_1',
    route: 'GET /api/plans',
    reason: 'Error: away',
  })
  const named = [...new Set(operations.match(/\bmessage\.\w+/g))].map((field) => field.slice('message.'.length))
  expect(named).toEqual(expect.arrayContaining(['correlationId', 'function', 'outcome', 'eventId', 'reason']))
  expect(line.level).toBe('ERROR')
  for (const field of named) expect([field, Object.keys(line.message as object).includes(field)]).toEqual([field, true])
})
