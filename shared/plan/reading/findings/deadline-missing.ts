import { onTask, type Rule } from './rule.ts'

export const deadlineMissing: Rule = {
  code: 'deadline-missing',
  severity: 'must-fix',
  find: ({ reading }) =>
    reading.tasks.flatMap((task, i) => {
      if (task.due.kind !== 'missing' || task.deadlineText === null) return []
      const before = reading.tasks.slice(0, i).findLast((t) => t.due.to != null)
      const after = reading.tasks.slice(i + 1).find((t) => t.due.to != null)
      return [onTask(task, { before: before?.deadlineText ?? '…', after: after?.deadlineText ?? '…' })]
    }),
}
