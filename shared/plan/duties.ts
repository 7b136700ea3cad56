/** Who owes what: the plan's phrases, answered by the directory of the day. Nothing of it is stored; a reminder asks again. */

import type { PersonId, UnitId } from '../directory/model.ts'
import { resolvePhrase } from '../directory/resolve.ts'
import type { Directory, DirectoryView } from '../directory/snapshot.ts'
import { dayOf } from '../time/calendar.ts'
import { windowOf } from './deadline.ts'
import type { PlanState, TaskState } from './plan.ts'

/** Answers, kept until somebody comes or goes: a page asks the same few questions for every unit, a reminder asks them again every day. */
const answered = new WeakMap<DirectoryView, Map<string, ReadonlySet<UnitId>>>()

/** What is asked about a plan to know whom its words mean. */
export type Issuing = Pick<PlanState, 'issuerUnit' | 'issuedAt' | 'policy'>
type Asking = Pick<TaskState, 'key' | 'executing' | 'due'>

/** The units that owe a task on a day; after its last day, those who owed it then. The same set for all tasks that are asked in the same words. */
export function executorsOf(plan: Issuing, task: Asking, directory: Directory, date: string): ReadonlySet<UnitId> {
  const day = dayOfTask(plan, task, directory, date)
  const view = directory.asOf(day)
  const answers = answered.get(view) ?? new Map<string, ReadonlySet<UnitId>>()
  answered.set(view, answers)
  const issuer = plan.issuerUnit
  const role = task.key.startsWith('B') ? 'obligor' : 'executing'
  const question = [issuer, role, ...task.executing].join('\n')
  const known =
    answers.get(question) ??
    new Set(task.executing.flatMap((phrase) => resolvePhrase(phrase, { directory, date: day, issuer, role }).units))
  answers.set(question, known)
  return known
}

/** The tasks that a unit owes on a day, in the order of the plan: none for an id that no unit has. */
export function tasksAskedOf<Task extends Asking>(
  unit: string,
  plan: Issuing & { readonly tasks: readonly Task[] },
  directory: Directory,
  date: string,
): readonly Task[] {
  return plan.tasks.filter((task) => (executorsOf(plan, task, directory, date) as ReadonlySet<string>).has(unit))
}

/** Whom a task was asked of is settled with its last day: who comes later was never asked, and who goes later had all its time. */
export function dayOfTask(plan: Issuing, { due }: Pick<Asking, 'due'>, directory: Directory, date: string): string {
  const { lastDay = date } = windowOf(due, plan.policy.closes) ?? {}
  // It may have been over already when its plan was issued.
  const issued = plan.issuedAt === undefined ? date : dayOf(plan.issuedAt)
  const settled = lastDay < issued ? issued : lastDay
  return dayOfWords(plan, directory, settled < date ? settled : date)
}

/** The day whose directory answers: a plan outlives its issuer, as those of the district offices did in July 2025, and means whom it meant then. */
export function dayOfWords({ issuerUnit }: Pick<Issuing, 'issuerUnit'>, directory: Directory, date: string): string {
  const issuer = directory.unit(issuerUnit)
  const isGone = issuer?.validTo !== undefined && issuer.validTo < date && directory.asOf(date).unit(issuer.id) === undefined
  return isGone ? issuer.validTo : date
}

/** For every unit the keys of the tasks it owes, in the plan's order. */
export function dutiesByUnit(plan: PlanState, directory: Directory, date: string): ReadonlyMap<UnitId, readonly string[]> {
  const duties = new Map<UnitId, string[]>()
  for (const task of plan.tasks) {
    for (const unit of executorsOf(plan, task, directory, date)) {
      const keys = duties.get(unit) ?? []
      keys.push(task.key)
      duties.set(unit, keys)
    }
  }
  return duties
}

export interface Audience {
  readonly units: readonly UnitId[]
  readonly people: readonly PersonId[]
  /** Bodies outside the directory, by name: tracked, not mailed. */
  readonly outside: readonly string[]
  /** Phrases that match nothing. */
  readonly unmatched: readonly string[]
}

/** Each line of Nơi nhận that names somebody, with whom the directory finds for it. */
export function resolvedRecipients(plan: PlanState, directory: Directory, date: string) {
  const issuer = plan.issuerUnit
  return plan.recipients
    .filter((recipient) => recipient.kind !== 'portal' && recipient.kind !== 'archive')
    .map((recipient) => ({
      recipient,
      found: resolvePhrase(recipient.text, { directory, date: dayOfWords(plan, directory, date), issuer, role: 'recipient' }),
    }))
}

/** Everyone in Nơi nhận, each once; the issuer does not write to itself. */
export function audienceOf(plan: PlanState, directory: Directory, date: string): Audience {
  const resolved = resolvedRecipients(plan, directory, date)
  return {
    units: [...new Set(resolved.flatMap(({ found }) => found.units))].filter((unit) => unit !== plan.issuerUnit),
    people: [...new Set(resolved.flatMap(({ found }) => found.people))],
    outside: [...new Set(resolved.flatMap(({ found }) => found.outside))],
    unmatched: resolved.filter(({ found }) => found.unmatched).map(({ recipient }) => recipient.text),
  }
}
