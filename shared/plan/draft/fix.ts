/**
 * What a finding suggests, where a machine can do it: shown before and after, and done only when the officer says so. It is worked out from
 * the draft as it is now, so a suggestion whose place was corrected meanwhile is none any more.
 */
import type { Due, PlanTask } from '../../../events/plan.ts'
import { asWritten } from '../amendment/change.ts'
import type { FindingState, PlanState } from '../plan.ts'

/** The draft with the suggestion taken: one of its tasks, its header or its Nơi nhận. */
type Fixed = { readonly task: PlanTask } | { readonly header: PlanState['header'] } | { readonly recipients: readonly string[] }

export type Fix = Fixed & { readonly shown: ShownFix }

/** One field, before and after. */
export interface ShownFix {
  readonly field: 'content' | 'executing' | 'coordinating' | 'deadlineText' | 'place' | 'recipients'
  readonly before: string
  readonly after: string
}

type Facts = Readonly<Record<string, string>>

export function fixOf(plan: PlanState, finding: FindingState): Fix | undefined {
  if (plan.status !== 'draft' || finding.resolution !== undefined) return undefined
  const { code, about, facts = {} } = finding
  const task = plan.tasks.find(({ key }) => key === about)
  const onTask = taskFixes[code]
  if (task !== undefined && onTask !== undefined) return onTask(asWritten(task), facts, plan)
  return planFixes[code]?.(plan, facts)
}

const planFixes: Readonly<Record<string, (plan: PlanState, facts: Facts) => Fix | undefined>> = {
  spelling: ({ header }, { seen, meant = '' }) =>
    header.place === seen ? { header: { ...header, place: meant }, shown: { field: 'place', before: seen, after: meant } } : undefined,
  'recipient-missing': (plan, { units = '' }) => {
    const lines = plan.recipients.map(({ text }) => text)
    const missing = units.split('; ').filter((unit) => unit !== '' && !lines.includes(unit))
    const archive = plan.recipients.findIndex(({ kind }) => kind === 'archive')
    return missing.length === 0 ? undefined : recipientsFix(lines, lines.toSpliced(archive < 0 ? lines.length : archive, 0, ...missing))
  },
  'recipient-self': (plan, { unit }) => {
    const lines = plan.recipients.map(({ text }) => text)
    return unit !== undefined && lines.includes(unit) && lines.length > 1
      ? recipientsFix(
          lines,
          lines.filter((line) => line !== unit),
        )
      : undefined
  },
}

function recipientsFix(before: readonly string[], after: readonly string[]): Fix {
  return { recipients: after, shown: { field: 'recipients', before: before.join('; '), after: after.join('; ') } }
}

const taskFixes: Readonly<Record<string, (task: PlanTask, facts: Facts, plan: PlanState) => Fix | undefined>> = {
  spelling: (task, { seen = '', meant = '' }) => {
    const word = new RegExp(`(?<!\\p{L})${escaped(seen)}(?!\\p{L})`, 'gu')
    const put = (text: string) => text.replace(word, () => meant)
    const { content, executing, coordinating } = task
    const after = { ...task, content: put(content), executing: executing.map(put), coordinating: coordinating.map(put) }
    return firstChanged(task, after)
  },
  'executor-mismatch': (task, { named = '', executing, adds }) => {
    if (task.executing.join('; ') !== executing || named === '') return undefined
    const units = named.split(', ')
    return firstChanged(task, { ...task, executing: adds === undefined ? units : [...task.executing, ...units] })
  },
  /** A year that slipped: the same day of the plan's own year is still to come. */
  'deadline-before-plan': (task, { deadline }, { header }) => {
    const was = task.due?.to?.slice(0, 4)
    const year = String(header.year)
    if (was === undefined || was >= year || task.deadlineText !== deadline || !deadline.includes(was)) return undefined
    const due = inYear(task.due, was, year)
    if (due?.to == null || due.to < header.date) return undefined
    return firstChanged(task, { ...task, deadlineText: deadline.replaceAll(was, year), due })
  },
}

function firstChanged(before: PlanTask, after: PlanTask): Fix | undefined {
  const shownOf = (task: PlanTask, field: 'content' | 'executing' | 'coordinating' | 'deadlineText') => [task[field]].flat().join('; ')
  const field = (['content', 'executing', 'coordinating', 'deadlineText'] as const).find(
    (one) => shownOf(before, one) !== shownOf(after, one),
  )
  return field === undefined ? undefined : { task: after, shown: { field, before: shownOf(before, field), after: shownOf(after, field) } }
}

/** Undefined where that year has no such day, as 29/02. */
function inYear(due: Due | null, was: string, year: string): Due | undefined {
  if (due === null) return undefined
  const moved = (day: string | null | undefined) => (day?.startsWith(was) ? year + day.slice(4) : day)
  const days = [moved(due.from), moved(due.to)]
  const isReal = (day: string | null | undefined) => day == null || new Date(`${day}T00:00:00Z`).toISOString().startsWith(day)
  return days.every(isReal) ? { ...due, from: days[0], to: days[1] } : undefined
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')
}
