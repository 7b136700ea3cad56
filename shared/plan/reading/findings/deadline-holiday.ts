import { holidayOn } from './holidays.ts'
import { onTask, type Rule, shown } from './rule.ts'

export const deadlineHoliday: Rule = {
  code: 'deadline-holiday',
  severity: 'confirm',
  find: ({ reading }) =>
    reading.tasks.flatMap((task) => {
      const { due } = task
      const holiday = due.to == null || due.precision !== 'day' ? undefined : holidayOn(due.to)
      return due.to == null || holiday === undefined
        ? []
        : [onTask(task, { date: shown(due.to), holiday: holiday.name, tet: String(holiday.isTet) })]
    }),
}
