/** One unit's work: what it owes, drafts, uploads, hand-ins, and what the officer says to them. */
import { PART_BYTES } from '../../events/limits.ts'
import { may } from '../../shared/access/may.ts'
import { sentenceOf } from '../../shared/access/sentences.vi.ts'
import {
  acceptAssignment,
  continueUpload,
  downloadFile,
  extendAssignment,
  offerUpload,
  readAssignment,
  removeFile,
  returnAssignment,
  saveDraft,
  sortFile,
  submitAssignment,
  unitWork,
  withdrawAssignment,
} from '../../shared/api/assignments.ts'
import {
  type AssignmentCommand,
  type AssignmentState,
  assignmentAggregate,
  type FileState,
  fileOf,
  type TaskTerms,
} from '../../shared/assignment/assignment.ts'
import { quarantineKey } from '../../shared/assignment/check-file.ts'
import { refusalOfName } from '../../shared/assignment/file-name.ts'
import { keptFile } from '../../shared/assignment/kept-file.ts'
import { type AssignmentOf, assignmentId } from '../../shared/assignment/part.ts'
import { workSentences } from '../../shared/assignment/refusals.vi.ts'
import { assignmentView, workOf } from '../../shared/assignment/work.ts'
import { s3FileOffers } from '../../shared/aws/file-offers.ts'
import { dynamoRegisters } from '../../shared/aws/registers.ts'
import { isUnitId } from '../../shared/directory/model.ts'
import { DOWNLOAD_SECONDS, UPLOAD_SECONDS } from '../../shared/files/presigned.ts'
import { command, stateOf, streamOf } from '../../shared/log/command.ts'
import { isRefusal, type Refusal, refuse } from '../../shared/log/refusal.ts'
import { executorsOf } from '../../shared/plan/duties.ts'
import { currentPlan } from '../../shared/plan/load.ts'
import { type PlanState, type TaskState, taskOf } from '../../shared/plan/plan.ts'
import { termsOf } from '../../shared/plan/terms.ts'
import type { FileOffers, StoredState, World } from '../../shared/ports.ts'
import { addSeconds, dayOf } from '../../shared/time/calendar.ts'
import { api, type Call, type Endpoint, endpoint, type Found } from '../runtime/api.ts'
import { createdId } from '../runtime/created-id.ts'
import { basics } from '../runtime/environment.ts'

type Effects = Pick<World, 'store' | 'clock' | 'registers'> & { readonly files: FileOffers }
type WorkCall = Call<unknown, unknown, Effects>

interface Loaded {
  readonly of: AssignmentOf
  readonly plan: PlanState
  readonly task: TaskState
  readonly terms: TaskTerms
  readonly stored: StoredState | undefined
  readonly assignment: AssignmentState | undefined
  /** False once an amendment took the task out, or it or the directory released the unit: what was done can be read, and no more. */
  readonly isAsked: boolean
}

/** A unit's part in a task exists as soon as the plan asks it of the unit, whether or not anything has happened to it. */
async function theAssignment({ params, world, directory, context }: WorkCall): Promise<Found<Loaded>> {
  const { planId = '', key = '', unit = '' } = params
  if (!isUnitId(unit)) return undefined
  const of = { planId, key, unit }
  const [plan, stored] = await Promise.all([currentPlan(world.store, planId), world.store.load(streamOf('assignment', assignmentId(of)))])
  if (plan === undefined || plan.status !== 'issued') return undefined
  const live = taskOf(plan, key)
  const task = live ?? plan.withdrawn?.find((candidate) => candidate.key === key)
  if (task === undefined) return undefined
  const isAsked = live !== undefined && executorsOf(plan, live, directory, dayOf(context.at)).has(unit)
  if (!isAsked && stored === undefined) return undefined
  const loaded = {
    of,
    plan,
    task,
    terms: termsOf(plan, task),
    stored,
    assignment: stateOf<AssignmentState>(stored),
    isAsked,
  }
  return { resource: { unit, issuer: plan.issuerUnit }, loaded }
}

async function decided({ world, context }: WorkCall, { of, stored, isAsked }: Loaded, given: AssignmentCommand) {
  if (!isAsked) return refuse('task-released')
  return command(world.store, assignmentAggregate(of), assignmentId(of), given, context, { stored })
}

async function order(call: WorkCall, loaded: Loaded, given: AssignmentCommand) {
  const done = await decided(call, loaded, given)
  return isRefusal(done) ? done : { body: bodyOf(call, loaded, done.state), version: done.version }
}

/** The assignment with its unit's name and what its page may offer the caller. */
function bodyOf({ actor, directory, context }: WorkCall, { of, plan, task, isAsked }: Loaded, assignment: AssignmentState | undefined) {
  const about = { unit: of.unit, issuer: plan.issuerUnit }
  return {
    ...assignmentView(of, plan, task, assignment, context.at),
    ...(isAsked ? {} : { blocked: { code: 'task-released', message: sentenceOf(refuse('task-released'), workSentences) } }),
    unitName: isUnitId(of.unit) ? directory.unit(of.unit)?.name : undefined,
    may: { edit: may(actor, 'assignment.edit', about), judge: may(actor, 'assignment.judge', about), log: may(actor, 'log.read', about) },
  }
}

type Parts = FileState['parts']

/** The upload in parts that this offer is for: begun once, however often the offer is asked for. */
async function partsOf(
  { parts: sha256, bytes }: { readonly parts?: readonly string[]; readonly bytes: number },
  { assignment, of }: Loaded,
  files: FileOffers,
  { uploadId, type }: { readonly uploadId: string; readonly type: string },
): Promise<Parts | Refusal> {
  if (sha256 === undefined) return undefined
  if (sha256.length !== Math.ceil(bytes / PART_BYTES)) return refuse('invalid', 'parts')
  const known = fileOf(assignment, uploadId)?.parts
  return known ?? { id: await files.beginParts({ objectKey: quarantineKey(of, uploadId), type }), sha256: [...sha256] }
}

/** Requests for the parts that are not there yet. When all are, they are joined, and the bucket's own event brings the file to its check. */
async function partsToSend(
  { state, version }: { readonly state: AssignmentState; readonly version: number },
  uploadId: string,
  files: FileOffers,
) {
  const file = fileOf(state, uploadId)
  if (file?.parts === undefined) return refuse('not-found', 'uploadId')
  const { objectKey, parts, expiresAt } = file
  const upload = { objectKey, partsId: parts.id }
  const there = await files.partsThere(upload)
  const missing =
    there === undefined ? [] : parts.sha256.flatMap((sha256, at) => (there.includes(at + 1) ? [] : [{ number: at + 1, sha256 }]))
  if (there !== undefined && missing.length === 0) await files.joinParts(upload)
  const requests = missing.map(async ({ number, sha256 }) => ({
    number,
    ...(await files.offerPart({ ...upload, number, sha256, seconds: UPLOAD_SECONDS })),
  }))
  return { body: { uploadId, expiresAt, parts: await Promise.all(requests) }, version }
}

const endpoints: readonly Endpoint<Effects>[] = [
  endpoint(
    unitWork,
    async ({ params }) => ({ resource: { unit: params.unit }, loaded: null }),
    async ({ params, world, directory, context }) => ({ body: await workOf(params.unit ?? '', directory, world, context.at) }),
  ),
  endpoint(readAssignment, theAssignment, async (call, loaded) => ({
    body: bodyOf(call, loaded, loaded.assignment),
    version: loaded.stored?.version ?? 0,
  })),
  endpoint(saveDraft, theAssignment, (call, loaded) => order(call, loaded, { type: 'save-draft', ...call.body, terms: loaded.terms })),
  endpoint(offerUpload, theAssignment, async (call, loaded) => {
    const refused = refusalOfName(call.body.fileName, call.body.type)
    if (refused !== undefined) return refused
    const uploadId = createdId('upl', call.key)
    const { parts: _parts, ...file } = call.body
    const objectKey = quarantineKey(loaded.of, uploadId)
    const upload = { uploadId, ...file }
    const expiresAt = addSeconds(call.context.at, UPLOAD_SECONDS)
    const parts = await partsOf(call.body, loaded, call.world.files, upload)
    if (isRefusal(parts)) return parts
    const order = { type: 'offer-upload', upload, objectKey, expiresAt, parts, terms: loaded.terms } as const
    const offered = await decided(call, loaded, order)
    if (isRefusal(offered)) return offered
    if (parts !== undefined) return { status: 201, ...(await partsToSend(offered, uploadId, call.world.files)) }
    const request = await call.world.files.offerUpload({ ...file, objectKey, seconds: UPLOAD_SECONDS })
    return { status: 201, body: { uploadId, expiresAt, request }, version: offered.version }
  }),
  endpoint(continueUpload, theAssignment, async (call, loaded) => {
    const { uploadId = '' } = call.params
    const expiresAt = addSeconds(call.context.at, UPLOAD_SECONDS)
    const continued = await decided(call, loaded, { type: 'continue-upload', uploadId, expiresAt, terms: loaded.terms })
    return isRefusal(continued) ? continued : partsToSend(continued, uploadId, call.world.files)
  }),
  endpoint(removeFile, theAssignment, (call, loaded) =>
    order(call, loaded, { type: 'remove-file', uploadId: call.params.uploadId ?? '', terms: loaded.terms }),
  ),
  endpoint(sortFile, theAssignment, (call, loaded) =>
    order(call, loaded, { type: 'sort-file', uploadId: call.params.uploadId ?? '', ...call.body, terms: loaded.terms }),
  ),
  endpoint(downloadFile, theAssignment, async ({ params, world }, { assignment }) => {
    const file = keptFile(assignment, params.uploadId)
    if (file === undefined) return refuse('not-found')
    return { body: { url: await world.files.downloadLink(file.objectKey, DOWNLOAD_SECONDS) } }
  }),
  endpoint(submitAssignment, theAssignment, (call, loaded) => order(call, loaded, { type: 'submit', terms: loaded.terms })),
  endpoint(withdrawAssignment, theAssignment, (call, loaded) =>
    order(call, loaded, { type: 'withdraw', reason: call.body.reason, terms: loaded.terms }),
  ),
  endpoint(returnAssignment, theAssignment, (call, loaded) => order(call, loaded, { type: 'return', reason: call.body.reason })),
  endpoint(acceptAssignment, theAssignment, (call, loaded) => order(call, loaded, { type: 'accept' })),
  endpoint(extendAssignment, theAssignment, (call, loaded) => {
    // Instants are compared as text, so this one has to be written like all the others.
    const until = addSeconds(call.body.until, 0)
    return order(call, loaded, { type: 'extend', until, reason: call.body.reason, terms: loaded.terms })
  }),
]

export const { answer, handler } = api(
  endpoints,
  () => {
    const base = basics()
    return { ...base, files: s3FileOffers(), registers: dynamoRegisters(base.table) }
  },
  workSentences,
)
