/** Reminders that an amendment overtakes between deciding and sending. What else becomes of mails is the simulation's and the local cloud's. */
import { beforeEach, describe, expect, it } from 'vitest'
import type { Detail, Happened } from '../../events/event.ts'
import type { noticeQueued } from '../../events/notice.ts'
import { loadDirectory } from '../directory/load.ts'
import { stateOf, streamOf } from '../log/command.ts'
import { memoryClaims } from '../memory/claims.ts'
import { movedClock } from '../memory/clock.ts'
import { memoryEventStore } from '../memory/event-store.ts'
import { memoryMailer } from '../memory/mailer.ts'
import {
  ALL,
  type AmendingWorld,
  amendingWorld,
  amendWith,
  before,
  contextAt,
  type Edit,
  ISSUED_AT,
  ONE,
  PLAN,
} from '../plan/amendment/world.test-support.ts'
import { OTHER_PGD, PGD } from '../plan/cascade/cascade.test-support.ts'
import { loadPlan } from '../plan/load.ts'
import { taskOf } from '../plan/plan.ts'
import { Retryable } from '../ports.ts'
import type { NoticeState } from './notice.ts'
import { remindNow } from './remind-now.ts'
import { sendMail } from './send-mail.ts'
import { AMENDMENT_TOLD_SECONDS } from './still-meant.ts'
import { tellAffected } from './tell-affected.ts'

const NOW = '2021-02-01T02:00:00.000Z'

let world: AmendingWorld & { readonly clock: ReturnType<typeof movedClock> }
let mailer: ReturnType<typeof memoryMailer>

beforeEach(async () => {
  const twins = { store: memoryEventStore(), clock: movedClock(ISSUED_AT) }
  await amendingWorld(twins)
  world = twins
  mailer = memoryMailer()
  world.clock.moveTo(NOW)
})

/** An officer's reminder of task 2, queued for every unit that owes it. */
async function remind(): Promise<void> {
  const plan = await loadPlan(world.store, PLAN)
  const task = taskOf(plan, '2')
  if (task === undefined) throw new Error('the plan has no task 2')
  const asking = { directory: await loadDirectory(world), store: world.store, at: world.clock.now() }
  await remindNow(plan, task, asking, contextAt(world.clock.now()))
}

async function reminderTo(unit: string): Promise<NoticeState> {
  const streams = [...world.store.streams()].filter((stream) => stream.startsWith('notice#'))
  const notices = (await world.store.loadMany(streams)).flatMap((stored) => stateOf<NoticeState>(stored) ?? [])
  const found = notices.find(({ kind, recipient }) => kind === 'reminder' && recipient === unit)
  if (found === undefined) throw new Error(`${unit} was not reminded`)
  return found
}

/** The mail's turn has come. Answers what became of it. */
async function itsTurn(unit: string): Promise<string> {
  const { noticeId } = await reminderTo(unit)
  const queued = world.store.published.find(({ detail }) => detail.includes(noticeId))
  const event = JSON.parse(queued?.detail ?? '') as Detail<Happened<typeof noticeQueued>['data']>
  await sendMail(event, { ...world, claims: memoryClaims(), mailer, portalUrl: 'https://portal.thidua.test' })
  const notice = stateOf<NoticeState>(await world.store.load(streamOf('notice', noticeId)))
  return notice?.cancelled ?? (notice?.messageId === undefined ? 'waits' : 'sent')
}

const asks = (...executing: string[]): Edit => ({ type: 'task', key: '2', with: { executing } })
const tell = async (draft: string, ...edits: readonly Edit[]) => tellAffected(await amendWith(world, draft, ...edits), world)

describe('a reminder that was queued before an amendment', () => {
  it('goes out where the task stays as it was', async () => {
    await remind()
    await tell('pln_1', { type: 'task', key: '3', with: { executing: [ONE] } })
    expect(await itsTurn(OTHER_PGD)).toBe('sent')
  })

  it('is held back for the unit that was released, and for nobody else', async () => {
    await remind()
    await tell('pln_1', asks(ONE))
    world.clock.moveBy(AMENDMENT_TOLD_SECONDS)
    expect([await itsTurn(OTHER_PGD), await itsTurn(PGD)]).toEqual(['amended', 'sent'])
  })

  it('goes out to a unit that is released and asked again', async () => {
    await remind()
    await tell('pln_1', asks(ONE))
    await tell('pln_2', asks(ALL))
    expect(await itsTurn(OTHER_PGD)).toBe('sent')
  })

  it('goes out after being released and asked again in other words', async () => {
    await remind()
    await tell('pln_1', asks(ONE))
    await tell('pln_2', asks('Phòng GDĐT các quận, huyện, thị xã'))
    expect(await itsTurn(OTHER_PGD)).toBe('sent')
  })

  it('waits a moment until it is known who was released, but not for ever', async () => {
    await remind()
    await amendWith(world, 'pln_1', asks(ONE))
    await expect(itsTurn(OTHER_PGD)).rejects.toThrow(Retryable)
    world.clock.moveBy(AMENDMENT_TOLD_SECONDS)
    expect(await itsTurn(OTHER_PGD)).toBe('sent')
  })

  it.each<[string, Edit]>([
    ['the task is withdrawn', { type: 'remove-task', key: '2', reason: 'Không tổ chức' }],
    ['its date is moved', { type: 'task', key: '2', with: { due: before('2021-04-26'), deadlineText: 'Trước ngày 26/4/2021' } }],
  ])('is held back when %s', async (_what, edit) => {
    await remind()
    await amendWith(world, 'pln_1', edit)
    expect(await itsTurn(PGD)).toBe('amended')
  })

  it('is held back when a task without a date is withdrawn', async () => {
    await amendWith(world, 'pln_1', { type: 'task', key: '2', with: { due: null, deadlineText: 'Thường xuyên' } })
    await remind()
    await amendWith(world, 'pln_2', { type: 'remove-task', key: '2', reason: 'Không tổ chức' })
    expect(await itsTurn(PGD)).toBe('amended')
  })
})

it('a reminder that was queued after an amendment goes out to whoever is still asked', async () => {
  await amendWith(world, 'pln_1', asks(ONE))
  await remind()
  expect(await itsTurn(PGD)).toBe('sent')
})
