/** What a mail's own page is told beside the mail: whom it is about, and the codes that a mail leaves out. */
import { beforeEach, expect, it } from 'vitest'
import { SYSTEM } from '../../events/event.ts'
import * as notices from '../../functions/api/notices.ts'
import * as units from '../../functions/api/units.ts'
import { tellFailure } from '../../shared/notice/tell-failure.ts'
import { tellHandOver } from '../../shared/notice/tell-hand-over.ts'
import { tellUnit } from '../../shared/notice/tell-unit.ts'
import { ask, holder, type MemoryWorld, memoryWorld } from './world.ts'

const SCHOOL = 'unt_thpt-binh-duc'
const UNTIL = '2021-02-10T17:00:00.000Z'

let world: MemoryWorld
let officer: ReturnType<typeof holder>

beforeEach(async () => {
  world = await memoryWorld()
  officer = holder(world.directory, 'officer', 'unt_so-gddt-ha-noi')
})

const metadata = (stream: 'assignment#one' | 'failure#one') => ({
  ...{ id: `${stream}#1`, version: 1, stream, sequence: 1, at: world.clock.now(), actor: SYSTEM },
  ...{ correlationId: 'test', causationId: 'test' },
})

/** The page of the last mail of this kind to a person. */
async function pageOf(kind: string, person: { readonly id: string; readonly email: string }) {
  const { noticeId } = world.store.published
    .filter(({ name }) => name === 'notice.queued')
    .map(({ detail }) => JSON.parse(detail).data)
    .findLast((notice) => notice.kind === kind && notice.recipient === person.id)
  return (await ask(notices, 'GET /api/notices/{noticeId}', { email: person.email, params: { noticeId } }, world)).json
}

it('of an extension that ended with nothing handed in leads the officer to that unit’s work', async () => {
  const data = { planId: world.plan.planId, key: '1', unit: SCHOOL, until: UNTIL, handedIn: false }
  await tellUnit({ name: 'assignment.extension-ended', data, metadata: metadata('assignment#one') }, world)
  expect(await pageOf('extension-ended', officer)).toMatchObject({ key: '1', about: SCHOOL })
})

it('of a role that was handed over leads whoever is told of it to that unit', async () => {
  const clerk = holder(world.directory, 'clerk', SCHOOL)
  const body = { role: 'clerk', giver: clerk.id, name: 'Lê Thị Mới', email: 'le-thi-moi@thidua.test', from: '2021-02-01' }
  await ask(units, 'POST /api/units/{unit}/hand-overs', { email: clerk.email, params: { unit: SCHOOL }, body }, world)
  const transferred = world.store.published.findLast(({ name }) => name === 'unit.role-transferred')
  await tellHandOver({ name: 'unit.role-transferred', ...JSON.parse(transferred?.detail ?? '') }, world)
  expect(await pageOf('role-transferred', officer)).toMatchObject({ about: SCHOOL })
})

it('of a reaction that gave up names the codes to drive it again by, as the mail says that it does', async () => {
  const event = { reaction: 'notice-queued/send-mail', eventId: 'notice#ntc_1#1', eventName: 'notice.queued', reason: 'Error: away' }
  const data = { ...event, causedBy: 'system', failedAt: world.clock.now() }
  await tellFailure({ data, metadata: metadata('failure#one') }, world)
  const page = await pageOf('reaction-failed', officer)
  expect(page).toMatchObject({ failure: { reaction: 'notice-queued/send-mail', eventId: 'notice#ntc_1#1' } })
  expect(page.text).toContain('Trang thông báo ghi mã của lỗi')
})
