import { fold } from '../fold.ts'
import { onTask, type Rule } from './rule.ts'
import { is } from './topic.ts'

/** School years of the rows against those the plan's year touches, and "năm học" written with a single year. */
const span = /nam hoc\s*(\d{4})\s*[-/]\s*(\d{4})/g
const single = /nam hoc\s*(\d{4})(?!\s*[-/]\s*\d)/

export const schoolYearMismatch: Rule = {
  code: 'school-year-mismatch',
  severity: 'confirm',
  find: ({ reading }) => {
    const expected = reading.header.period?.schoolYears
    if (expected === undefined) return []
    return reading.tasks.flatMap((task) => {
      const odd = [...fold(task.content).matchAll(span)].map((m) => `${m[1]}-${m[2]}`).find((y) => !expected.includes(y))
      return odd === undefined ? [] : [onTask(task, { seen: odd, expected: expected.join(', ') }, { field: 'content' })]
    })
  },
}

export const schoolYearTerm: Rule = {
  code: 'school-year-term',
  severity: 'info',
  find: ({ reading }) =>
    reading.tasks.flatMap((task) => {
      const found = single.exec(fold(task.content))
      return found === null ? [] : [onTask(task, { seen: found[1] ?? '' }, { field: 'content' })]
    }),
}

/** A compact for a school year signed in its last months binds no one. */
const LAST_MONTHS_FROM = '04-01'

export const lateForSchoolYear: Rule = {
  code: 'late-for-school-year',
  severity: 'confirm',
  find: ({ reading }) =>
    reading.tasks.flatMap((task) => {
      const year = is(task, 'compact-signing') ? [...fold(task.content).matchAll(span)][0]?.[2] : undefined
      return year === undefined || task.due.to == null || task.due.to < `${year}-${LAST_MONTHS_FROM}`
        ? []
        : [onTask(task, { schoolYear: `${Number(year) - 1}-${year}` })]
    }),
}
