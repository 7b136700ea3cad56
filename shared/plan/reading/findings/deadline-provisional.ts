import { fold } from '../fold.ts'
import { onTask, type Rule, shown } from './rule.ts'

/** "(dự kiến ngày 15/3)": units are reminded of a day that the issuer has not settled yet. */
export const deadlineProvisional: Rule = {
  code: 'deadline-provisional',
  severity: 'confirm',
  find: ({ reading }) =>
    reading.tasks.flatMap((task) =>
      task.due.to != null && /\bdu kien\b/.test(fold(task.deadlineText ?? '')) ? [onTask(task, { read: shown(task.due.to) })] : [],
    ),
}
