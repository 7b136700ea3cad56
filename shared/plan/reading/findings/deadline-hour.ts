import { hour, hourOf } from '../deadline/hour.ts'
import { fold } from '../fold.ts'
import type { Due } from '../types.ts'
import { onDuty } from './duty-due.ts'
import { type Draft, onTask, type Rule } from './rule.ts'

/** A task closes at the hour its last day is given. An hour that was not read as that one would tell units of more time than they have. */
export const deadlineHour: Rule = {
  code: 'deadline-hour',
  severity: 'confirm',
  find: ({ reading, body }) => [
    ...reading.tasks.filter(hasHour).map((task) => ({ ...onTask(task, {}), ...unlessLimit(task.due) })),
    ...reading.bodyObligations.filter(hasHour).map((duty) => ({ ...onDuty(duty, body), say: 'duty', ...unlessLimit(duty.due) })),
  ],
}

function hasHour({ due, deadlineText }: { readonly due: Due; readonly deadlineText: string | null }): boolean {
  if (due.to == null || hourOf(due) !== undefined || due.precision !== 'day') return false
  return [...fold(deadlineText ?? '').matchAll(hour)].some(([, of]) => of !== '24')
}

/** "7h30 ngày 20/11" is when something begins. */
function unlessLimit({ kind }: Due): Pick<Draft, 'severity'> {
  return kind === 'on-date' ? { severity: 'info' } : {}
}
