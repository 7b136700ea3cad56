/** Until when a unit may hand in, after extensions and amendments in any order: rule, page, calendar, mail and the extension's end agree. */
import fc from 'fast-check'
import ICAL from 'ical.js'
import { expect, it } from 'vitest'
import { type AssignmentCommand, type AssignmentState, assignmentAggregate } from '../../shared/assignment/assignment.ts'
import { owingUnits } from '../../shared/assignment/owing.ts'
import { assignmentId } from '../../shared/assignment/part.ts'
import { assignmentView, workOf } from '../../shared/assignment/work.ts'
import { feedCalendar } from '../../shared/calendar/feed-calendar.ts'
import { loadDirectory } from '../../shared/directory/load.ts'
import { command, stateOf, streamOf } from '../../shared/log/command.ts'
import { isRefusal } from '../../shared/log/refusal.ts'
import { movedClock } from '../../shared/memory/clock.ts'
import { memoryEventStore } from '../../shared/memory/event-store.ts'
import { memoryRegisters } from '../../shared/memory/registers.ts'
import type { NoticeState } from '../../shared/notice/notice.ts'
import { renderNotice } from '../../shared/notice/render.ts'
import { tellAffected } from '../../shared/notice/tell-affected.ts'
import { tellUnit } from '../../shared/notice/tell-unit.ts'
import {
  type AmendingWorld,
  amendingWorld,
  amendWith,
  before,
  contextAt,
  ISSUED_AT,
  PLAN,
} from '../../shared/plan/amendment/world.test-support.ts'
import { PGD } from '../../shared/plan/cascade/cascade.test-support.ts'
import { missingOf } from '../../shared/plan/follow/follow.ts'
import { loadPlan } from '../../shared/plan/load.ts'
import { taskOf } from '../../shared/plan/plan.ts'
import { termsOf } from '../../shared/plan/terms.ts'
import { addDays, instantOf } from '../../shared/time/calendar.ts'
import { cutOffText } from '../../shared/time/vietnamese.ts'

const KEY = '1'
const PART = { planId: PLAN, key: KEY, unit: PGD }
const STREAM = assignmentId(PART)
const NOW = '2021-02-01T02:00:00.000Z'
const FIRST_DAY = '2021-02-05'
const PORTAL_URL = 'https://portal.test'
const RUNS = 60
const RUN_MS_MAX = 60_000

const days = fc.nat({ max: 4 })
/** Days after the first; `amend: null` takes the date away. */
const acts = fc.array(
  fc.oneof(
    fc.record({ extend: days }),
    fc.record({ amend: fc.oneof({ weight: 4, arbitrary: days }, { weight: 1, arbitrary: fc.constant(null) }) }),
  ),
  { minLength: 1, maxLength: 5 },
)

it(
  'is the later of the two, and all say so',
  () =>
    fc.assert(
      fc.asyncProperty(acts, async (given) => {
        const world = await amendingWorld({ store: memoryEventStore(), clock: movedClock(ISSUED_AT) })
        world.clock.moveTo(NOW)
        // What the model knows: until when the plan takes everybody's, and the unit's own.
        let [plan, own]: [string | undefined, string | undefined] = [instantOf(addDays(FIRST_DAY, 1)), undefined]
        for (const [at, act] of given.entries()) {
          if ('extend' in act) own = (await extended(world, act.extend)) ?? own
          else plan = await amended(world, `pln_${at}`, act.amend, plan, own)
        }
        const isOwn = plan !== undefined && own !== undefined && own > plan
        await allSay(world, isOwn ? own : plan, isOwn)
        if (own !== undefined) await endIsTold(world, own, isOwn)
      }),
      { numRuns: RUNS },
    ),
  RUN_MS_MAX,
)

const endOf = (day: number): string => instantOf(addDays(FIRST_DAY, day + 1))

/** The end that was given; nothing where it was refused, as it is when the plan's own is not before it. */
async function extended(world: AmendingWorld, day: number): Promise<string | undefined> {
  const until = endOf(day)
  return isRefusal(await given(world, { type: 'extend', until, reason: 'Mưa lũ', terms: await terms(world) })) ? undefined : until
}

/** Confirms the new date and reads the unit's mail of it. */
async function amended(world: AmendingWorld, draft: string, day: number | null, was: string | undefined, own: string | undefined) {
  const is = day === null ? undefined : endOf(day)
  if (is === was) return was
  const due = day === null ? null : before(addDays(FIRST_DAY, day))
  const event = await amendWith(world, draft, { type: 'task', key: KEY, with: { due, deadlineText: draft } })
  await tellAffected(event, world)
  const mail = (await mailsOf(world, 'plan-amended')).find(({ facts }) => facts.amendment === event.data.amendment)
  if (mail === undefined) throw new Error('nobody was told of the amendment')
  const { text } = renderNotice(mail, await loadPlan(world.store, PLAN), PORTAL_URL)
  const holds = is !== undefined && own !== undefined && own > is
  if (own === undefined) expect(text).not.toContain('Gia hạn của đơn vị')
  else expect(text.replaceAll(/\s+/g, ' ')).toContain(`đến ${cutOffText(own)}; ${holds ? 'vẫn có hiệu lực' : 'nay theo hạn chung'}`)
  return is
}

async function allSay(world: AmendingWorld, end: string | undefined, isOwn: boolean): Promise<void> {
  const { store } = world
  const [plan, directory] = await Promise.all([loadPlan(store, PLAN), loadDirectory(world)])
  const task = taskOf(plan, KEY)
  if (task === undefined) throw new Error('the task is gone')
  const assignment = stateOf<AssignmentState>(await store.load(streamOf('assignment', STREAM)))
  const own = isOwn ? end : undefined

  const page = assignmentView(PART, plan, task, assignment, NOW)
  const shown = 'extension' in page ? page.extension?.until : undefined
  expect([shown, shown ?? page.window?.closesAt]).toEqual([own, end])
  const registers = memoryRegisters()
  const { work } = await workOf(PGD, directory, { store, registers }, NOW)
  expect(work.find(({ key }) => key === KEY)?.extension).toBe(own)
  const { missing } = missingOf(plan, task, await owingUnits(store, directory, plan, task, FIRST_DAY), directory, NOW)
  expect(missing.find(({ unit }) => unit === PGD)?.extension).toBe(own)

  const feed = await feedCalendar(PGD, { directory, store, registers, at: NOW, portalUrl: PORTAL_URL })
  const events = new ICAL.Component(ICAL.parse(feed)).getAllSubcomponents('vevent').map((one) => new ICAL.Event(one))
  const event = events.find(({ uid }) => uid.includes(`.${KEY}.`))
  // Everybody's date is told of on the strict reading, one day before the system closes.
  const lastDay = end && addDays(end.slice(0, 10), isOwn ? 1 : 0)
  expect(event?.endDate.toString()).toBe(lastDay)

  const draft = { type: 'save-draft', nominees: [], note: '', terms: await terms(world) } as const
  const decided = (at: string) => assignmentAggregate(PART).decide(assignment, draft, { at, person: 'per_x' })
  if (end === undefined) return
  expect(isRefusal(decided(new Date(Date.parse(end) - 1).toISOString()))).toBe(false)
  expect(decided(end)).toMatchObject({ code: isOwn ? 'extension-over' : 'closed', facts: { closedAt: end } })
}

/** The schedule of an extension fires whatever has been amended; unit and officer hear of it only where it was the end. */
async function endIsTold(world: AmendingWorld, until: string, isOwn: boolean): Promise<void> {
  world.clock.moveTo(until)
  const done = await given(world, { type: 'end-extension', until })
  expect(done).toMatchObject({ changed: true })
  const metadata = {
    id: 'evt_1',
    stream: `assignment#${STREAM}`,
    at: until,
    correlationId: 'test',
    causationId: 'test',
    actor: { person: 'system' },
  }
  const data = { ...PART, until, handedIn: false }
  await tellUnit({ name: 'assignment.extension-ended', data, metadata } as never, world)
  expect((await mailsOf(world, 'extension-ended')).length > 0).toBe(isOwn)
}

const terms = async ({ store }: AmendingWorld) => {
  const plan = await loadPlan(store, PLAN)
  const task = taskOf(plan, KEY)
  if (task === undefined) throw new Error('the task is gone')
  return termsOf(plan, task)
}

const given = ({ store, clock }: AmendingWorld, order: AssignmentCommand) =>
  command(store, assignmentAggregate(PART), STREAM, order, contextAt(clock.now()))

async function mailsOf({ store }: AmendingWorld, kind: NoticeState['kind']): Promise<readonly NoticeState[]> {
  const streams = [...store.streams()].filter((stream) => stream.startsWith('notice#'))
  const notices = (await store.loadMany(streams)).flatMap((stored) => stateOf<NoticeState>(stored) ?? [])
  return notices.filter((notice) => notice.kind === kind && notice.recipient === PGD)
}
