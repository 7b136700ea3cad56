import type { BodyObligation } from '../types.ts'
import type { Draft, Plan, Rule } from './rule.ts'

/** What NĐ 30/2020 Điều 8 requires and issuing needs. A number or date that only the appendix gives is asked about, not missed. */
export const partMissing: Rule = {
  code: 'part-missing',
  severity: 'must-fix',
  find: (plan) =>
    parts(plan)
      .filter(([, missing]) => missing)
      .map(([part]) => draft(plan, part)),
}

function parts({ reading, tables }: Plan): (readonly [part: string, missing: boolean])[] {
  const { header } = reading
  return [
    ['header.number', header.number === null && header.numberFromAppendix === undefined],
    ['header.date', header.date === null && header.dateFromAppendix === undefined],
    ['header.place', header.place === null],
    ['header.title', header.title === null],
    ['header.issuer', header.issuer === null],
    ['recipients', reading.recipients.length === 0],
    ['signatory', reading.signatory === null],
    ['signatory.position', reading.signatory !== null && reading.signatory.position === null],
    ['signatory.name', reading.signatory !== null && reading.signatory.name === null],
    ['appendix', tables.length === 0 && !reading.bodyObligations.some(hasDay)],
  ]
}

/** A plan whose words alone set the days needs no table of them. */
const hasDay = ({ due }: BodyObligation) => due.precision === 'day'

const draft = (plan: Plan, part: string): Draft => ({
  field: part,
  say: part,
  anchor: `${plan.reading.header.title ?? ''}|${part}`,
  values: {},
  ...(part === 'appendix' ? { severity: 'info' as const } : {}),
})

export const onlyInAppendix: Rule = {
  code: 'only-in-appendix',
  severity: 'confirm',
  find: ({ reading: { header } }) =>
    header.numberFromAppendix === undefined && header.dateFromAppendix === undefined
      ? []
      : [
          {
            field: 'header.number',
            anchor: header.numberFromAppendix ?? '',
            values: { number: header.numberFromAppendix ?? '…', date: header.dateFromAppendix?.split('-').reverse().join('/') ?? '…' },
          },
        ],
}
