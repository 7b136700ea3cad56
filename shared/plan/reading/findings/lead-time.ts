import { daysBetween } from '../deadline/calendar.ts'
import type { Task } from '../types.ts'
import { type Draft, onTask, type Rule } from './rule.ts'
import { is, topicOf } from './topic.ts'

/** Office practice, not law: four weeks from guidance to dossiers, one from dossiers to the council. */
const PREPARE_DAYS_MIN = 28
const APPRAISE_DAYS_MIN = 7

export const leadTime: Rule = {
  code: 'lead-time',
  severity: 'confirm',
  find: ({ reading }) => {
    const year = reading.tasks.filter((t) => t.due.to != null && topicOf(t) === 'year')
    const dossier = year.find((t) => is(t, 'dossier'))
    if (dossier === undefined) return []
    const guidance = year.find((t) => is(t, 'guidance'))
    const council = year.find((t) => is(t, 'council-meeting'))
    return [...tooShort(guidance, dossier, PREPARE_DAYS_MIN, 'prepare'), ...tooShort(dossier, council, APPRAISE_DAYS_MIN, 'appraise')]
  },
}

function tooShort(first: Task | undefined, next: Task | undefined, least: number, say: string): Draft[] {
  const from = first?.due.to
  const to = next?.due.from ?? next?.due.to
  if (first === undefined || next === undefined || from == null || to == null) return []
  const days = daysBetween(from, to)
  if (days <= 0 || days >= least) return []
  return [
    onTask(
      next,
      { first, firstDeadline: first.deadlineText ?? '', days: String(days), least: String(least) },
      { relatedTasks: [first.tt], say },
    ),
  ]
}
