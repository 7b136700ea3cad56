import { beforeEach, describe, expect, it } from 'vitest'
import { movedClock } from '../../memory/clock.ts'
import { memoryEventStore } from '../../memory/event-store.ts'
import { type MemoryScheduler, memoryScheduler } from '../../memory/scheduler.ts'
import type { Scheduler } from '../../ports.ts'
import { addSeconds, wallClock } from '../../time/calendar.ts'
import { scheduleDeadlines } from '../course/schedule-deadlines.ts'
import { retimeDeadlines } from './retime.ts'
import {
  type AmendedEvent,
  type AmendingWorld,
  amendedEvents,
  amendingWorld,
  amendWith,
  before,
  type Edit,
  ISSUED_AT,
  issuedEvent,
  planIn,
  policyOf,
} from './world.test-support.ts'

let world: AmendingWorld
let scheduler: MemoryScheduler

beforeEach(async () => {
  world = await amendingWorld({ store: memoryEventStore(), clock: movedClock(ISSUED_AT) })
  scheduler = memoryScheduler(world.clock)
  await scheduleDeadlines(issuedEvent(world), { store: world.store, scheduler })
})

/** Everything up to this instant has fired. */
function moveTo(instant: string): void {
  scheduler.due(instant)
  world.clock.moveTo(instant)
}

const retime = (event: AmendedEvent, through: Scheduler = scheduler) => retimeDeadlines(event, { store: world.store, scheduler: through })

/** What waits, in Hà Nội's time: `8 r1 deadline.near 2021-03-11T08:00`. */
function waiting(key?: string, of = scheduler): string[] {
  return of.waiting().flatMap(({ detail, detailType, at }) => {
    const data = detail.data as { key: string; revision?: number }
    const line = `${data.key} ${data.revision === undefined ? '' : `r${data.revision} `}${detailType} ${wallClock(at)}`
    return key === undefined || data.key === key ? [line] : []
  })
}

const due = (key: string, day: string): Edit => ({ type: 'task', key, with: { due: before(day), deadlineText: `Trước ${day}` } })
const remove = (key: string): Edit => ({ type: 'remove-task', key, reason: 'Không tổ chức' })

async function add(key: string, day: string): Promise<Edit> {
  const task = (await planIn(world))?.tasks[0]
  if (task === undefined) throw new Error('no task')
  const { state: _state, openedAt: _openedAt, closing: _closing, revision: _revision, amended: _amended, ...written } = task
  return { type: 'add-task', task: { ...written, key, content: `Việc mới ${key}`, due: before(day) }, reason: 'Bổ sung' }
}

/** Days before the last good day on the strict reading, then the end of the written day. */
const signals = (key: string, revision: number | undefined, near: readonly string[], closes: string) => [
  ...near.map((day) => `${key} ${revision === undefined ? '' : `r${revision} `}deadline.near ${day}T08:00`),
  `${key} ${revision === undefined ? '' : `r${revision} `}deadline.reached ${closes}T00:00`,
]

describe('after a deadline was moved', () => {
  beforeEach(() => moveTo('2021-03-01T02:00:00.000Z'))

  it('later: nothing of the old one is left, every reminder of the new one is there, other tasks are as they were', async () => {
    const others = [...waiting('1'), ...waiting('3')]
    expect(waiting('2')).toEqual(
      signals('2', undefined, ['2021-03-11', '2021-03-18', '2021-03-22', '2021-03-24', '2021-03-25'], '2021-03-27'),
    )
    await retime(await amendWith(world, 'pln_1', due('2', '2021-04-26')))
    expect(waiting('2')).toEqual(signals('2', 1, ['2021-04-11', '2021-04-18', '2021-04-22', '2021-04-24', '2021-04-25'], '2021-04-27'))
    expect([...waiting('1'), ...waiting('3')]).toEqual(others)
  })

  it('earlier: reminders whose day has passed are not caught up on', async () => {
    await retime(await amendWith(world, 'pln_1', due('2', '2021-03-09')))
    expect(waiting('2')).toEqual(signals('2', 1, ['2021-03-05', '2021-03-07', '2021-03-08'], '2021-03-10'))
  })

  it('to a day that is over: it closes within two minutes, and nobody is reminded', async () => {
    await retime(await amendWith(world, 'pln_1', due('2', '2021-02-20')))
    const soon = scheduler.due(addSeconds(world.clock.now(), 120))
    expect(soon.map(({ detailType, detail }) => [detailType, detail.data])).toMatchObject([['deadline.reached', { key: '2', revision: 1 }]])
    expect(waiting('2')).toEqual([])
  })

  it('to no day at all: nothing waits', async () => {
    await retime(await amendWith(world, 'pln_1', { type: 'task', key: '2', with: { due: null, deadlineText: 'Thường xuyên' } }))
    expect(waiting('2')).toEqual([])
  })

  it('a task that had closed, and opens again, is reminded and closed anew', async () => {
    expect(waiting('1')).toEqual([])
    await retime(await amendWith(world, 'pln_1', due('1', '2021-03-05')))
    expect(waiting('1')).toEqual(signals('1', 1, ['2021-03-03', '2021-03-04'], '2021-03-06'))
  })
})

it('a withdrawn task leaves nothing, an added one is scheduled, a changed text moves nothing', async () => {
  moveTo('2021-03-01T02:00:00.000Z')
  const third = waiting('3')
  await retime(
    await amendWith(world, 'pln_1', remove('2'), await add('7', '2021-05-11'), { type: 'task', key: '3', with: { content: 'Báo cáo' } }),
  )
  expect(waiting()).toEqual([
    ...third,
    ...signals('7', 1, ['2021-04-26', '2021-05-03', '2021-05-07', '2021-05-09', '2021-05-10'], '2021-05-12'),
  ])
})

it('another policy moves every task that is still to come', async () => {
  moveTo('2021-03-01T02:00:00.000Z')
  const policy = { ...(await policyOf(world)), closes: 'strict' as const, reminderDays: [10, 2] }
  await retime(await amendWith(world, 'pln_1', { type: 'change-policy', policy, reason: 'Kịp tổng hợp' }))
  expect(waiting('2')).toEqual(signals('2', 1, ['2021-03-15', '2021-03-23'], '2021-03-26'))
  expect(waiting('3')).toEqual(signals('3', 1, ['2021-04-04', '2021-04-12'], '2021-04-15'))
})

describe('a story of amendments', () => {
  /** Later, then withdrawn and added, then another policy, then back to the first day. */
  async function story(): Promise<readonly AmendedEvent[]> {
    const policy = { ...(await policyOf(world)), reminderDays: [5, 1] }
    moveTo('2021-03-01T02:00:00.000Z')
    await amendWith(world, 'pln_1', due('2', '2021-04-26'), due('3', '2021-03-30'))
    await amendWith(world, 'pln_2', remove('3'), await add('7', '2021-05-11'))
    await amendWith(world, 'pln_3', { type: 'change-policy', policy, reason: 'Bớt thư' })
    await amendWith(world, 'pln_4', due('2', '2021-03-26'))
    return amendedEvents(world)
  }

  const told = [
    ...signals('2', 4, ['2021-03-20', '2021-03-24'], '2021-03-27'),
    ...signals('7', 3, ['2021-05-05', '2021-05-09'], '2021-05-12'),
  ]

  it.each([
    ['one after the other', [0, 1, 2, 3]],
    ['backwards', [3, 2, 1, 0]],
    ['in disorder', [2, 0, 3, 1]],
    ['each twice', [0, 0, 1, 2, 1, 3, 3, 0, 2]],
  ])('told %s, leaves exactly the signals of the newest revision', async (_how, places) => {
    const events = await story()
    for (const place of places) {
      const event = events[place]
      if (event !== undefined) await retime(event)
    }
    // Its closing of before fires at once: the day was over when the policy changed.
    expect(waiting().filter((line) => !line.startsWith('1 '))).toEqual(told)
  })

  it('heard by a worker that dies after any of its steps and begins again, comes to the same', async () => {
    const events = await story()
    let calls = 0
    const counting: Scheduler = {
      put(schedule) {
        calls += 1
        return scheduler.put(schedule)
      },
      remove(name) {
        calls += 1
        return scheduler.remove(name)
      },
    }
    for (const event of events) await retime(event, counting)
    const whole = waiting()
    expect(calls).toBeGreaterThan(20)
    for (let until = 0; until < calls; until += 1) {
      for (const isDone of [false, true]) {
        const fresh = memoryScheduler(world.clock)
        await dyingAfter(until, isDone, fresh, events)
        expect(waiting(undefined, fresh), `died at call ${until}, which was ${isDone ? '' : 'not '}done`).toEqual(whole)
      }
    }
  })

  /** Each event is delivered again until it is done; the call that is never answered may have been done, or not. */
  async function dyingAfter(until: number, isDone: boolean, fresh: MemoryScheduler, events: readonly AmendedEvent[]): Promise<void> {
    // As it stood before the story: what was set when the plan was issued.
    for (const schedule of issuedSchedules) await fresh.put(schedule)
    let left = until
    const dying: Scheduler = {
      async put(schedule) {
        if (left-- !== 0) return fresh.put(schedule)
        if (isDone) await fresh.put(schedule)
        throw new Error('died')
      },
      async remove(name) {
        if (left-- !== 0) return fresh.remove(name)
        if (isDone) await fresh.remove(name)
        throw new Error('died')
      },
    }
    for (const event of events) await retime(event, dying).catch(() => retime(event, dying))
  }

  const issuedSchedules: Parameters<Scheduler['put']>[0][] = []
  beforeEach(async () => {
    issuedSchedules.length = 0
    const noting: Scheduler = { put: async (schedule) => void issuedSchedules.push(schedule), remove: async () => {} }
    await scheduleDeadlines(issuedEvent(world), { store: world.store, scheduler: noting })
  })
})
