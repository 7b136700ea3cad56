/** Tasks of a corrected file, with what the officer had decided about the rows of the earlier one. */
import type { PlanTask } from '../../../events/plan.ts'
import { asWritten } from '../amendment/change.ts'
import { type Field, fieldsChanged } from '../amendment/fields.ts'
import { keysFor } from '../amendment/keys.ts'
import { type Matching, matchTasks } from '../amendment/match.ts'
import type { PlanState } from '../plan.ts'
import { fold } from '../reading/fold.ts'
import { fieldText, type Told } from './told.ts'

export interface MergedTasks {
  readonly changed: readonly { readonly before: PlanTask; readonly after: PlanTask; readonly reason: string }[]
  readonly removed: readonly { readonly task: PlanTask; readonly reason: string }[]
  readonly added: readonly { readonly task: PlanTask; readonly reason: string }[]
  readonly told: readonly Told[]
  /** Key before → key in the new reading, for rows that are the same. */
  readonly keys: ReadonlyMap<string, string>
}

/** What a field was read from. A day was read from its text in the light of the whole document, so both must be as they were. */
const sources: Readonly<Partial<Record<Field, readonly Field[]>>> = {
  due: ['deadlineText', 'due'],
  form: ['content', 'form'],
  kinds: ['content', 'kinds'],
}

/** Where a row stands, and under which number, is nothing that was decided. */
const placing: readonly Field[] = ['parent', 'reference']

export function mergeTasks(plan: PlanState, reread: readonly PlanTask[]): MergedTasks {
  const decided = plan.decided?.tasks ?? {}
  const matching = matchTasks(earlierTasks(plan), reread, plainMatches(earlierTasks(plan), reread))
  const keys = new Map([...matching.same].map(([key, before]) => [before, key]))
  const merged = { changed: [], removed: [], added: [], told: [], keys } as Mutable
  for (const [key, { read, reason }] of Object.entries(decided)) {
    const now = plan.tasks.find((task) => task.key === key)
    const row = reread.find((task) => task.key === keys.get(key))
    if (now === undefined && read !== undefined) outOfPlan(merged, { read, reason, row, matching })
    else if (now !== undefined && read === undefined) ofOfficer(merged, { now: asWritten(now), reason, row })
    else if (now !== undefined && read !== undefined) corrected(merged, { now: asWritten(now), read, reason, row, matching })
  }
  return { ...merged, added: renamed(merged.added, reread) }
}

type Mutable = {
  -readonly [Name in keyof MergedTasks]: MergedTasks[Name] extends readonly (infer Item)[] ? Item[] : MergedTasks[Name]
}

/** As it was read, whatever the officer made of it, and what the officer added. */
function earlierTasks(plan: PlanState): readonly PlanTask[] {
  const decided = plan.decided?.tasks ?? {}
  const kept = plan.tasks.map((task) => decided[task.key]?.read ?? asWritten(task))
  const gone = Object.entries(decided).flatMap(([key, { read }]) =>
    read === undefined || plan.tasks.some((task) => task.key === key) ? [] : [read],
  )
  return [...kept, ...gone]
}

/** Most rows of a corrected file are the old ones: same number, same words. The rest is compared as an amendment compares. */
function plainMatches(earlier: readonly PlanTask[], reread: readonly PlanTask[]): Readonly<Record<string, string>> {
  const before = new Map(earlier.map((task) => [task.key, fold(task.content)]))
  return Object.fromEntries(reread.flatMap(({ key, content }) => (before.get(key) === fold(content) ? [[key, key]] : [])))
}

interface About {
  readonly reason: string
  /** The row of the new reading, where there is a plain one. */
  readonly row: PlanTask | undefined
}
type Earlier = About & { readonly read: PlanTask; readonly matching: Matching }

function missing(key: string, { doubts }: Matching): 'unclear' | undefined {
  return doubts.some(({ candidates }) => candidates.some((candidate) => candidate.key === key)) ? 'unclear' : undefined
}

function outOfPlan(merged: Mutable, { read, reason, row, matching }: Earlier): void {
  const told = { about: 'task' as const, key: row?.key ?? read.key, field: 'removed', decided: read.content }
  if (row === undefined) merged.told.push({ ...told, outcome: missing(read.key, matching) ?? 'agrees' })
  else if (differs(read, row)) merged.told.push({ ...told, outcome: 'replaced', read: row.content })
  else {
    merged.removed.push({ task: row, reason })
    merged.told.push({ ...told, outcome: 'kept' })
  }
}

/** It has no source that could have changed; only where the document now has it too, the document's row is the one. */
function ofOfficer(merged: Mutable, { now, reason, row }: About & { readonly now: PlanTask }): void {
  const told = { about: 'task' as const, key: row?.key ?? now.key, field: 'added', decided: now.content }
  if (row !== undefined) merged.told.push({ ...told, outcome: differs(now, row) ? 'replaced' : 'agrees', read: row.content })
  else {
    merged.added.push({ task: now, reason })
    merged.told.push({ ...told, outcome: 'kept' })
  }
}

function corrected(merged: Mutable, { now, read, reason, row, matching }: Earlier & { readonly now: PlanTask }): void {
  const fields = fieldsChanged(read, now).filter((field) => !placing.includes(field))
  if (row === undefined) {
    const outcome = missing(now.key, matching) ?? 'gone'
    for (const field of fields) merged.told.push({ about: 'task', key: now.key, field, outcome, decided: fieldText(now, field) })
    return
  }
  const sourceChanged = new Set(fieldsChanged(read, row))
  const open = new Set(fieldsChanged(now, row))
  const kept = fields.filter((field) => !(sources[field] ?? [field]).some((source) => sourceChanged.has(source)))
  for (const field of fields) {
    const outcome = kept.includes(field) ? 'kept' : isSame(field, now, row, open) ? 'agrees' : 'replaced'
    merged.told.push({ about: 'task', key: row.key, field, outcome, decided: fieldText(now, field), read: fieldText(row, field) })
  }
  const after = { ...row, ...Object.fromEntries(kept.map((field) => [field, now[field]])) }
  if (fieldsChanged(row, after).length > 0) merged.changed.push({ before: row, after, reason })
}

/** Two readings of a deadline are one where they name the same days. */
function isSame(field: Field, now: PlanTask, row: PlanTask, open: ReadonlySet<Field>): boolean {
  return field === 'due' ? fieldText(now, field) === fieldText(row, field) : !open.has(field)
}

function differs(before: PlanTask, row: PlanTask): boolean {
  return fieldsChanged(before, row).some((field) => !placing.includes(field) && field !== 'section')
}

/** What the officer added keeps its number where no row of the corrected file has it. */
function renamed(added: MergedTasks['added'], reread: readonly PlanTask[]): MergedTasks['added'] {
  const keys = keysFor(
    added.map(({ task }) => task),
    new Map(),
    new Set(reread.map(({ key }) => key)),
  )
  return added.map(({ task, reason }) => ({ task: { ...task, key: keys.get(task.key) ?? task.key }, reason }))
}
