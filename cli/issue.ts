import { createHash } from 'node:crypto'
import { Command } from 'commander'
import type { Actor } from '../events/event.ts'
import { everySentence } from '../shared/access/every-sentence.vi.ts'
import { sentenceOf } from '../shared/access/sentences.vi.ts'
import { readDirectory } from '../shared/directory/load.ts'
import { UPLOAD_SECONDS } from '../shared/files/presigned.ts'
import { command, fingerprintOf } from '../shared/log/command.ts'
import { isRefusal, type Refusal } from '../shared/log/refusal.ts'
import { type PlanCommand, planAggregate } from '../shared/plan/aggregate.ts'
import { quarantineKeyOf, typeOfDocument } from '../shared/plan/intake/document-file.ts'
import { findAnyPlan, findPlan } from '../shared/plan/load.ts'
import { type AnyPlan, openFindings, type PlanState } from '../shared/plan/plan.ts'
import type { EventStore } from '../shared/ports.ts'
import { addSeconds } from '../shared/time/calendar.ts'
import { CliRefusal } from './output.ts'
import { DOCUMENT_KINDS } from './read.ts'
import { awaited, type DocumentFile, declared, documentFile, post } from './send-document.ts'
import { type CliWorld, cliWorldInItsTime } from './world.ts'

export function issueCommand(): Command {
  return new Command('issue')
    .description(
      'Send a plan document to be read, show its findings and issue it as one of its officers. Issuing the same file again changes nothing.',
    )
    .argument('<file>', DOCUMENT_KINDS)
    .requiredOption('--as <email>', 'the officer in whose name the plan is issued')
    .option('--confirm <reason>', 'accept every open finding, for this reason')
    .action(async (file: string, { as, confirm }: { as: string; confirm?: string }) => {
      const document = await documentFile(file)
      const plan = await issueDocument(await cliWorldInItsTime(), { ...document, officer: as, confirm })
      console.log(`${plan.planId}  ${plan.header.number}: issued at ${plan.issuedAt}`)
    })
}

export interface Issuing extends DocumentFile {
  /** The officer's address. */
  readonly officer: string
  /** Accepts every open finding for this reason; without it, open findings refuse. */
  readonly confirm?: string
}

export type Place = Pick<CliWorld, 'store' | 'files' | 'clock'>

/** `send` is how the file gets to the bucket. */
export async function issueDocument(place: Place, issuing: Issuing, send = post): Promise<PlanState> {
  const actor = await officerOf(place.store, issuing.officer)
  const { sha256 } = declared(issuing)
  const planId = planIdOf(actor.unit, sha256)
  const order = async (given: PlanCommand): Promise<AnyPlan> => {
    const key = { key: `cli:${given.type}:${fingerprintOf(given).slice(0, 16)}`, fingerprint: fingerprintOf(given) }
    const context = { at: place.clock.now(), actor, correlationId: planId, causationId: 'cli', key }
    const done = await command(place.store, planAggregate, planId, given, context)
    if (isRefusal(done)) throw new CliRefusal(sentence(done))
    return done.state
  }
  const drafted =
    (await findPlan(place.store, planId))?.plan ?? (await read(place, issuing, { planId, issuerUnit: actor.unit ?? '' }, order, send))
  const open = openFindings(drafted)
  if (open.length > 0 && issuing.confirm !== undefined) {
    const { confirm: reason } = issuing
    await order({ type: 'resolve-findings', resolutions: open.map(({ findingId }) => ({ findingId, decision: 'accepted', reason })) })
  } else if (open.length > 0 && drafted.status === 'draft') {
    const list = open.map((finding) => `  ${finding.sentence ?? finding.code}`).join('\n')
    throw new CliRefusal(`${open.length} findings are open; accept them with --confirm "reason", or review them in the portal:\n${list}`)
  }
  const issued = await order({ type: 'issue' })
  if (issued.status === 'reading') throw new Error(`${planId} was issued unread`)
  return issued
}

/** From the text and whose plan it is, so that issuing the same file again is the same plan. */
export function planIdOf(unit: string | undefined, sha256: string): string {
  return `pln_${createHash('sha256').update(`${unit}\n${sha256}`).digest('hex').slice(0, 26)}`
}

/** Sends the file the way the portal does and waits until it is a draft. */
async function read(
  { store, files, clock }: Place,
  document: DocumentFile,
  of: { readonly planId: string; readonly issuerUnit: string },
  order: (given: PlanCommand) => Promise<AnyPlan>,
  send: typeof post,
): Promise<PlanState> {
  const file = declared(document)
  const typed = typeOfDocument(file.fileName)
  if (isRefusal(typed)) throw new CliRefusal(sentence(typed))
  const at = clock.now()
  const uploadId = `upl_${fingerprintOf([of.planId, file.sha256, at]).slice(0, 26)}`
  const objectKey = quarantineKeyOf({ ...of, uploadId })
  await order({ type: 'offer-document', offer: { ...of, ...file, uploadId, objectKey, expiresAt: addSeconds(at, UPLOAD_SECONDS) } })
  const request = await files().offerUpload({ objectKey, ...typed, bytes: file.bytes, sha256: file.sha256, seconds: UPLOAD_SECONDS })
  await send(request, document.bytes)
  return awaited(() => planRead(store, of.planId))
}

/** Throws what the reader refused the document for. */
async function planRead(store: EventStore, planId: string): Promise<PlanState | undefined> {
  const plan = (await findAnyPlan(store, planId))?.plan
  if (plan?.status !== 'reading') return plan
  if (plan.incoming.refusal !== undefined) throw new CliRefusal(plan.incoming.refusal.sentence)
  return undefined
}

async function officerOf(store: EventStore, email: string): Promise<Actor> {
  const directory = await readDirectory(store)
  const person = directory.personByEmail(email)
  const role = person?.roles.find((candidate) => candidate.role === 'officer')
  if (person === undefined || role === undefined) throw new CliRefusal(`${email} is no officer of the directory.`)
  return { person: person.id, unit: role.unit, role: role.role, through: 'operator' }
}

function sentence(refusal: Refusal): string {
  return sentenceOf(refusal, everySentence)
}
