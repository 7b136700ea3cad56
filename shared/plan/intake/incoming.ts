/** A plan before it is one: the file its officer is sending, and what became of it. */
import { type Happened, happen } from '../../../events/event.ts'
import { planDocumentOffered, planDocumentOverlooked, planDocumentRefused } from '../../../events/plan-document.ts'
import type { Decision } from '../../log/aggregate.ts'
import { refuse } from '../../log/refusal.ts'

type Offered = Happened<typeof planDocumentOffered>['data']
type Refused = Happened<typeof planDocumentRefused>['data']
type Found = Happened<typeof planDocumentOverlooked>['data']
export type DocumentEvent = Happened<typeof planDocumentOffered | typeof planDocumentRefused | typeof planDocumentOverlooked>

/** The newest file sent for a plan: on its way or refused. One that was read is the plan's `document`. */
export interface IncomingDocument extends Omit<Offered, 'planId' | 'issuerUnit' | 'amends' | 'amendsWhat'> {
  readonly refusal?: Omit<Refused, 'planId' | 'uploadId'>
  /** When it was found unread although its offer had run out: it is brought to the reader once more, and not again. */
  readonly foundAt?: string
}

/** Known by nothing but its file yet. */
export interface PlanBeingRead {
  readonly planId: string
  readonly issuerUnit: string
  /** The issued plan that this document is to change. */
  readonly amends?: string
  readonly amendsWhat?: 'whole' | 'part'
  readonly status: 'reading'
  readonly incoming: IncomingDocument
}

export type DocumentCommand =
  | { readonly type: 'offer-document'; readonly offer: Omit<Offered, 'offeredAt'> }
  | { readonly type: 'refuse-document'; readonly refusal: Omit<Refused, 'planId'> }
  | { readonly type: 'find-document'; readonly uploadId: string }

interface Receiving {
  readonly planId: string
  readonly status: 'reading' | 'draft' | 'issued' | 'ended'
  readonly incoming?: IncomingDocument
  readonly copiedAfter?: number
}

/** A new file takes the place of one that is still on its way. */
export function offerDocument(plan: Receiving | undefined, offer: Omit<Offered, 'offeredAt'>, at: string): Decision<DocumentEvent> {
  if (plan?.status === 'issued') return refuse('plan-issued')
  if (plan?.status === 'ended') return refuse('draft-ended')
  // It was made of the issued plan's own rows: there is no document of which this could be the corrected one.
  if (plan?.copiedAfter !== undefined) return refuse('draft-copied')
  return plan?.incoming?.uploadId === offer.uploadId ? [] : [happen(planDocumentOffered, { ...offer, offeredAt: at })]
}

/** Only the newest file is judged, and once. */
export function refuseDocument({ planId, incoming }: Receiving, refusal: Omit<Refused, 'planId'>): Decision<DocumentEvent> {
  if (!isAwaited(incoming, refusal.uploadId)) return []
  return [happen(planDocumentRefused, { planId, ...refusal })]
}

/** Its reading was lost, or is late. */
export function findDocument({ planId, incoming }: Receiving, uploadId: string, at: string): Decision<DocumentEvent> {
  if (!isAwaited(incoming, uploadId) || incoming?.foundAt !== undefined) return []
  return [happen(planDocumentOverlooked, { planId, uploadId, foundAt: at })]
}

/** Whether this upload is the one that is still to be judged. */
export function isAwaited(incoming: IncomingDocument | undefined, uploadId: string | undefined): boolean {
  return incoming !== undefined && incoming.uploadId === uploadId && incoming.refusal === undefined
}

export function withOffer({ planId: _, issuerUnit: __, amends: ___, amendsWhat: ____, ...incoming }: Offered): IncomingDocument {
  return incoming
}

export function withRefusal(incoming: IncomingDocument, { planId: _, uploadId: __, ...refusal }: Refused): IncomingDocument {
  return { ...incoming, refusal }
}

export function withFound(incoming: IncomingDocument, { foundAt }: Found): IncomingDocument {
  return { ...incoming, foundAt }
}
