/**
 * An object arrived in quarantine. It becomes part of its dossier only when it is exactly the file that was offered and really what
 * its type says; otherwise the rule it broke is recorded. Either way quarantine is emptied, and doing it twice is doing it once.
 */
import { SYSTEM } from '../../events/event.ts'
import { command, stateOf, streamOf } from '../log/command.ts'
import type { CommandContext, KeptFiles, ObjectFacts, StoredState, World } from '../ports.ts'
import { type AssignmentCommand, type AssignmentState, assignmentAggregate, type FileState } from './assignment.ts'
import { fileKindOf, HEAD_BYTES, TAIL_BYTES } from './file-kind.ts'
import { type AssignmentOf, assignmentId } from './part.ts'

export const QUARANTINE = 'quarantine/dossiers/'
export const DOSSIERS = 'dossiers/'

type Effects = Pick<World, 'store' | 'clock'> & { readonly files: KeptFiles }

/** Where an upload waits and where it goes: the key says whose it is. */
export function quarantineKey(of: AssignmentOf, uploadId: string): string {
  return `${QUARANTINE}${of.planId}/${of.key}/${of.unit}/${uploadId}`
}

export function uploadOfKey(objectKey: string): { readonly of: AssignmentOf; readonly uploadId: string } | undefined {
  const [planId, key, unit, uploadId, ...rest] = objectKey.slice(QUARANTINE.length).split('/')
  if (!objectKey.startsWith(QUARANTINE) || planId === undefined || key === undefined || unit === undefined) return undefined
  return uploadId === undefined || rest.length > 0 ? undefined : { of: { planId, key, unit }, uploadId }
}

export async function checkFile(objectKey: string, causationId: string, effects: Effects): Promise<void> {
  const upload = uploadOfKey(objectKey)
  // Not put there by an offer of ours; the lifecycle rule removes it.
  if (upload === undefined) return
  const stored = await effects.store.load(streamOf('assignment', assignmentId(upload.of)))
  const file = fileIn(stored, upload.uploadId)
  if (file === undefined) return
  if (file.state === 'offered') {
    const facts = await wholeFacts(file, effects.files)
    if (facts === undefined) return
    await settle(upload.of, await verdictOf(file, facts, effects.files), causationId, effects, stored)
  }
  await effects.files.remove(objectKey)
}

/** What was joined of parts has no checksum of the whole until the bucket has computed one. */
async function wholeFacts({ objectKey, type, bytes }: FileState, files: KeptFiles): Promise<ObjectFacts | undefined> {
  const facts = await files.facts(objectKey)
  // What is longer than offered is refused for that; the bucket need not copy it, and could not if it were large.
  if (facts === undefined || facts.sha256 !== undefined || facts.bytes !== bytes) return facts
  await files.seal({ objectKey, version: facts.version, type })
  return files.facts(objectKey)
}

export interface RunningUpload {
  readonly of: AssignmentOf
  readonly uploadId: string
  readonly causationId: string
}

/** The offers ran out, nearly all of them used long ago: one read tells which were not. */
export async function expireUploads(uploads: readonly RunningUpload[], effects: Effects): Promise<void> {
  const stored = await effects.store.loadMany(uploads.map(({ of }) => streamOf('assignment', assignmentId(of))))
  for (const [index, upload] of uploads.entries()) {
    if (fileIn(stored[index], upload.uploadId)?.state === 'offered') await expireUpload(upload, effects)
  }
}

/** The offer ran out. A file that did arrive, and whose event was lost or is late, is still judged. */
export async function expireUpload({ of, uploadId, causationId }: RunningUpload, effects: Effects): Promise<void> {
  const stored = await effects.store.load(streamOf('assignment', assignmentId(of)))
  const file = fileIn(stored, uploadId)
  if (file === undefined || file.state !== 'offered') return
  if ((await effects.files.facts(file.objectKey)) !== undefined) return checkFile(file.objectKey, causationId, effects)
  // Somebody went on with it; the timer of that is running.
  if (effects.clock.now() < file.expiresAt) return
  await settle(of, { type: 'expire-upload', uploadId }, causationId, effects, stored)
}

function fileIn(stored: StoredState | undefined, uploadId: string): FileState | undefined {
  return stateOf<AssignmentState>(stored)?.files.find((file) => file.uploadId === uploadId)
}

async function settle(
  of: AssignmentOf,
  order: AssignmentCommand,
  causationId: string,
  { store, clock }: Effects,
  stored: StoredState | undefined,
): Promise<void> {
  const context: CommandContext = { at: clock.now(), actor: SYSTEM, correlationId: causationId, causationId }
  await command(store, assignmentAggregate(of), assignmentId(of), order, context, { stored })
}

/** The exact version that was judged is the one that is kept, whatever is uploaded over it meanwhile. */
async function verdictOf(file: FileState, facts: ObjectFacts, files: KeptFiles): Promise<AssignmentCommand> {
  const { uploadId, objectKey } = file
  const refused = (rule: Extract<AssignmentCommand, { type: 'refuse-file' }>['rule'], seen: string): AssignmentCommand => ({
    type: 'refuse-file',
    uploadId,
    rule,
    seen,
  })
  if (facts.bytes === 0) return refused('empty', '0')
  if (facts.bytes !== file.bytes) return refused('size', String(facts.bytes))
  if (facts.sha256 !== file.sha256) return refused('checksum', facts.sha256 ?? 'none')
  const kind = fileKindOf(...(await endsOf(file, facts, files)))
  if ('unknown' in kind) return refused('type-not-allowed', 'unknown')
  if ('unreadable' in kind) return refused('unreadable', kind.unreadable)
  if (kind.type !== file.type) return refused('type-mismatch', kind.type)
  const keptKey = DOSSIERS + objectKey.slice(QUARANTINE.length)
  const kept = await files.copy({ objectKey, version: facts.version }, { objectKey: keptKey, fileName: file.fileName, type: file.type })
  return { type: 'attach-file', uploadId, objectKey: keptKey, objectVersion: kept.version }
}

/** Its beginning and its end; a small file is read once. */
async function endsOf({ objectKey }: FileState, { bytes, version }: ObjectFacts, files: KeptFiles): Promise<[Uint8Array, Uint8Array]> {
  if (bytes > TAIL_BYTES) return Promise.all([files.head(objectKey, HEAD_BYTES, version), files.tail(objectKey, TAIL_BYTES, version)])
  const whole = await files.head(objectKey, bytes, version)
  return [whole.subarray(0, HEAD_BYTES), whole]
}
