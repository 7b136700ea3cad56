import type { Finding, Task } from './types.ts'

/** Short marks on a row: how it was laid out, and the findings about it by the codes reports use. */
const codes: Readonly<Record<string, (f: Finding) => string>> = {
  'deadline-before-plan': () => 'DEADLINE_BEFORE_PLAN_DATE',
  'deadline-missing': () => 'MISSING_DEADLINE',
  'deadline-not-read': () => 'UNREAD_DEADLINE',
  'deadline-year-inferred': () => 'YEAR_MISSING',
  'deadline-order': () => 'NOT_CHRONOLOGICAL',
  'deadline-weekend': (f) => `WEEKEND_DATE (${f.values.short ?? ''})`,
  'deadline-holiday': (f) => (f.values.tet === 'true' ? 'DURING_TET_HOLIDAY' : 'DURING_HOLIDAY'),
  'host-mismatch': () => 'HOST_MISMATCH',
  'executor-mismatch': (f) => (f.values.say === 'incomplete' ? 'EXECUTING_INCOMPLETE' : 'EXECUTING_MISMATCH'),
  'executor-outside': () => 'EXECUTING_OUTSIDE',
  'coordinator-superior': () => 'COORDINATOR_IS_SUPERIOR',
  'superior-office': () => 'RECIPIENT_IS_SUPERIOR_OFFICE',
  'council-before-dossier': () => 'MEETING_BEFORE_DOSSIER_DEADLINE',
  'school-year-mismatch': () => 'SCHOOL_YEAR_MISMATCH',
  'school-year-term': () => 'TERM',
  'late-for-school-year': () => 'LATE_FOR_SCHOOL_YEAR',
  'duty-conflict': (f) => (f.field === 'executingText' ? 'EXECUTING_MISMATCH' : 'OVERLAPS'),
  spelling: (f) => `OCR:${f.values.seen ?? ''}->${f.values.meant ?? ''}`,
}

export function flagsOf(task: Task, findings: readonly Finding[]): string[] {
  const marks = findings.filter((f) => f.task === task.tt).flatMap((f) => codes[f.code]?.(f) ?? [])
  return [...new Set([...layoutMarks(task), ...marks])]
}

function layoutMarks(task: Task): string[] {
  const out: string[] = []
  if (task.fragments !== undefined) out.push('ROW_SPLIT_BY_PAGE_BREAK')
  if (task.due.nested !== undefined) out.push('NESTED_DEADLINE')
  if (task.due.kind === 'semester') out.push('SEMESTER_DEADLINE')
  if (task.due.kind === 'month-list') out.push('MULTI_MONTH_LIST')
  if (/^[-+•]/.test(task.deadlineText ?? '')) out.push('LEADING_BULLET in deadline cell')
  if (/ {2}/.test(task.deadlineText ?? '')) out.push('double space in deadline')
  if (/<\/?[a-z]+>/i.test(task.content)) out.push('HTML tag')
  return out
}
