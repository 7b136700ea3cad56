import type { Due } from '../types.ts'
import { onTask, type Rule, shown } from './rule.ts'

export const deadlineYearInferred: Rule = {
  code: 'deadline-year-inferred',
  severity: 'confirm',
  find: ({ reading }) =>
    reading.tasks
      .filter((t) => t.due.yearInferredFor !== undefined)
      .map((t) => ({
        ...onTask(t, { read: [t.due.from, t.due.to].flatMap((d) => (d == null ? [] : [shown(d)])).join(' – ') }),
        ...(t.due.yearInferredFor === 'from' && sameYear(t.due) ? { severity: 'info' as const } : {}),
      })),
}

/** "Từ ngày 10/10 đến ngày 15/11/2020" can hardly mean another year. */
const sameYear = ({ from, to }: Due) => from?.slice(0, 4) === to?.slice(0, 4)
