import { expect, it, vi } from 'vitest'
import * as follow from '../../functions/api/follow.ts'
import { ask, holder, memoryWorld } from './world.ts'

const MATRIX = 'GET /api/plans/{planId}/matrix'
const MAILS = 'GET /api/plans/{planId}/notices'

async function officerOfPlan() {
  const world = await memoryWorld()
  return { world, asked: { email: holder(world.directory, 'officer', 'unt_so-gddt-ha-noi').email, params: { planId: world.plan.planId } } }
}

it.each([MATRIX, MAILS])('refuses a page that was never given out as bad input, not as a fault: %s', async (route) => {
  const { world, asked } = await officerOfPlan()
  const { statusCode, json } = await ask(follow, route, { ...asked, query: { after: 'x' } }, world)
  expect([statusCode, json.code, json.field]).toEqual([400, 'invalid', 'after'])
})

it('takes a page of another list for one that was never given out', async () => {
  const { world, asked } = await officerOfPlan()
  const { planId } = world.plan
  const standing = { key: '8', version: 1, state: 'draft', late: false } as const
  await world.board.record(planId, [
    { ...standing, unit: 'unt_a' },
    { ...standing, unit: 'unt_b' },
  ])
  const { next = '' } = await world.board.units(planId, { entriesMax: 1 })
  const rest = await ask(follow, MATRIX, { ...asked, query: { after: next } }, world)
  expect(rest.json.items).toMatchObject([{ unit: 'unt_b' }])
  expect((await ask(follow, MAILS, { ...asked, query: { after: next } }, world)).statusCode).toBe(400)
})

it('answers a fault of the table as a fault, whatever page was asked for', async () => {
  const { world, asked } = await officerOfPlan()
  vi.spyOn(console, 'error').mockImplementation(() => {})
  const units = () => Promise.reject(Object.assign(new Error('no such condition'), { name: 'ValidationException' }))
  const failing = { ...world, board: { ...world.board, units } }
  expect((await ask(follow, MATRIX, { ...asked, query: { after: 'x' } }, failing)).statusCode).toBe(500)
})

it('finds no mails of a kind that there is not, however long', async () => {
  const { world, asked } = await officerOfPlan()
  const { store } = world
  const list: typeof store.list = (name, options) => {
    if ((options?.prefix ?? '').length > 1_024) throw new Error('DynamoDB takes no longer beginning of a key')
    return store.list(name, options)
  }
  const mails = await ask(follow, MAILS, { ...asked, query: { kind: 'k'.repeat(2_000) } }, { ...world, store: { ...store, list } })
  expect([mails.statusCode, mails.json.notices]).toEqual([200, []])
})
