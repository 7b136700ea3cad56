import type { BodyObligation } from '../types.ts'
import { placeOfText } from './body-place.ts'
import { type Draft, type Plan, type Rule, shown } from './rule.ts'

/** The due of a duty in the body is looked at as that of a row is. */
export const onDuty = (duty: BodyObligation, body: Plan['body'], values: Readonly<Record<string, string>> = {}): Draft => ({
  duty,
  field: 'bodyObligations',
  anchor: `${duty.text}|${duty.deadlineText ?? ''}`,
  values: {
    who: duty.obligors.join(', '),
    action: duty.action,
    deadline: duty.deadlineText ?? '',
    where: placeOfText(body, duty.text),
    ...values,
  },
})

export const dutyDueNotRead: Rule = {
  code: 'duty-due-not-read',
  severity: 'must-fix',
  find: ({ reading, body }) => reading.bodyObligations.filter((duty) => duty.due.kind === 'unread').map((duty) => onDuty(duty, body)),
}

export const dutyYearInferred: Rule = {
  code: 'duty-year-inferred',
  severity: 'confirm',
  find: ({ reading, body }) =>
    reading.bodyObligations
      .filter(({ due }) => due.yearInferredFor?.includes('to'))
      .map((duty) => onDuty(duty, body, { read: [duty.due.from, duty.due.to].flatMap((d) => (d == null ? [] : [shown(d)])).join(' – ') })),
}
