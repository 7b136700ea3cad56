import { fold } from '../fold.ts'
import type { Due } from '../types.ts'
import { onDuty } from './duty-due.ts'
import { onTask, type Rule, shown } from './rule.ts'

/** "(dự kiến ngày 15/3)": units are reminded of a day that the issuer has not settled yet. */
export const deadlineProvisional: Rule = {
  code: 'deadline-provisional',
  severity: 'confirm',
  find: ({ reading, body }) => [
    ...reading.tasks.filter(isPlanned).map((task) => onTask(task, { read: shown(task.due.to ?? '') })),
    ...reading.bodyObligations
      .filter(isPlanned)
      .map((duty) => ({ ...onDuty(duty, body, { read: shown(duty.due.to ?? '') }), say: 'duty' })),
  ],
}

const isPlanned = ({ due, deadlineText }: { readonly due: Due; readonly deadlineText: string | null }) =>
  due.to != null && /\bdu kien\b/.test(fold(deadlineText ?? ''))
