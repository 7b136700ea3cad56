import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { temporaryFolder } from '../../tests/temporary-folder.ts'
import { createActivity } from './activity.ts'
import { createClock } from './clock.ts'
import { openLogs } from './functions/logs.ts'
import { createFunctions, type Functions } from './functions.ts'
import type { FunctionModel } from './template/model.ts'

const INSTANT = Date.parse('2026-09-01T00:00:00Z')
const folder = temporaryFolder('functions')
const logs = openLogs(join(folder, 'logs'))

function modelOf(name: string, code: string, more: Partial<FunctionModel> = {}): FunctionModel {
  const codePath = join(folder, name)
  mkdirSync(codePath, { recursive: true })
  writeFileSync(join(codePath, 'index.mjs'), code)
  return {
    stack: 's',
    logicalId: name,
    name,
    arn: name,
    codePath,
    handler: 'index.handler',
    runtime: 'nodejs24.x',
    environment: { OWN: 'of the template' },
    timeoutSeconds: 10,
    memoryMb: 128,
    roleArn: `role-of-${name}`,
    reservedConcurrency: undefined,
    logFormat: 'Text',
    permissions: [],
    ...more,
  }
}

let functions: Functions
function start(...models: readonly FunctionModel[]): Functions {
  functions = createFunctions({
    folder,
    functions: models,
    region: 'ap-southeast-1',
    endpoint: 'http://127.0.0.1:1',
    clock: createClock({ kind: 'held', at: INSTANT }).shared,
    logs,
    activity: createActivity(),
    sessionOf: ({ roleArn }) => ({ accessKeyId: `key of ${roleArn}`, secretAccessKey: 'secret', sessionToken: 'token' }),
  })
  return functions
}
afterEach(() => functions.stop())

describe('a function', () => {
  test('gets its event and context, its own variables only, and the time of the machine', async () => {
    process.env.SECRET_OF_THE_MACHINE = 'x'
    const code = `export const handler = async (event, context) => ({
      event, env: process.env, now: Date.now(), id: context.awsRequestId, left: context.getRemainingTimeInMillis() })`
    const outcome = await start(modelOf('look', code)).invoke('look', { a: [1, 'đ'] })
    expect(outcome).toMatchObject({
      kind: 'returned',
      payload: {
        event: { a: [1, 'đ'] },
        now: INSTANT,
        env: { OWN: 'of the template', AWS_ACCESS_KEY_ID: 'key of role-of-look', AWS_LAMBDA_FUNCTION_NAME: 'look', TZ: ':UTC' },
      },
    })
    const payload = Object(outcome.kind === 'returned' ? outcome.payload : undefined)
    expect(payload.env).not.toHaveProperty('SECRET_OF_THE_MACHINE')
    expect(payload.left).toBeGreaterThan(5_000)
    expect(payload.left).toBeLessThanOrEqual(10_000)
  })

  test('is warm the second time, and one environment answers one invocation at a time', async () => {
    const code = `let count = 0, inside = 0
      export const handler = async () => { inside += 1; const together = inside; await new Promise((r) => setTimeout(r, 20)); inside -= 1; return [++count, together] }`
    start(modelOf('count', code, { reservedConcurrency: 1 }))
    const outcomes = await Promise.all([1, 2, 3].map(() => functions.invoke('count', {})))
    expect(outcomes.map((outcome) => outcome.kind === 'returned' && outcome.payload)).toEqual([
      [1, 1],
      [2, 1],
      [3, 1],
    ])
    expect(functions.stats()).toEqual({ environments: 1, busy: 0 })
  })

  test.each([
    ['throws', `export const handler = async () => { throw new TypeError('broken') }`, { errorType: 'TypeError', errorMessage: 'broken' }],
    ['exits', `export const handler = async () => process.exit(3)`, { errorType: 'Runtime.ExitError' }],
    ['hangs without end', `export const handler = async () => { for (;;); }`, { errorType: 'Sandbox.Timedout' }],
    [
      'waits without end',
      `export const handler = () => new Promise(() => { setInterval(() => {}, 1000) })`,
      { errorType: 'Sandbox.Timedout' },
    ],
    ['does not load', `import 'no-such-module'; export const handler = () => 1`, { errorType: 'Error' }],
    ['has another name', `export const other = () => 1`, { errorType: 'Runtime.HandlerNotFound' }],
    [
      'crashes beside its handler',
      `export const handler = () => new Promise(() => { setTimeout(() => { throw new Error('beside') }) })`,
      { errorMessage: 'beside' },
    ],
  ])('that %s has failed, and the next invocation gets a fresh environment', async (name, code, fault) => {
    start(modelOf(name.replaceAll(' ', '-'), code, { timeoutSeconds: 0.3 }))
    for (let round = 0; round < 2; round += 1) {
      expect(await functions.invoke(name.replaceAll(' ', '-'), {})).toMatchObject({ kind: 'failed', fault })
    }
  })

  test('gets no event and gives no answer of more than six megabytes', async () => {
    start(modelOf('long', `export const handler = async ({ length, text }) => (text ?? '').length || 'x'.repeat(length)`))
    const [most, quotes] = [6 * 1024 * 1024, 2]
    const event = '{"text":""}'.length
    expect(await functions.invoke('long', { length: most - quotes })).toMatchObject({ kind: 'returned' })
    expect(await functions.invoke('long', { length: most })).toMatchObject({ fault: { errorType: 'Function.ResponseSizeTooLarge' } })
    expect(await functions.invoke('long', { text: 'x'.repeat(most - event) })).toEqual({ kind: 'returned', payload: most - event })
    const tooMuch = { fault: { errorType: 'RequestEntityTooLargeException' } }
    expect(await functions.invoke('long', { text: 'đ'.repeat(most / 2) })).toMatchObject(tooMuch)
    expect(functions.stats()).toEqual({ environments: 1, busy: 0 })
  })

  test('that is killed in the middle has failed', async () => {
    start(modelOf('killed', `export const handler = () => new Promise(() => { setInterval(() => {}, 1000) })`))
    functions.onInvoke(({ functionArn }) => functions.kill(functionArn))
    expect(await functions.invoke('killed', {})).toMatchObject({ kind: 'failed', fault: { errorType: 'Runtime.ExitError' } })
  })

  test('writes its console into its own log, in the format of its template', async () => {
    const code = `export const handler = async () => { console.log('said %d', 1); console.error({ a: 1 }) }`
    start(modelOf('text', code), modelOf('json', code, { logFormat: 'JSON' }))
    await functions.invoke('text', {})
    await functions.invoke('json', {})
    await functions.stop()
    await logs.close()
    const read = (name: string) => readFileSync(join(folder, 'logs', `${name}.log`), 'utf8').split('\n')
    expect(read('text')[0]).toMatch(/^2026-09-01T00:00:00.000Z\t[0-9a-f-]{36}\tINFO\tsaid 1$/)
    expect(JSON.parse(read('json')[1] ?? '')).toMatchObject({ level: 'ERROR', message: { a: 1 } })
  })
})
