/** What a calendar says of one task: the same words in a mail's file and in a feed. */
import type { Window } from '../plan/deadline.ts'
import type { PlanState, TaskState } from '../plan/plan.ts'
import { taskLabel } from '../plan/sentences.vi.ts'
import type { CalendarEntry } from './calendar-file.ts'
import { shorten } from './html.ts'
import { deadlineRows, formOf } from './templates/words.ts'

const SUMMARY_CHARACTERS_MAX = 80

/** `url`: the page of the portal that the entry leads to. */
export function entryOf(task: TaskState, window: Window, plan: PlanState, url: string): CalendarEntry {
  const { act } = formOf(task)
  const { rows, remark } = deadlineRows(task, plan)
  const lines = [task.content, ...rows.map(([label, value]) => `${label}: ${value}`), ...(remark === undefined ? [] : [remark]), url]
  const what = `${taskLabel(task.key)}, ${plan.header.number}`
  return {
    key: task.key,
    summary: `${act.charAt(0).toUpperCase()}${act.slice(1)} (${what}): ${shorten(task.content, SUMMARY_CHARACTERS_MAX)}`,
    description: lines.join('\n'),
    window,
  }
}
