import { onTask, type Rule } from './rule.ts'

export const nestedAfterMain: Rule = {
  code: 'nested-after-main',
  severity: 'must-fix',
  find: ({ reading }) =>
    reading.tasks.flatMap((task) =>
      (task.due.nested ?? [])
        .filter((n) => n.due.to != null && task.due.to != null && n.due.to >= task.due.to)
        .map((n) => onTask(task, { nested: n.text })),
    ),
}
