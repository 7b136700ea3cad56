import type { Due } from '../types.ts'
import { onTask, type Rule } from './rule.ts'

/** Rows run in time; one that ends before the row above is often a wrong month. Whole months count from their start. */
export const deadlineOrder: Rule = {
  code: 'deadline-order',
  severity: 'info',
  find: ({ reading }) => {
    const dated = reading.tasks.filter((t) => t.due.to != null && t.due.kind !== 'recurring')
    return dated.flatMap((task, i) => {
      const above = dated[i - 1]
      if (above === undefined || !(endOf(task.due) < startOf(above.due))) return []
      return [onTask(task, { above, aboveDeadline: above.deadlineText ?? '' }, { relatedTasks: [above.tt] })]
    })
  },
}

const endOf = (due: Due) => due.to ?? ''
const startOf = (due: Due) => (due.precision === 'day' ? (due.to ?? '') : (due.from ?? due.to ?? ''))
