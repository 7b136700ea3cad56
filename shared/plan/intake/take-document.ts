/**
 * A plan document arrived in quarantine. When it is exactly the file that was offered and can be read, the original and its text are
 * kept and the draft is there; otherwise the officer is told what is wrong and what to do. Either way quarantine is emptied, and doing it
 * twice is doing it once.
 */
import { SYSTEM } from '../../../events/event.ts'
import type { ReadDocument } from '../../../events/plan-document.ts'
import { sentenceOf } from '../../access/sentences.vi.ts'
import { loadDirectory } from '../../directory/load.ts'
import { command } from '../../log/command.ts'
import { TooLarge } from '../../log/limits.ts'
import { isRefusal, type Refusal, refuse } from '../../log/refusal.ts'
import type { CommandContext, KeptFiles, ObjectFacts, World } from '../../ports.ts'
import { dayOf } from '../../time/calendar.ts'
import { withParents } from '../cascade/link.ts'
import { documentReading, isDocumentRefusal } from '../document/index.ts'
import { draftOf } from '../draft/draft.ts'
import { draftSentences } from '../draft/draft-refusals.vi.ts'
import { findAnyPlan, loadPlan } from '../load.ts'
import type { AnyPlan } from '../plan.ts'
import { readingAggregate } from '../reread/aggregate.ts'
import { REREAD_TOO_MUCH } from '../reread/reread.ts'
import { type DocumentUpload, keptKeysOf, quarantineKeyOf } from './document-file.ts'
import { type DocumentFault, documentWords } from './document-words.vi.ts'
import { type IncomingDocument, isAwaited } from './incoming.ts'
import { otherIssuerFindings } from './other-issuer.ts'
import type { ReceiveOrder } from './receive.ts'
import { PLAN_SOURCE_TYPE, sourceBytes } from './source.ts'

/** Longest text that becomes a plan; the longest known has 26,000 characters. */
export const PLAN_TEXT_CHARACTERS_MAX = 400_000

const TEXT_TOO_LONG = 'text-too-long'

/** What it is called says what opens it; no browser is to show it. */
const JUST_BYTES = 'application/octet-stream'

type Effects = Pick<World, 'store' | 'clock'> & { readonly files: KeptFiles }

export async function takeDocument(upload: DocumentUpload, causationId: string, effects: Effects): Promise<void> {
  const { files, store } = effects
  const plan = (await findAnyPlan(store, upload.planId))?.plan
  // Not put there by an offer of ours; the lifecycle rule removes it.
  if (plan === undefined) return
  const { incoming } = plan
  if (incoming !== undefined && isAwaited(incoming, upload.uploadId)) {
    const facts = await files.facts(incoming.objectKey)
    if (facts === undefined) return
    await settle({ ...incoming, planId: plan.planId }, await verdictOn(plan, incoming, facts, effects), causationId, effects)
  }
  await files.remove(quarantineKeyOf(upload))
}

async function settle(
  { planId, uploadId }: DocumentUpload,
  order: ReceiveOrder,
  causationId: string,
  { store, clock }: Effects,
): Promise<void> {
  const context: CommandContext = { at: clock.now(), actor: SYSTEM, correlationId: causationId, causationId }
  const done = await command(store, readingAggregate, planId, order, context).catch(tooLong)
  const code = isRefusal(done) ? done.code : undefined
  if (code === REREAD_TOO_MUCH || code === TEXT_TOO_LONG) await command(store, readingAggregate, planId, faulty(uploadId, code), context)
}

/** What was read is more than a log can hold, however often it is read. */
function tooLong(error: unknown): Refusal {
  if (error instanceof TooLarge) return refuse(TEXT_TOO_LONG)
  throw error
}

/** The exact version that was judged is the one that is read and kept, whatever is uploaded over it meanwhile. */
async function verdictOn(plan: AnyPlan, incoming: IncomingDocument, facts: ObjectFacts, effects: Effects): Promise<ReceiveOrder> {
  const { files, store, clock } = effects
  const { uploadId, fileName, objectKey } = incoming
  if (facts.bytes !== incoming.bytes) return faulty(uploadId, 'size')
  if (facts.sha256 !== incoming.sha256) return faulty(uploadId, 'checksum')
  const found = await documentReading(await files.read(objectKey, facts.version), fileName)
  if (isDocumentRefusal(found)) return refusal(uploadId, found.code, found.sentence)
  const { document: text, reading } = found
  if (text.text.length > PLAN_TEXT_CHARACTERS_MAX) return faulty(uploadId, TEXT_TOO_LONG)
  const { planId, issuerUnit, amends, amendsWhat } = plan
  const read = draftOf(text, reading, { planId, issuerUnit, amends, amendsWhat, fileName, sourceSha256: facts.sha256 })
  if (isRefusal(read)) return refusal(uploadId, read.code, sentenceOf(read, draftSentences))
  const keys = keptKeysOf({ planId, uploadId })
  const { version: objectVersion } = await files.copy(
    { objectKey, version: facts.version },
    { objectKey: keys.original, fileName, type: JUST_BYTES },
  )
  await files.write(keys.source, sourceBytes(read.source), PLAN_SOURCE_TYPE)
  const { format, pages, fromOcr, ocrConfidence } = text
  const document: ReadDocument = {
    uploadId,
    objectKey: keys.original,
    objectVersion,
    sourceKey: keys.source,
    format,
    pages,
    fromOcr,
    ocrConfidence,
  }
  const directory = await loadDirectory(effects)
  const today = dayOf(clock.now())
  const draft = await withParents(read.draft, store, directory, today)
  const findings = [...otherIssuerFindings(draft, directory, today), ...draft.findings]
  // How a plan closes and reminds is in no document: one that amends begins with what its plan runs on.
  const { policy } = amends === undefined ? draft : await loadPlan(store, amends)
  return { type: 'draft', plan: { ...draft, findings, policy, document } }
}

function faulty(uploadId: string, code: DocumentFault): ReceiveOrder {
  return refusal(uploadId, code, documentWords[code])
}

function refusal(uploadId: string, code: string, sentence: string): ReceiveOrder {
  return { type: 'refuse-document', refusal: { uploadId, code, sentence } }
}
