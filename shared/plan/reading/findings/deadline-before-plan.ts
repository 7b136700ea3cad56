import { onTask, type Rule, shown } from './rule.ts'

/** A task that was over before the plan was issued: usually done already, and then no one must be reminded. */
export const deadlineBeforePlan: Rule = {
  code: 'deadline-before-plan',
  severity: 'confirm',
  find: ({ reading, head }) => {
    const issued = reading.header.date ?? head?.refDate
    if (issued == null) return []
    return reading.tasks
      .filter((t) => t.due.strictLastDate !== undefined && t.due.strictLastDate < issued)
      .map((t) => onTask(t, { issued: shown(issued) }))
  },
}
