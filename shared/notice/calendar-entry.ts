/** What a calendar says of one task: the same words in a mail's file and in a feed. */
import type { Window } from '../plan/deadline.ts'
import type { PlanState, TaskState } from '../plan/plan.ts'
import { labelOf } from '../plan/sentences.vi.ts'
import { cutOffText } from '../time/vietnamese.ts'
import { type CalendarEntry, whenOf, whenOfCutOff } from './calendar-file.ts'
import { shorten } from './html.ts'
import { deadlineRows, EXTENDED, formOf } from './templates/words.ts'

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

/** RFC 5545, 3.8.7.4: grows with every amendment of the task, and by one more while the unit has more time than the others. */
export function sequenceOf({ amended = 0 }: Pick<TaskState, 'amended'>, isExtended = false): number {
  return 2 * amended + Number(isExtended)
}

/** When what the entry says was last decided: ISO 8601, UTC. */
export function saidAt(plan: PlanState, { amended }: Pick<TaskState, 'amended'>): string | undefined {
  return plan.amendments?.find(({ amendment }) => amendment === amended)?.at ?? plan.issuedAt
}
