import { anchorOf, type Rule } from './rule.ts'

/** The table did not come out whole: cells told apart by what they say, numbers that jump, text that belongs to no row. */
export const rowUneven: Rule = {
  code: 'row-uneven',
  severity: 'confirm',
  find: ({ tasks }) =>
    tasks.filter((t) => t.uneven).map(({ task }) => ({ task, field: 'content', anchor: anchorOf(task), values: { tt: task } })),
}

export const rowNumbers: Rule = {
  code: 'row-numbers',
  severity: 'confirm',
  find: ({ reading }) =>
    reading.tasks.flatMap((task, i) => {
      const before = reading.tasks[i - 1]?.tt ?? 0
      const expected = before + 1
      const isPart = task.sub !== undefined && task.tt === before
      // After one that repeats or is left out, the next may count on by its place.
      const isInStep = task.tt === i + 1 || (task.tt === 1 && i > 0)
      if (task.tt === expected || isPart || isInStep) return []
      return [{ task, field: 'tt', anchor: anchorOf(task), values: { tt: task, number: String(task.tt), expected: String(expected) } }]
    }),
}

export const textOutsideRows: Rule = {
  code: 'text-outside-rows',
  severity: 'confirm',
  find: ({ tables }) =>
    tables.flatMap((t) =>
      t.strays.filter((s) => s.text.length > 3).map((s) => ({ field: 'appendix', anchor: s.text, values: { text: s.text.slice(0, 120) } })),
    ),
}

export const columnMissing: Rule = {
  code: 'column-missing',
  severity: 'must-fix',
  find: ({ tables }) =>
    tables.flatMap((table) => {
      const roles = new Set(table.columns.map((c) => c.role))
      const columns = table.columns.map((c) => c.heading).join(', ')
      return (['deadline', 'executing'] as const)
        .filter((role) => !roles.has(role))
        .map((role) => ({ field: `appendix.columns.${role}`, say: role, anchor: columns, values: { columns } }))
    }),
}
