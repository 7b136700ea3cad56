/** The page "Điều chỉnh": what an amending draft would change, for whom, and what has been done already. One answer. */
import { isHandedIn } from '../../assignment/part.ts'
import type { Directory } from '../../directory/snapshot.ts'
import { type Standings, type Told, toldOfAmendment } from '../../notice/amendment-notices.ts'
import { remindersQueued } from '../../notice/remind-now.ts'
import { standingsOf } from '../../notice/tell-affected.ts'
import type { EventStore } from '../../ports.ts'
import { phasesOf, windowIn } from '../deadline.ts'
import { plansOf } from '../list.ts'
import type { PlanState, TaskState } from '../plan.ts'
import { unitsOf } from './affected.ts'
import { planAfter } from './as-of.ts'
import { amendmentsOf, applied, asWritten, type TaskChange } from './change.ts'
import { type Comparison, comparePlans, findingsAbout } from './compare.ts'
import { isRetimed, stateAfter } from './decide.ts'
import { fieldsChanged } from './fields.ts'

interface Versions {
  readonly plan: PlanState
  readonly planVersion: number
  readonly draft: PlanState
  readonly draftVersion: number
}

/** Drafts that are to change this plan, drafts that could, and what was changed before. */
export async function amendmentsView(plan: PlanState, store: EventStore) {
  const drafts = (await plansOf(store)).filter(({ status, issuerUnit }) => status === 'draft' && issuerUnit === plan.issuerUnit)
  const line = ({ planId, number, title, date }: (typeof drafts)[number]) => ({ planId, number, title, date })
  return {
    planId: plan.planId,
    number: plan.header.number,
    title: plan.header.title,
    issued: plan.status === 'issued',
    drafts: drafts.filter(({ amends }) => amends === plan.planId).map(line),
    others: drafts.filter(({ amends, planId }) => amends === undefined && planId !== plan.planId).map(line),
    amendments: amendmentsOf(plan).map(({ amendment, at, document, reason, tasks }) => ({
      amendment,
      at,
      document,
      reason,
      tasks: tasks.length,
    })),
  }
}

export async function comparisonView(
  { plan, planVersion, draft, draftVersion }: Versions,
  directory: Directory,
  store: EventStore,
  at: string,
) {
  const comparison = comparePlans(plan, draft)
  const is = withDifference(plan, comparison)
  const moved = plan.tasks.filter((task) => isRetimed(task, plan.policy, is.tasks.find(({ key }) => key === task.key) ?? task, is.policy))
  const keys = [...new Set([...comparison.changes.map(({ key }) => key), ...moved.map(({ key }) => key)])]
  const standings = await standingsOf(store, plan.planId, keys)
  const told = toldOfAmendment({ was: plan, is, amendment: amendmentsOf(plan).length + 1, at }, standings, directory)
  const reminded = new Map(await Promise.all(keys.map(async (key) => [key, await remindersSent(store, plan.planId, key)] as const)))
  const changes = changesWith(comparison.changes, moved)
  return {
    plan: { planId: plan.planId, number: plan.header.number, title: plan.header.title, version: planVersion, closes: plan.policy.closes },
    draft: {
      planId: draft.planId,
      number: draft.header.number,
      date: draft.header.date,
      version: draftVersion,
      isCopy: draft.copiedAfter !== undefined,
      amendsWhat: draft.amendsWhat,
      tasks: draft.tasks.map(({ key, content, section }) => ({ key, content, section, is: comparison.same.get(key) })),
    },
    isOutdated: comparison.isOutdated,
    findingsOpen: findingsAbout(draft, comparison).length,
    doubts: comparison.doubts.map(({ key, candidates }) => ({
      key,
      task: written(draft.tasks.find((task) => task.key === key)),
      candidates: candidates.map((candidate) => ({
        ...candidate,
        task: written(plan.tasks.find((task) => task.key === candidate.key)),
      })),
    })),
    changes: changes.map((change) => changeView(change, { plan, is, directory, at }, standings, reminded)),
    unchanged: plan.tasks.length - changes.filter(({ kind }) => kind !== 'added').length,
    policy: comparison.policy === undefined ? undefined : { before: plan.policy, after: comparison.policy },
    recipients: comparison.recipients === undefined ? undefined : { before: plan.recipients, after: comparison.recipients },
    told: told.map(toldView),
  }
}

/** The plan as it would read: every state as it is today. */
function withDifference(plan: PlanState, difference: Comparison): PlanState {
  const states = new Map(plan.tasks.map((task) => [task.key, task]))
  const tasks = applied(plan.tasks.map(asWritten), difference).map(
    (task): TaskState => ({ ...task, state: states.get(task.key)?.state ?? 'planned' }),
  )
  return { ...planAfter(plan, amendmentsOf(plan).length), tasks, policy: difference.policy ?? plan.policy }
}

/** A task whose row stays and whose deadline another policy reads differently is a change too. */
function changesWith(changes: readonly TaskChange[], moved: readonly TaskState[]): readonly TaskChange[] {
  const named = new Set(changes.map(({ key }) => key))
  const byPolicy = moved
    .filter(({ key }) => !named.has(key))
    .map((task): TaskChange => ({ kind: 'changed', key: task.key, before: asWritten(task), after: asWritten(task) }))
  return [...changes, ...byPolicy]
}

interface Around {
  readonly plan: PlanState
  readonly is: PlanState
  readonly directory: Directory
  readonly at: string
}

function changeView(change: TaskChange, { plan, is, directory, at }: Around, standings: Standings, reminded: ReadonlyMap<string, number>) {
  const task = plan.tasks.find(({ key }) => key === change.key)
  const [before, after] = ['before' in change ? change.before : undefined, 'after' in change ? change.after : undefined]
  const [had, has] = [
    unitsOf(plan, task, directory, at),
    unitsOf(
      is,
      is.tasks.find(({ key }) => key === change.key),
      directory,
      at,
    ),
  ]
  const handedIn = [...had].filter((unit) => isHandedIn(standings.get(`${change.key}#${unit}`)?.state)).length
  return {
    kind: change.kind,
    key: change.key,
    before: written(before),
    after: written(after),
    fields: before !== undefined && after !== undefined ? fieldsChanged(before, after) : [],
    windowBefore: before === undefined ? undefined : windowIn(plan, before),
    windowAfter: after === undefined ? undefined : windowIn(is, after),
    stateBefore: task?.state,
    stateAfter: after === undefined ? undefined : stateAfter(task, after, is.policy, at),
    remindersSent: reminded.get(change.key) ?? 0,
    /** Days on which reminders are still to come: Hà Nội wall clock. */
    remindersBefore: before === undefined ? [] : remindersOf(before, plan, at),
    remindersAfter: after === undefined ? [] : remindersOf(after, is, at),
    units: {
      before: had.size,
      after: has.size,
      joined: [...has].filter((unit) => !had.has(unit)).length,
      left: [...had].filter((unit) => !has.has(unit)).length,
      handedIn,
    },
  }
}

function remindersOf(task: Pick<TaskState, 'due'>, plan: PlanState, at: string): readonly string[] {
  return phasesOf(task, plan.policy).flatMap((phase) =>
    phase.phase === 'near' && `${phase.at}:00+07:00` > hanoi(at) ? [phase.at.slice(0, 10)] : [],
  )
}

const hanoi = (at: string): string => `${new Date(Date.parse(at) + 7 * 3_600_000).toISOString().slice(0, 19)}+07:00`

/** What the page shows of a task's row. */
function written(
  task: Pick<TaskState, 'key' | 'reference' | 'section' | 'content' | 'executing' | 'coordinating' | 'deadlineText' | 'form'> | undefined,
) {
  if (task === undefined) return undefined
  const { key, reference, section, content, executing, coordinating, deadlineText, form } = task
  return { key, reference, section, content, executing, coordinating, deadlineText, form }
}

async function remindersSent(store: EventStore, planId: string, key: string): Promise<number> {
  return (await remindersQueued(store, planId, key)).length
}

function toldView({ unit, name, tasks, notice }: Told) {
  return { unit, name, tasks, address: notice?.address }
}
