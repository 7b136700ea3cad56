import { issuerDiffers } from '../appendix/index.ts'
import { type Draft, type Plan, type Rule, shown } from './rule.ts'

/** The line under "PHỤ LỤC" must name this very document. Blanks are legal on an e-document (NĐ 30/2020, Phụ lục I.III.1c). */
export const referenceBlank: Rule = {
  code: 'reference-blank',
  severity: 'info',
  find: (plan) => (plan.head?.blank ? [draft(plan, {})] : []),
}

export const referenceDate: Rule = {
  code: 'reference-date',
  severity: 'must-fix',
  find: (plan) => {
    const issued = plan.reading.header.date
    const given = plan.head?.refDate
    return issued === null || given == null || issued === given ? [] : [draft(plan, { issued: shown(issued), given: shown(given) })]
  },
}

export const referenceIssuer: Rule = {
  code: 'reference-issuer',
  severity: 'must-fix',
  find: (plan) => {
    const { issuer } = plan.reading.header
    return plan.head !== null && issuerDiffers(plan.head, issuer)
      ? [draft(plan, { given: plan.head.refIssuer ?? '', issuer: issuer ?? '' })]
      : []
  },
}

export const referenceNumber: Rule = {
  code: 'reference-number',
  severity: 'must-fix',
  find: (plan) => {
    const own = plan.reading.header.numberNormalized
    const given = plan.head?.refNumber
    const same = own === undefined || given == null || own.replaceAll('&', '') === given.replaceAll('&', '')
    return same ? [] : [draft(plan, { own, given })]
  },
}

function draft(plan: Plan, values: Record<string, string>): Draft {
  const reference = plan.head?.reference?.text ?? ''
  return { field: 'appendix.reference', anchor: reference, values: { reference, ...values } }
}
