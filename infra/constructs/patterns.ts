/** Which events reach a reaction: rule patterns made of the contracts themselves, so a rule cannot name an event that does not exist. */
import { patternOf } from '../../events/event.ts'
import type { Reaction } from '../wiring.ts'
import { QUARANTINED_DOSSIERS, QUARANTINED_PLANS } from './files.ts'
import { mailReports } from './mail.ts'

export interface Pattern {
  readonly source: string[]
  readonly detailType: string[]
  readonly detail?: Record<string, unknown>
}

/** One pattern for each version in use: events of the same version share one. A pattern holds at most 2,048 characters. */
export function ownPatterns(reaction: Reaction): readonly Pattern[] {
  const bySelector = new Map<string, Pattern>()
  for (const definition of reaction.on ?? []) {
    const {
      source,
      'detail-type': names,
      detail,
    } = patternOf(definition) as { source: string[]; 'detail-type': string[]; detail: Record<string, unknown> }
    const selector = JSON.stringify([source, detail])
    const seen = bySelector.get(selector)
    bySelector.set(selector, { source, detail, detailType: [...(seen?.detailType ?? []), ...names] })
  }
  return [...bySelector.values()]
}

/** Events of AWS, which arrive on the default bus only. */
export function awsPattern(onAws: NonNullable<Reaction['onAws']>, bucketName: string): Pattern {
  // https://docs.aws.amazon.com/AmazonS3/latest/userguide/ev-events.html
  const objectCreated = (prefix: string): Pattern => ({
    source: ['aws.s3'],
    detailType: ['Object Created'],
    detail: { bucket: { name: [bucketName] }, object: { key: [{ prefix }] } },
  })
  switch (onAws) {
    case 'dossier-file-created':
      return objectCreated(QUARANTINED_DOSSIERS)
    case 'plan-document-created':
      return objectCreated(QUARANTINED_PLANS)
    case 'mail-reported':
      return { source: ['aws.ses'], detailType: mailReports.map(({ detailType }) => detailType) }
  }
}
