/** A unit with more time is reminded of its own end, after the others' has passed: from the schedule to the words of the mail. */
import { beforeEach, describe, expect, it } from 'vitest'
import type { assignmentExtended } from '../../events/assignment.ts'
import type { deadlineExtensionNear } from '../../events/deadline.ts'
import type { Detail, Happened } from '../../events/event.ts'
import { type AssignmentCommand, assignmentAggregate } from '../../shared/assignment/assignment.ts'
import { scheduleExtension } from '../../shared/assignment/extension.ts'
import { assignmentId } from '../../shared/assignment/part.ts'
import { command } from '../../shared/log/command.ts'
import { type MemoryScheduler, memoryScheduler } from '../../shared/memory/scheduler.ts'
import { remind } from '../../shared/notice/remind.ts'
import { renderNotice } from '../../shared/notice/render.ts'
import { windowIn } from '../../shared/plan/deadline.ts'
import { termsOf } from '../../shared/plan/terms.ts'
import { addDays, dayOf, instantOf } from '../../shared/time/calendar.ts'
import { dayText } from '../../shared/time/vietnamese.ts'
import { contextIn, holder, type MemoryWorld, memoryWorld } from './world.ts'

const SCHOOL = 'unt_thpt-binh-duc'
const KEY = '1'

let world: MemoryWorld
let scheduler: MemoryScheduler
/** The day after which the task is closed for all. */
let lastDay: string

beforeEach(async () => {
  world = await memoryWorld()
  scheduler = memoryScheduler(world.clock)
  lastDay = dayOf(new Date(Date.parse(windowOfTask().closesAt) - 1).toISOString())
})

const part = () => ({ planId: world.plan.planId, key: KEY, unit: SCHOOL })

function task() {
  const found = world.plan.tasks.find(({ key }) => key === KEY)
  if (found === undefined) throw new Error('no task')
  return found
}

function windowOfTask() {
  const window = windowIn(world.plan, task())
  if (window === undefined) throw new Error('no window')
  return window
}

async function decide(order: Omit<Extract<AssignmentCommand, { terms: unknown }>, 'terms'>): Promise<void> {
  const asked = { ...order, terms: termsOf(world.plan, task()) } as AssignmentCommand
  const done = await command(world.store, assignmentAggregate(part()), assignmentId(part()), asked, contextIn(world))
  expect(done).toMatchObject({ changed: true })
}

/** The last day of the extension stays open until midnight. */
async function extendTo(day: string): Promise<void> {
  await decide({ type: 'extend', until: instantOf(addDays(day, 1)), reason: 'Mưa lũ' } as never)
  const extended = world.store.published.findLast(({ name }) => name === 'assignment.extended')
  await scheduleExtension(JSON.parse(extended?.detail ?? '') as Detail<Happened<typeof assignmentExtended>['data']>, {
    ...world,
    scheduler,
  })
}

/** Moves to each reminder in turn and lets it remind; answers the mails of each. */
async function untilEnd(between: (day: string) => Promise<void> = async () => {}) {
  const mails: {
    readonly day: string
    readonly kind: string
    readonly recipient: string
    readonly subject: string
    readonly text: string
  }[] = []
  for (const signal of scheduler.due('2022-01-01T00:00:00.000Z')) {
    if (signal.detailType !== 'deadline.extension-near') continue
    world.clock.moveTo(signal.at)
    await between(dayOf(signal.at))
    const before = world.store.published.length
    await remind(signal.detail as Detail<Happened<typeof deadlineExtensionNear>['data']>, world)
    for (const { name, detail } of world.store.published.slice(before)) {
      if (name !== 'notice.queued') continue
      const notice = JSON.parse(detail).data
      const { subject, text } = renderNotice(notice, world.plan, world.portalUrl)
      mails.push({ day: dayOf(signal.at), kind: notice.kind, recipient: notice.recipient, subject, text })
    }
  }
  return mails
}

describe('a unit with more time', () => {
  it('is reminded towards its own day, and its head on the last steps', async () => {
    const end = addDays(lastDay, 5)
    await extendTo(end)
    const head = holder(world.directory, 'head', SCHOOL)
    const mails = await untilEnd()
    expect(mails.map(({ day, kind, recipient }) => [day, kind, recipient])).toEqual([
      [addDays(end, -3), 'reminder', SCHOOL],
      [addDays(end, -1), 'reminder', SCHOOL],
      [addDays(end, -1), 'escalation', head.id],
      [end, 'reminder', SCHOOL],
      [end, 'escalation', head.id],
    ])
    expect(mails[0]?.subject).toMatch(/^Còn 3 ngày: /)
    expect(mails[0]?.text).toContain(`Còn 3 ngày (đến ${dayText(end)})`)
    expect(mails[3]?.text).toContain(`Hôm nay (${dayText(end)}) là ngày cuối để`)
    expect(mails[4]?.text).toContain(`hôm nay (${dayText(end)}) là ngày cuối`)
  })

  it('is not reminded of what it has handed in', async () => {
    const end = addDays(lastDay, 5)
    await extendTo(end)
    const mails = await untilEnd(async (day) => {
      if (day !== addDays(end, -1)) return
      await decide({ type: 'save-draft', nominees: [{ name: 'Trần Thị Mẫu', award: 'Giấy khen', kind: 'individual' }], note: '' } as never)
      await decide({ type: 'submit' } as never)
    })
    expect(mails.map(({ day }) => day)).toEqual([addDays(end, -3)])
  })

  it('is reminded of the last end it was given, and of no earlier one', async () => {
    const [first, second] = [addDays(lastDay, 5), addDays(lastDay, 12)]
    await extendTo(first)
    await extendTo(second)
    const days = new Set((await untilEnd()).map(({ day }) => day))
    expect([...days]).toEqual([7, 3, 1, 0].map((left) => addDays(second, -left)))
  })

  it('is not told something false when the reminder comes half a day late', async () => {
    await extendTo(addDays(lastDay, 5))
    const mails = await untilEnd(async () => world.clock.moveTo(new Date(Date.parse(world.clock.now()) + 13 * 3_600_000).toISOString()))
    expect(mails).toEqual([])
  })
})
