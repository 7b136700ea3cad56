/** What a calendar says of one task: the same words in a mail's file and in a feed. */
import { outlasting, type Window, windowIn } from '../plan/deadline.ts'
import type { PlanState, TaskState } from '../plan/plan.ts'
import { labelOf } from '../plan/sentences.vi.ts'
import { cutOffText } from '../time/vietnamese.ts'
import { type CalendarEntry, type CalendarFile, whenOf, whenOfCutOff } from './calendar-file.ts'
import { shorten } from './html.ts'
import { findTask, type PlanScene } from './templates/template.ts'
import { deadlineRows, EXTENDED, formOf, planName } from './templates/words.ts'

const SUMMARY_CHARACTERS_MAX = 80

/** `url`: the page of the portal that the entry leads to. `extended`: until when the unit has more time than the others, which moves it. */
export function entryOf(task: TaskState, window: Window, plan: PlanState, url: string, extended?: string): CalendarEntry {
  const { act } = formOf(task)
  const { rows, remark } = deadlineRows(task, plan)
  const own = extended === undefined ? [] : [`${EXTENDED}: ${cutOffText(extended)}`]
  const lines = [
    ...own,
    task.content,
    ...rows.map(([label, value]) => `${label}: ${value}`),
    ...(remark === undefined ? [] : [remark]),
    url,
  ]
  const what = `${labelOf(task)}, ${plan.header.number}`
  return {
    key: task.key,
    sequence: sequenceOf(task, extended !== undefined),
    summary: `${act.charAt(0).toUpperCase()}${act.slice(1)} (${what}): ${shorten(task.content, SUMMARY_CHARACTERS_MAX)}`,
    description: lines.join('\n'),
    when: extended === undefined ? whenOf(window) : whenOfCutOff(extended),
  }
}

/** The same of a task as it stands in its plan; nothing where no day is named. `extension` counts where it outlasts the plan's own day. */
export function entryIn(plan: PlanState, key: string, url: string, extension?: string): CalendarEntry | undefined {
  const task = findTask(plan, key)
  const window = windowIn(plan, task)
  return task && window && entryOf(task, window, plan, url, outlasting(extension, window))
}

/** The file that a mail brings, said at this instant; none where there is nothing to put into it. */
export function fileOf(
  entries: readonly CalendarEntry[],
  { notice, plan, url }: PlanScene,
  at: string | undefined,
): CalendarFile | undefined {
  if (at === undefined || entries.length === 0) return undefined
  return { planId: plan.planId, unit: notice.recipient, name: planName(plan), url, at, entries }
}

/** RFC 5545, 3.8.7.4: grows with every amendment of the task, and by one more while the unit has more time than the others. */
export function sequenceOf({ amended = 0 }: Pick<TaskState, 'amended'>, isExtended = false): number {
  return 2 * amended + Number(isExtended)
}

/** When what the entry says was last decided: ISO 8601, UTC. */
export function saidAt(plan: PlanState, { amended }: Pick<TaskState, 'amended'>): string | undefined {
  return plan.amendments?.find(({ amendment }) => amendment === amended)?.at ?? plan.issuedAt
}
