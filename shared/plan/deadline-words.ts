/**
 * A deadline in words. The document's own text always stands first; what the system read in it, and until when it really takes
 * hand-ins, stands beside it, so that nobody has to guess which of the two counts.
 */
import type { PlanPolicy, PlanTask } from '../../events/plan.ts'
import { withoutBold } from '../text/bold.ts'
import { addDays, weekdayOf } from '../time/calendar.ts'
import { cutOffText, dateText, dayText, isWeekend } from '../time/vietnamese.ts'
import { windowOf } from './deadline.ts'

export interface DeadlineWords {
  /** As the plan has it, in quotation marks; absent for an empty cell. */
  readonly written?: string
  /** First day it can be handed in. */
  readonly opens?: string
  /** The day to aim for, where the lenient reading gives one more. */
  readonly advised?: string
  /** Until when the system takes hand-ins. Absent where the plan names no day. */
  readonly accepted?: string
  /** What to mind: a weekend, or that no day is named. */
  readonly remark?: string
}

export function deadlineWords(task: Pick<PlanTask, 'due' | 'deadlineText'>, closes: PlanPolicy['closes']): DeadlineWords {
  const window = windowOf(task.due, closes)
  const text = withoutBold(task.deadlineText)
  const quoted = text === '' ? undefined : `“${text}”`
  if (window === undefined) return { written: quoted, remark: noDay(quoted) }
  const { strictLastDay, lastDay, closesAt, opensOn } = window
  return {
    written: quoted,
    opens: opensOn === undefined ? undefined : dayText(opensOn),
    advised: strictLastDay === lastDay ? undefined : dayText(strictLastDay),
    accepted: cutOffText(closesAt),
    remark: weekendRemark(strictLastDay, lastDay, opensOn),
  }
}

function noDay(quoted: string | undefined): string {
  return `Kế hoạch không ghi ${quoted === undefined ? 'thời hạn' : 'ngày cụ thể'}; xin làm theo hướng dẫn của nơi ban hành.`
}

/**
 * Clerks are not at their desks at weekends: say so. The working day before is not named, as that Friday may be a holiday: 14/02/2021 was
 * a Sunday, and the Friday before it the first day of Tết.
 */
function weekendRemark(strictLastDay: string, lastDay: string, opensOn = ''): string | undefined {
  const weekend = [...new Set([strictLastDay, lastDay])].filter(isWeekend)
  const [first] = weekend
  if (first === undefined) return undefined
  const friday = addDays(first, weekdayOf(first) === 0 ? -2 : -1)
  const advice = !isWeekend(strictLastDay) || friday < opensOn ? '' : '; nên gửi xong trong ngày làm việc trước đó'
  return `${weekend.map(dateText).join(' và ')} là ngày nghỉ cuối tuần${advice}.`
}
