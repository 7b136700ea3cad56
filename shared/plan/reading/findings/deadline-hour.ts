import { fold } from '../fold.ts'
import type { Due } from '../types.ts'
import { onDuty } from './duty-due.ts'
import { type Draft, onTask, type Rule } from './rule.ts'

/** Tasks close at the end of a day: where the document names an hour, units are told of more time than it gives them. */
export const deadlineHour: Rule = {
  code: 'deadline-hour',
  severity: 'confirm',
  find: ({ reading, body }) => [
    ...reading.tasks.filter(hasHour).map((task) => ({ ...onTask(task, {}), ...unlessLimit(task.due) })),
    ...reading.bodyObligations.filter(hasHour).map((duty) => ({ ...onDuty(duty, body), say: 'duty', ...unlessLimit(duty.due) })),
  ],
}

const hour = /\b\d{1,2}\s*(?:h|g|gio)\s*\d{0,2}(?!\p{L})/u

function hasHour({ due, deadlineText }: { readonly due: Due; readonly deadlineText: string | null }): boolean {
  return due.to != null && due.precision === 'day' && hour.test(fold(deadlineText ?? ''))
}

/** "7h30 ngày 20/11" is when something begins. */
function unlessLimit({ kind }: Due): Pick<Draft, 'severity'> {
  return kind === 'on-date' ? { severity: 'info' } : {}
}
