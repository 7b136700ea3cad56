import { weekday } from '../deadline/calendar.ts'
import type { Due, Task } from '../types.ts'
import { type Draft, onTask, type Rule, shown } from './rule.ts'

/** One written day on a Saturday or Sunday. The date is kept; the mails say that it is no working day. */
const singleDay: readonly Due['kind'][] = ['before-date', 'by-date', 'on-date']

export const deadlineWeekend: Rule = {
  code: 'deadline-weekend',
  severity: 'info',
  find: ({ reading }) =>
    reading.tasks.flatMap((task) => [task.due, ...(task.due.nested ?? []).map((n) => n.due)].flatMap((due) => weekendOf(task, due))),
}

function weekendOf(task: Task, due: Due): Draft[] {
  if (due.to == null || !singleDay.includes(due.kind) || due.precision !== 'day') return []
  const day = weekday(due.to)
  return day === 'T7' || day === 'CN'
    ? [onTask(task, { date: shown(due.to), weekday: day === 'CN' ? 'Chủ nhật' : 'thứ Bảy', short: day })]
    : []
}
