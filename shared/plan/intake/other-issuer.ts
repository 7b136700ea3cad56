/** A document that another body issued, given in as one's own: its mails would go out in the wrong name. */
import type { Happened } from '../../../events/event.ts'
import type { PlanFinding, planDrafted } from '../../../events/plan.ts'
import type { Unit } from '../../directory/model.ts'
import { resolvePhrase } from '../../directory/resolve.ts'
import type { Directory } from '../../directory/snapshot.ts'
import { dayOfWords } from '../duties.ts'
import { otherIssuerSentence, otherIssuerSuggestion } from './document-words.vi.ts'

type Draft = Pick<Happened<typeof planDrafted>['data'], 'issuerUnit' | 'header'>

/** Nothing where its name says nothing to the directory. */
export function otherIssuerFindings({ issuerUnit: issuer, header }: Draft, directory: Directory, today: string): readonly PlanFinding[] {
  const date = dayOfWords({ issuerUnit: issuer }, directory, today)
  const { units, outside } = resolvePhrase(header.issuer, { directory, date, issuer, role: 'coordinating' })
  if (units.length + outside.length === 0 || units.some((unit) => isPartOf(directory.unit(unit), issuer))) return []
  return [
    {
      findingId: 'fnd_other-issuer',
      code: 'OTHER_ISSUER',
      severity: 'confirm',
      about: 'header.issuer',
      sentence: otherIssuerSentence(header.issuer, directory.unit(issuer)?.name ?? ''),
      suggestion: otherIssuerSuggestion,
    },
  ]
}

/** The body itself, or a council or an office of it, which issue for it. */
function isPartOf(unit: Unit | undefined, issuer: string): boolean {
  return unit?.id === issuer || (unit?.parent === issuer && /^(council|union|vp-so|phong-so)$/.test(unit.type))
}
