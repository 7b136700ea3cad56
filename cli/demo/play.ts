/** The year as it happens: day by day, with the clock moved from one thing that is due to the next. */

import { windowIn } from '../../shared/plan/deadline.ts'
import { findPlan } from '../../shared/plan/load.ts'
import type { PlanState } from '../../shared/plan/plan.ts'
import { addDays, instantOf } from '../../shared/time/calendar.ts'
import type { ProductMachine } from '../machine.ts'
import { extend, handIn, prepare, type Scene } from './acts.ts'
import { HAND_IN_TIME, type Part } from './cast.ts'
import { expectOk, inParallel } from './client.ts'
import { mailsHandedOver } from './mail-count.ts'

/** People at the API at the same time. */
const PARALLEL = 12
/** Some minutes before handing in: an upload that is never made has run out by then. */
const PREPARE_TIME = '09:00'

export type Told = (line: string) => void

export interface Played {
  /** Hand-ins refused because the task had closed, by part. */
  readonly refusedLate: ReadonlySet<Part>
}

export async function playYear(machine: ProductMachine, plan: PlanState, cast: readonly Part[], scene: Scene, tell: Told): Promise<Played> {
  const { cloud } = machine
  const teller = tellerOf(machine, plan.planId, scene, tell)
  const refusedLate = new Set<Part>()
  const byDay = Map.groupBy(
    cast.filter((part) => part.fate !== 'never'),
    (part) => part.day,
  )
  const lastDays = new Map(plan.tasks.map((task) => [task.key, windowIn(plan, task)?.lastDay ?? '']))
  // Extensions are granted on the last day itself, before the task closes.
  const extensions = Map.groupBy(
    cast.filter((part) => part.fate === 'late-extended'),
    (part) => lastDays.get(part.key) ?? '',
  )
  for (const day of [...new Set([...byDay.keys(), ...extensions.keys()])].sort()) {
    const parts = byDay.get(day) ?? []
    await cloud.advanceTo(Date.parse(instantOf(day, PREPARE_TIME)))
    await inParallel(extensions.get(day) ?? [], PARALLEL, (part) => extend(scene, part, lastDays.get(part.key) ?? day))
    await inParallel(
      parts.filter((part) => part.fate !== 'late-refused'),
      PARALLEL,
      (part) => prepare(scene, part),
    )
    await cloud.advanceTo(Date.parse(instantOf(day, HAND_IN_TIME)))
    await inParallel(parts, PARALLEL, (part) => handInAs(scene, part, refusedLate))
    await cloud.settle()
    await teller.day(day, parts)
  }
  await cloud.advanceTo(Date.parse(instantOf(lastDayOf(lastDays))))
  await teller.day('the end', [])
  return { refusedLate }
}

async function handInAs(scene: Scene, part: Part, refusedLate: Set<Part>): Promise<void> {
  const answered = await handIn(scene, part)
  if (part.fate !== 'late-refused') return void expectOk(answered, `${part.unit} hands in ${part.key}`)
  if (answered.status !== 409 || answered.body.code !== 'closed')
    throw new Error(`a late hand-in was answered ${answered.status} ${JSON.stringify(answered.body)}`)
  refusedLate.add(part)
}

/** A week after the last deadline, and after every extension. */
function lastDayOf(lastDays: ReadonlyMap<string, string>): string {
  return addDays([...lastDays.values()].sort().at(-1) ?? '', 8)
}

/** Tells each day what happened since the day before: hand-ins, mails, closings with who is missing. */
function tellerOf({ cloud, world }: ProductMachine, planId: string, scene: Scene, tell: Told) {
  const closed = new Set<string>()
  let mails = 0
  return {
    async day(day: string, parts: readonly Part[]): Promise<void> {
      const plan = (await findPlan(world.store, planId))?.plan
      for (const task of plan?.tasks ?? []) {
        if (task.closing === undefined || closed.has(task.key)) continue
        closed.add(task.key)
        const { expected, done, owing } = task.closing
        tell(`            task ${task.key.padEnd(4)} closed: ${done} of ${expected} handed in${owing === 0 ? '' : `, ${owing} missing`}`)
      }
      const sent = mailsHandedOver(cloud) - mails
      mails += sent
      if (parts.length === 0 && sent === 0) return
      const late = parts.filter((part) => part.fate !== 'in-time').map((part) => `${scene.nameOf(part.unit)}: ${part.fate}`)
      tell(
        `${day.padEnd(10)}  ${String(parts.length).padStart(4)} parts, ${String(sent).padStart(4)} mails${late.length === 0 ? '' : `  (${late.join('; ')})`}`,
      )
    },
  }
}

/** Deadlines the document leaves open are decided by the officer before issuing, as the review asks. */
export function decideOpenDeadlines(plan: PlanState): readonly { readonly key: string; readonly from: string; readonly to: string }[] {
  return plan.tasks.flatMap((task) => {
    if (windowIn(plan, task) !== undefined) return []
    const assumed = task.due?.assumedWindow
    // Where not even the usual window is known, a date by the end of the year.
    const to = assumed?.to ?? `${plan.header.year}-12-15`
    return [{ key: task.key, from: assumed?.from ?? addDays(to, -30), to }]
  })
}
