/**
 * Fifteen minutes after a plan document was offered. It has been judged; or it never came, and the officer is told; or it did come and its
 * event was lost or is late: then it is brought to the reader once more.
 */
import { SYSTEM } from '../../../events/event.ts'
import { command } from '../../log/command.ts'
import { isRefusal } from '../../log/refusal.ts'
import { type KeptFiles, Permanent, type World } from '../../ports.ts'
import { findAnyPlan } from '../load.ts'
import type { DocumentUpload } from './document-file.ts'
import { documentWords } from './document-words.vi.ts'
import { type DocumentCommand, isAwaited } from './incoming.ts'
import { documentAggregate } from './receive.ts'

export async function expireDocument(
  { planId, uploadId }: DocumentUpload,
  causationId: string,
  { store, files, clock }: Pick<World, 'store' | 'clock'> & { readonly files: KeptFiles },
): Promise<void> {
  const incoming = (await findAnyPlan(store, planId))?.plan.incoming
  if (incoming === undefined || !isAwaited(incoming, uploadId)) return
  const order: DocumentCommand =
    (await files.facts(incoming.objectKey)) === undefined
      ? { type: 'refuse-document', refusal: { uploadId, code: 'not-arrived', sentence: documentWords['not-arrived'] } }
      : { type: 'find-document', uploadId }
  const done = await command(store, documentAggregate, planId, order, {
    at: clock.now(),
    actor: SYSTEM,
    correlationId: causationId,
    causationId,
  })
  if (isRefusal(done)) throw new Permanent(`${planId}: ${done.code}`)
}
