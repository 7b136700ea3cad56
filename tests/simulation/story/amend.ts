/**
 * The officer amends the plan while it runs: a deadline goes earlier or later, a task comes or goes, a unit is released, another is asked.
 * Often in the very minute of a reminder or a closing, where what was and what is meet.
 */

import * as z from 'zod/mini'
import { windowIn } from '../../../shared/plan/deadline.ts'
import { executorsOf } from '../../../shared/plan/duties.ts'
import type { PlanState, TaskState } from '../../../shared/plan/plan.ts'
import { addDays, dayOf, instantOf } from '../../../shared/time/calendar.ts'
import { type Chance, chanceOf } from '../chance.ts'
import type { World } from '../world.ts'
import type { Browser } from './browser.ts'
import { officer } from './directory.ts'
import { executorChoices, hourOf, planId, reportAmong } from './paper.ts'
import { playPart } from './unit.ts'

const SECOND = 1_000
const DAY = 24 * 60 * 60_000
/** Decisions about amendments are drawn apart, so that a seed without one is the year it always was. */
const AMENDMENTS = 4
const CONFIRM_ATTEMPTS_MAX = 6

/** None in most years; in some, one or two. Resolves when those whom it asks anew are done. */
export async function amendAlong(browser: Browser, seed: number): Promise<void> {
  const chance = chanceOf(seed, AMENDMENTS)
  if (!chance.happens(0.4)) return
  for (let left = chance.pick([1, 1, 2]); left > 0; left -= 1) {
    await browser.world.agenda.sleepUntil(momentOf(chance, browser.world))
    await amend(browser, chance)
  }
}

export const planNow = ({ watch }: World): PlanState => {
  const plan = watch.ledger.plan(planId)
  if (plan === undefined) throw new Error('there is no plan to amend')
  return plan
}

/** Any day; or so that it is confirmed within seconds of a reminder or a closing. */
export function momentOf(chance: Chance, world: World): number {
  const { agenda } = world
  const plan = planNow(world)
  const turning = plan.tasks.flatMap((task) => {
    const window = windowIn(plan, task)
    if (window === undefined) return []
    const reminders = plan.policy.reminderDays.map((days) => instantOf(addDays(window.strictLastDay, -days), '08:00'))
    return [...reminders, window.closesAt].map((at) => Date.parse(at))
  })
  const ahead = turning.filter((at) => at > agenda.now() + DAY)
  if (ahead.length > 0 && chance.happens(0.6)) return chance.pick(ahead) + chance.between(-20, 60) * SECOND
  return agenda.now() + chance.between(0.5, 120) * DAY
}

type Edit = readonly [route: string, params: Readonly<Record<string, string>>, body: unknown]

async function amend(browser: Browser, chance: Chance): Promise<void> {
  const { world } = browser
  const before = planNow(world)
  const begun = await browser.send(officer, 'POST /api/plans/{planId}/amendments', { planId })
  // In a system that forgets what a key has done, the request that was sent twice is refused; what it broke is seen elsewhere.
  if (begun.body.code === 'already-exists') return
  if (begun.status !== 201) throw new Error(`no amendment can be begun: ${JSON.stringify(begun)}`)
  const draft = String(begun.body.planId)
  for (const [route, params, body] of editsOf(chance, before, dayOf(world.agenda.clock.now()), draft)) {
    const edited = await browser.send(officer, route, params, body)
    if (edited.status !== 200) throw new Error(`the draft of an amendment cannot be edited: ${route} ${JSON.stringify(edited)}`)
  }
  if (!(await confirm(browser, draft))) return
  const after = planNow(world)
  const day = dayOf(world.agenda.clock.now())
  const asked = after.tasks.flatMap((task) => {
    const had = before.tasks.find(({ key }) => key === task.key)
    const known = had === undefined ? new Set<string>() : executorsOf(before, had, world.directory, day)
    return [...executorsOf(after, task, world.directory, day)].flatMap((unit) =>
      known.has(unit) ? [] : [playPart(browser, after, task, unit)],
    )
  })
  await Promise.all(asked)
}

const versionSchema = z.object({ version: z.int() })
const comparisonSchema = z.object({ plan: versionSchema, draft: versionSchema })

/** Plan and draft must be what was seen: a task that closes meanwhile makes the officer look again. False when there is nothing to confirm. */
async function confirm(browser: Browser, draft: string): Promise<boolean> {
  for (let attempt = 1; attempt <= CONFIRM_ATTEMPTS_MAX; attempt += 1) {
    const seen = await browser.send(officer, 'GET /api/plans/{planId}/comparison', { planId: draft })
    const { plan, draft: drafted } = comparisonSchema.parse(seen.body)
    const date = dayOf(browser.world.agenda.clock.now())
    const order = {
      draft,
      planVersion: plan.version,
      draftVersion: drafted.version,
      document: { number: '512/SGDĐT-VP', date },
      reason: 'Điều chỉnh cho phù hợp',
    }
    const confirmed = await browser.send(officer, 'POST /api/plans/{planId}/amend', { planId }, order)
    if (confirmed.status === 200) return true
    if (confirmed.body.code === 'nothing-amended') return false
    if (confirmed.body.code !== 'stale') throw new Error(`an amendment was not confirmed: ${JSON.stringify(confirmed)}`)
  }
  throw new Error('the plan never stood still')
}

function editsOf(chance: Chance, plan: PlanState, day: string, draft: string): readonly Edit[] {
  const task = chance.pick(plan.tasks)
  const one = editOf(chance, plan, task, day, draft)
  const others = plan.tasks.filter(({ key }) => key !== task.key)
  return chance.happens(0.3) && others.length > 0 ? [one, editOf(chance, plan, chance.pick(others), day, draft)] : [one]
}

function editOf(chance: Chance, plan: PlanState, task: TaskState, day: string, draft: string): Edit {
  const draw = chance.next()
  const reason = 'Theo chỉ đạo mới'
  if (draw < 0.15 && plan.tasks.length > 2 && plan.tasks.every(({ parent }) => parent !== task.key))
    return ['POST /api/plans/{planId}/tasks/{key}/removal', { planId: draft, key: task.key }, { reason }]
  if (draw < 0.3) {
    const added = reportAmong(chance, addDays(day, chance.whole(2, 90)), String(chance.whole(20, 999)))
    return ['POST /api/plans/{planId}/tasks', { planId: draft }, { task: added, reason }]
  }
  const { state: _state, openedAt: _opened, closing: _closing, revision: _revision, amended: _amended, ...written } = task
  const change = draw < 0.55 ? { executing: [...chance.pick(executorChoices)] } : { due: movedOf(chance, task, day) }
  return ['PUT /api/plans/{planId}/tasks/{key}', { planId: draft, key: task.key }, { task: { ...written, ...change }, reason }]
}

/** Later, earlier, or already past; what had no date gets one. */
function movedOf(chance: Chance, { due }: TaskState, day: string): TaskState['due'] {
  const from = due?.from ?? undefined
  const kept = due ?? { kind: 'by-date', toBound: 'inclusive' as const, precision: 'day' }
  const to = chance.happens(0.1) ? addDays(day, -chance.whole(1, 3)) : addDays(day, chance.whole(1, 120))
  return { ...kept, to, toTime: undefined, ...hourOf(chance), ...(from !== undefined && from > to ? { from: to } : {}) }
}
