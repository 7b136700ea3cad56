import { onTask, type Rule } from './rule.ts'

/** The row happens at the coordinator's place, so the two cells may have changed places. */
const at = /\stại\s+(\p{Lu}[\p{L}]*(?:\s\p{Lu}[\p{L}]*){0,2})/u

export const hostMismatch: Rule = {
  code: 'host-mismatch',
  severity: 'confirm',
  find: ({ reading }) =>
    reading.tasks.flatMap((task) => {
      const place = at.exec(task.content)?.[1]
      const mismatch =
        place !== undefined &&
        task.executing.length > 0 &&
        !task.executing.some((u) => u.includes(place)) &&
        task.coordinating.some((u) => u.includes(place))
      return mismatch
        ? [
            onTask(
              task,
              { place, executing: task.executing.join('; '), coordinating: task.coordinating.join('; ') },
              { field: 'executingText' },
            ),
          ]
        : []
    }),
}
