import { onTask, type Rule } from './rule.ts'

export const deadlineNotRead: Rule = {
  code: 'deadline-not-read',
  severity: 'must-fix',
  find: ({ reading }) =>
    reading.tasks.flatMap((task) => {
      const broken = [task.due, ...(task.due.nested ?? []).map((n) => n.due)].find((due) => due.kind === 'unread')
      if (broken === undefined) return []
      const say = broken.flag === 'NO_SUCH_DATE' ? 'no-such-date' : broken.flag === 'SEVERAL_DATES' ? 'several' : undefined
      return [onTask(task, {}, say === undefined ? {} : { say })]
    }),
}
