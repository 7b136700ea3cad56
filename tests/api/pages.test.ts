import { expect, it, vi } from 'vitest'
import * as follow from '../../functions/api/follow.ts'
import { pageKey } from '../../shared/aws/table.ts'
import { ask, holder, memoryWorld } from './world.ts'

const MATRIX = 'GET /api/plans/{planId}/matrix'

it('refuses a page that was never given out, and a kind that no mail has, as bad input and not as a fault', async () => {
  const world = await memoryWorld()
  const asked = { email: holder(world.directory, 'officer', 'unt_so-gddt-ha-noi').email, params: { planId: world.plan.planId } }
  const failing = (units: () => Promise<never>) => ({ ...world, board: { ...world.board, units } })
  /** As DynamoDB says that a key lies outside of the query. */
  const outside = () => Promise.reject(Object.assign(new Error('outside query boundaries'), { name: 'ValidationException' }))
  const unreadable = async () => Promise.reject(pageKey('x'))
  for (const lost of [failing(outside), failing(unreadable)]) {
    const matrix = await ask(follow, MATRIX, { ...asked, query: { after: 'x' } }, lost)
    expect([matrix.statusCode, matrix.json.code, matrix.json.field]).toEqual([400, 'invalid', 'after'])
  }
  vi.spyOn(console, 'error').mockImplementation(() => {})
  expect((await ask(follow, MATRIX, asked, failing(outside))).statusCode).toBe(500)
  const { store } = world
  const list: typeof store.list = (name, options) => (name.startsWith('notice#') ? outside() : store.list(name, options))
  const longKey = { ...world, store: { ...store, list } }
  const mails = await ask(follow, 'GET /api/plans/{planId}/notices', { ...asked, query: { kind: 'k'.repeat(2_000) } }, longKey)
  expect([mails.statusCode, mails.json.code]).toEqual([400, 'invalid'])
})
