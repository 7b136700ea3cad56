import { onTask, type Rule, shown } from './rule.ts'

export const deadlineYearInferred: Rule = {
  code: 'deadline-year-inferred',
  severity: 'confirm',
  find: ({ reading }) =>
    reading.tasks
      .filter((t) => t.due.yearInferredFor !== undefined)
      .map((t) => onTask(t, { read: [t.due.from, t.due.to].flatMap((d) => (d == null ? [] : [shown(d)])).join(' – ') })),
}
