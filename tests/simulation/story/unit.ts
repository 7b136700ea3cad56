/** One unit and one task: somebody who works in time, at the last minute, too late, twice, or never. */
import type { Person } from '../../../shared/directory/model.ts'
import { windowIn } from '../../../shared/plan/deadline.ts'
import type { PlanState, TaskState } from '../../../shared/plan/plan.ts'
import { addDays, dayOf, instantOf } from '../../../shared/time/calendar.ts'
import type { Browser } from './browser.ts'
import { clerkOf, officer } from './directory.ts'
import { upload } from './upload.ts'

const at = '/api/plans/{planId}/tasks/{key}/units/{unit}'
const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
const ROUNDS_MAX = 6

interface Part {
  readonly browser: Browser
  /** Whoever acts for the unit at that moment. */
  readonly clerk: Person
  readonly params: Readonly<Record<string, string>>
  readonly task: TaskState
  /** First instant at which it is late, in milliseconds; absent when it has no date. */
  readonly closesAt: number | undefined
  readonly remindedAt: readonly number[]
}

export async function playPart(browser: Browser, plan: PlanState, task: TaskState, unit: string): Promise<void> {
  const { chance, world } = browser
  const window = windowIn(plan, task)
  const days = plan.policy.reminderDays
  const part: Part = {
    browser,
    get clerk() {
      return clerkOf(unit, world.directory, dayOf(world.agenda.clock.now()))
    },
    params: { planId: plan.planId, key: task.key, unit },
    task,
    closesAt: window && Date.parse(window.closesAt),
    remindedAt: window === undefined ? [] : days.map((day) => Date.parse(instantOf(addDays(window.strictLastDay, -day), '08:00'))),
  }
  const opens = Math.max(world.agenda.now(), window?.opensOn === undefined ? 0 : Date.parse(instantOf(window.opensOn)))
  const draw = chance.next()
  if (draw < 0.25) return
  await world.agenda.sleepUntil(draw < 0.42 ? lateStart(part) : startOf(part, opens))
  if (part.closesAt !== undefined && world.agenda.now() >= part.closesAt && draw < 0.42) await beExtended(part)
  await handIn(part)
  await afterwards(part)
}

/** Any time; on the minute of a reminder; or around the very instant of closing. */
function startOf({ browser: { chance }, closesAt, remindedAt }: Part, opens: number): number {
  if (closesAt === undefined) return opens + chance.between(1, 60) * DAY
  const draw = chance.next()
  const reminded = remindedAt.filter((time) => time > opens)
  // Between who still owes is asked and the mail goes, there is a second or two.
  if (draw < 0.2 && reminded.length > 0) return chance.pick(reminded) + chance.between(-1_000, 2_000)
  if (draw < 0.35 && reminded.length > 0) return chance.pick(reminded) + chance.between(-3, 3) * MINUTE
  if (draw < 0.5 && closesAt > opens) return closesAt - chance.between(0, 90) * 1_000
  return chance.between(opens, Math.max(opens + HOUR, closesAt))
}

function lateStart({ browser: { chance, world }, closesAt }: Part): number {
  const from = closesAt ?? world.agenda.now()
  return chance.happens(0.3) ? from + chance.between(-2, 2) * MINUTE : from + chance.between(0, 5) * DAY
}

/** The officer gives more time, sometimes twice in one breath, sometimes not at all. */
async function beExtended({ browser, params, closesAt = 0 }: Part): Promise<void> {
  const { chance, world } = browser
  if (chance.happens(0.3)) return
  const first = Math.max(closesAt, world.agenda.now()) + chance.between(0.5, 60) * HOUR
  const give = (until: number) =>
    browser.send(officer, `POST ${at}/extension`, params, {
      until: new Date(Math.floor(until / MINUTE) * MINUTE).toISOString(),
      reason: 'Bão lụt',
    })
  if (chance.happens(0.3))
    await Promise.all([give(first), browser.pause(chance.between(0, 500)).then(() => give(first + chance.between(-0.2, 90) * HOUR))])
  else await give(first)
  await browser.pause(chance.between(0, 40) * HOUR)
}

/** Tries until it is handed in, or nothing can be done any more. */
async function handIn(part: Part): Promise<void> {
  const { browser, params } = part
  let isReady = false
  for (let round = 1; round <= ROUNDS_MAX; round += 1) {
    if (!isReady) await prepare(part, round > 2)
    const { status, body } = await browser.send(part.clerk, `POST ${at}/submit`, params)
    if (status === 200 || !mendable.has(String(body.code))) return
    // A file is still being checked, or something has to be made again.
    isReady = body.code === 'files-being-checked'
    await browser.pause(browser.chance.between(1, 12) * MINUTE)
  }
}

const mendable = new Set(['files-being-checked', 'files-missing', 'not-open-yet'])

async function prepare(part: Part, mustBeGood: boolean): Promise<void> {
  const { browser, clerk, params, task } = part
  const { chance } = browser
  if (task.form === 'dossier') {
    const files = Array.from({ length: chance.whole(1, 2) }, () => upload(browser, clerk, params, mustBeGood))
    await Promise.all(files)
    return
  }
  const nominees = Array.from({ length: chance.whole(1, 2) }, (_, index) => ({
    name: `Nguyễn Văn ${index}`,
    award: 'Lao động tiên tiến',
    kind: 'individual',
  }))
  await browser.send(clerk, `PUT ${at}/draft`, params, { nominees: task.form === 'registration' ? nominees : [], note: 'Đã hoàn thành' })
}

/** What comes after a hand-in: nothing, a second thought, or the officer's word. */
async function afterwards(part: Part): Promise<void> {
  const { browser, params } = part
  const { chance } = browser
  const isQuick = chance.happens(0.4)
  await browser.pause(isQuick ? chance.between(0, 20_000) : chance.between(0, 3) * DAY)
  const draw = chance.next()
  if (draw < 0.15) {
    const taken = await browser.send(part.clerk, `POST ${at}/withdraw`, params, { reason: 'Bổ sung' })
    if (taken.status === 200 && chance.happens(0.7)) await handIn(part)
  } else if (draw < 0.4) {
    const returned = await browser.send(officer, `POST ${at}/return`, params, { reason: 'Thiếu biên bản' })
    await browser.pause(isQuick ? chance.between(0, 3_000) : chance.between(0, 30) * HOUR)
    if (returned.status === 200 && chance.happens(0.7)) await handIn(part)
  } else if (draw < 0.7) {
    await browser.send(officer, `POST ${at}/accept`, params)
  }
}
