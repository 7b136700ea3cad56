/** Chasing: the plan's mail once more to those who have not said that they got it. */
import { beforeEach, expect, it } from 'vitest'
import * as chase from '../../functions/api/chase.ts'
import { unitAggregate } from '../../shared/directory/aggregates.ts'
import { command } from '../../shared/log/command.ts'
import { type NoticeCommand, noticeAggregate, type QueuedNotice } from '../../shared/notice/notice.ts'
import { renderNotice } from '../../shared/notice/render.ts'
import { ask, contextIn, holder, type MemoryWorld, memoryWorld } from './world.ts'

const ROUTE = 'POST /api/plans/{planId}/notices/reminders'
const SCHOOL = 'unt_thpt-binh-duc'
const OTHER = 'unt_pgd-ba-dinh'
const NEXT_DAY = '2021-01-19T02:00:00.000Z'

let world: MemoryWorld
let officer: string

beforeEach(async () => {
  world = await memoryWorld()
  officer = holder(world.directory, 'officer', 'unt_so-gddt-ha-noi').email
  for (const unit of [SCHOOL, OTHER]) await tell(unit)
  world.clock.moveTo(NEXT_DAY)
})

const params = () => ({ planId: world.plan.planId })
const asked = (email = officer) => ask(chase, ROUTE, { email, params: params() }, world)
const queued = () => world.store.published.filter(({ name }) => name === 'notice.queued').map(({ detail }) => JSON.parse(detail).data)
const order = (noticeId: string, given: NoticeCommand) => command(world.store, noticeAggregate, noticeId, given, contextIn(world))

/** As it was told when the plan was issued, at an address of then. */
async function tell(unit: string): Promise<void> {
  const noticeId = `ntc_${unit}`
  const facts = { owes: ['1'] }
  const notice: QueuedNotice = {
    ...{ noticeId, kind: 'plan-issued', ...params(), recipient: unit, name: unit, address: 'cu@thidua.test', contact: 1, facts },
  }
  await order(noticeId, { type: 'queue', notice })
  await order(noticeId, { type: 'record-sent', messageId: `msg-${unit}`, sentAt: world.clock.now() })
}

it('goes to the silent alone, with what the first mail said, to the address of today', async () => {
  await order(`ntc_${OTHER}`, { type: 'acknowledge' })
  const before = queued().length
  expect((await asked()).json).toEqual({ reminded: 1 })
  const address = world.directory.unit(SCHOOL as never)?.contacts[0]?.email
  expect(queued().slice(before)).toMatchObject([{ kind: 'plan-issued', recipient: SCHOOL, address, facts: { owes: ['1'], chased: true } }])
  const { subject, text } = renderNotice(queued().at(-1), world.plan, 'https://portal.test')
  expect(subject).toMatch(/^Xin xác nhận đã nhận: /)
  expect(text).toContain('Thư này gửi lại vì chưa có xác nhận đã nhận.')
})

it('tells nobody twice a day, and again on the next', async () => {
  expect((await asked()).json).toEqual({ reminded: 2 })
  expect((await asked()).json).toEqual({ reminded: 0 })
  for (const { noticeId } of queued().slice(-2)) await order(noticeId, { type: 'record-sent', messageId: noticeId, sentAt: NEXT_DAY })
  world.clock.moveTo('2021-01-20T02:00:00.000Z')
  expect((await asked()).json).toEqual({ reminded: 2 })
})

it('is for the officer of the plan alone', async () => {
  for (const email of [holder(world.directory, 'head', 'unt_so-gddt-ha-noi').email, holder(world.directory, 'clerk', SCHOOL).email])
    expect(await asked(email)).toMatchObject({ statusCode: 404, json: { code: 'not-found' } })
})

it('leaves alone a unit that is gone meanwhile, and does not write to whoever took over in its name', async () => {
  const unit = world.directory.unit(OTHER)
  if (unit === undefined) throw new Error('no unit')
  const gone = { value: { ...unit, validTo: '2021-01-18', successor: SCHOOL } } as const
  const context = contextIn(world)
  await command(world.store, unitAggregate, OTHER, gone, context)
  expect((await asked()).json).toEqual({ reminded: 1 })
  expect(queued().at(-1)).toMatchObject({ recipient: SCHOOL })
})
