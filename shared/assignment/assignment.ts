/**
 * One unit's part in one task: draft, uploads, hand-in, return, acceptance, extension. It comes into being when something first
 * happens to it, never in bulk.
 */
import {
  assignmentAccepted,
  assignmentDrafted,
  type assignmentEvents,
  assignmentExtended,
  assignmentExtensionEnded,
  assignmentFileAttached,
  assignmentFileRefused,
  assignmentFileRemoved,
  assignmentFileSorted,
  assignmentReturned,
  assignmentSubmitted,
  assignmentUploadContinued,
  assignmentUploadExpired,
  assignmentUploadOffered,
  assignmentWithdrawn,
} from '../../events/assignment.ts'
import { type Happened, happen } from '../../events/event.ts'
import { FILES_MAX } from '../../events/limits.ts'
import type { PlanTask } from '../../events/plan.ts'
import type { Nominee, Upload } from '../../events/words.ts'
import type { Aggregate, Decision } from '../log/aggregate.ts'
import { isRefusal, type Refusal, refuse } from '../log/refusal.ts'
import type { StandingState } from '../ports.ts'
import { type AssignmentOf, isHandedIn } from './part.ts'

export type AssignmentEvent = Happened<(typeof assignmentEvents)[number]>
export type FileRule = Happened<typeof assignmentFileRefused>['data']['rule']

type Offered = Happened<typeof assignmentUploadOffered>['data']

export interface FileState extends Upload {
  readonly objectKey: string
  /** Of an upload that comes in parts. */
  readonly parts?: Offered['parts']
  readonly expiresAt: string
  readonly state: 'offered' | 'attached' | 'refused' | 'expired' | 'removed'
  readonly objectVersion?: string
  readonly rule?: FileRule
}

export interface Submission {
  readonly submission: number
  readonly submittedAt: string
  readonly late: boolean
  readonly nominees: readonly Nominee[]
  readonly note: string
  readonly files: readonly { fileName: string; bytes: number; sha256: string; component: string }[]
  /** The unit's own plan, where issuing it was the hand-in. */
  readonly ownPlan?: { readonly planId: string; readonly number: string }
}

export interface AssignmentState extends AssignmentOf {
  readonly state: StandingState
  /** Nothing has come from the unit yet: all that happened is that it was given more time. */
  readonly untouched?: true
  readonly nominees: readonly Nominee[]
  readonly note: string
  readonly files: readonly FileState[]
  /** Every hand-in ever made, oldest first. */
  readonly submissions: readonly Submission[]
  readonly extension?: { readonly until: string; readonly reason: string; readonly ended?: boolean }
  readonly returnReason?: string
}

/** What the plan says about the task, as the caller read it: the assignment does not know its plan. */
export interface TaskTerms {
  readonly form: PlanTask['form']
  /** First instant it can be handed in; absent when it can be at once. */
  readonly opensAt?: string
  /** First instant it is late; absent when the task has no date. */
  readonly closesAt?: string
}

export type AssignmentCommand =
  | { readonly type: 'save-draft'; readonly nominees: readonly Nominee[]; readonly note: string; readonly terms: TaskTerms }
  | {
      readonly type: 'offer-upload'
      readonly upload: Upload
      readonly objectKey: string
      readonly expiresAt: string
      readonly parts?: Offered['parts']
      readonly terms: TaskTerms
    }
  | { readonly type: 'continue-upload'; readonly uploadId: string; readonly expiresAt: string; readonly terms: TaskTerms }
  | { readonly type: 'attach-file'; readonly uploadId: string; readonly objectKey: string; readonly objectVersion?: string }
  | { readonly type: 'refuse-file'; readonly uploadId: string; readonly rule: FileRule; readonly seen: string }
  | { readonly type: 'expire-upload'; readonly uploadId: string }
  | { readonly type: 'remove-file'; readonly uploadId: string; readonly terms: TaskTerms }
  | { readonly type: 'sort-file'; readonly uploadId: string; readonly component: string; readonly terms: TaskTerms }
  | { readonly type: 'submit'; readonly terms: TaskTerms }
  | {
      readonly type: 'fulfil'
      readonly ownPlan: { readonly planId: string; readonly number: string }
      readonly issuedAt: string
      readonly terms: TaskTerms
    }
  | { readonly type: 'withdraw'; readonly reason: string; readonly terms: TaskTerms }
  | { readonly type: 'return'; readonly reason: string }
  | { readonly type: 'accept' }
  | { readonly type: 'extend'; readonly until: string; readonly reason: string; readonly terms: TaskTerms }
  | { readonly type: 'end-extension'; readonly until: string }

export function attachedFiles(assignment: AssignmentState): readonly FileState[] {
  return assignment.files.filter((file) => file.state === 'attached')
}

export function fileOf(assignment: AssignmentState | undefined, uploadId: string | undefined): FileState | undefined {
  return assignment?.files.find((file) => file.uploadId === uploadId)
}

/** In the dossier, or on its way into it. */
function isThere({ state }: FileState): boolean {
  return state === 'attached' || state === 'offered'
}

/** Each assignment decides for one unit and task; the identity comes with the command's stream. */
export function assignmentAggregate(of: AssignmentOf): Aggregate<AssignmentState, AssignmentCommand, AssignmentEvent> {
  return {
    kind: 'assignment',
    decide: (state, order, context) => bounded(state ?? blank(of), order, decide(of, state ?? blank(of), order, context.at)),
    evolve: (state, event) => evolve(state ?? blank(of), event),
    listing: (state) => ({
      list: `assignment#${of.planId}#${of.key}`,
      listSort: of.unit,
      shelf: `unit#${of.unit}`,
      shelfSort: `assignment#${of.planId}#${of.key}`,
      row: JSON.stringify({
        ...of,
        state: standingOf(state),
        late: isLate(state),
        files: attachedFiles(state).length,
        extension: state.extension?.until,
      }),
    }),
  }
}

export function isLate(assignment: AssignmentState): boolean {
  return assignment.submissions.some((submission) => submission.late)
}

/** Where the unit stands; nothing where it has not begun, though it may have been given more time. */
export function standingOf({ state, untouched }: AssignmentState): StandingState | undefined {
  return untouched ? undefined : state
}

function blank(of: AssignmentOf): AssignmentState {
  return { ...of, state: 'draft', untouched: true, nominees: [], note: '', files: [], submissions: [] }
}

function decide(of: AssignmentOf, now: AssignmentState, order: AssignmentCommand, at: string): Decision<AssignmentEvent> {
  switch (order.type) {
    case 'save-draft':
      return editable(now, order.terms, at) ?? [happen(assignmentDrafted, { ...of, nominees: [...order.nominees], note: order.note })]
    case 'offer-upload':
      return offerUpload(of, now, order, at)
    case 'continue-upload':
      return continueUpload(of, now, order, at)
    case 'attach-file':
    case 'refuse-file':
    case 'expire-upload':
      return judgeUpload(of, now, order)
    case 'remove-file':
      return removeFile(of, now, order, at)
    case 'sort-file':
      return sortFile(of, now, order, at)
    case 'submit':
      return submit(of, now, order.terms, at)
    case 'fulfil':
      return fulfil(of, now, order)
    case 'withdraw':
      return withdraw(of, now, order, at)
    case 'return':
      if (order.reason.trim() === '') return refuse('reason-missing', 'reason')
      return isHandedIn(now.state) ? [happen(assignmentReturned, { ...of, reason: order.reason })] : refuse('not-handed-in')
    case 'accept':
      return accept(of, now)
    case 'extend':
      return extend(of, now, order, at)
    case 'end-extension':
      return endExtension(of, now, order.until)
  }
}

/**
 * Refused files and earlier hand-ins stay in the state, where pages show them, so a unit that goes on for ever would fill it. What it asks
 * for stops in time to leave room for what others still decide: the verdict on a file, a return, an extension, the end of one.
 */
function bounded(now: AssignmentState, order: AssignmentCommand, decided: Decision<AssignmentEvent>): Decision<AssignmentEvent> {
  if (isRefusal(decided) || !growing.has(order.type)) return decided
  const bytes = bytesOf(decided.reduce(evolve, now))
  // Whoever makes it smaller is on the way out of it.
  return bytes > WORK_BYTES_MAX && bytes > bytesOf(now) ? refuse('work-too-large') : decided
}

/** Of what one item of the table holds (`shared/log/limits.ts`); a file's verdict takes some 200 bytes, a reason up to 4,000. */
export const WORK_BYTES_MAX = 300 * 1024
const growing: ReadonlySet<AssignmentCommand['type']> = new Set(['save-draft', 'offer-upload', 'submit'])
const bytesOf = (state: AssignmentState): number => Buffer.byteLength(JSON.stringify(state))

/** Nothing when the unit may still change its work; otherwise why not. */
function editable(now: AssignmentState, terms: TaskTerms, at: string): Refusal | undefined {
  if (isHandedIn(now.state)) return refuse('already-handed-in')
  if (terms.opensAt !== undefined && at < terms.opensAt) return refuse('not-open-yet', undefined, { opensAt: terms.opensAt })
  if (terms.closesAt === undefined || at < terms.closesAt) return undefined
  const until = now.extension?.until
  // An amendment may have given everybody more time than the unit had been given.
  if (until === undefined || until <= terms.closesAt) return refuse('closed', undefined, { closedAt: terms.closesAt })
  return at < until ? undefined : refuse('extension-over', undefined, { closedAt: until })
}

function offerUpload(
  of: AssignmentOf,
  now: AssignmentState,
  order: Extract<AssignmentCommand, { type: 'offer-upload' }>,
  at: string,
): Decision<AssignmentEvent> {
  const { upload, objectKey, expiresAt, parts } = order
  const counted = now.files.filter(isThere)
  const blocked = editable(now, order.terms, at)
  if (blocked !== undefined) return blocked
  if (fileOf(now, upload.uploadId) !== undefined) return []
  if (counted.length >= FILES_MAX) return refuse('too-many-files', 'files', { max: FILES_MAX })
  return [happen(assignmentUploadOffered, { ...of, upload, objectKey, expiresAt, parts })]
}

/** An upload in parts lives as long as somebody goes on with it. */
function continueUpload(
  of: AssignmentOf,
  now: AssignmentState,
  order: Extract<AssignmentCommand, { type: 'continue-upload' }>,
  at: string,
): Decision<AssignmentEvent> {
  const { uploadId, expiresAt } = order
  const file = fileOf(now, uploadId)
  if (file?.parts === undefined) return refuse('not-found', 'uploadId')
  if (file.state !== 'offered') return refuse('upload-over', 'uploadId')
  return editable(now, order.terms, at) ?? [happen(assignmentUploadContinued, { ...of, uploadId, expiresAt })]
}

/** An upload ends exactly once: attached, refused or expired. A second verdict changes nothing. */
function judgeUpload(
  of: AssignmentOf,
  now: AssignmentState,
  order: Extract<AssignmentCommand, { type: 'attach-file' | 'refuse-file' | 'expire-upload' }>,
): Decision<AssignmentEvent> {
  const file = fileOf(now, order.uploadId)
  if (file === undefined) return refuse('not-found', 'uploadId')
  if (file.state !== 'offered') return []
  const { uploadId } = order
  if (order.type === 'expire-upload') return [happen(assignmentUploadExpired, { ...of, uploadId })]
  if (order.type === 'refuse-file') return [happen(assignmentFileRefused, { ...of, uploadId, rule: order.rule, seen: order.seen })]
  const { objectKey, objectVersion } = order
  return [happen(assignmentFileAttached, { ...of, uploadId, objectKey, objectVersion })]
}

/** One that was refused can go too: otherwise its line would stand in the draft for ever. */
function removeFile(
  of: AssignmentOf,
  now: AssignmentState,
  order: Extract<AssignmentCommand, { type: 'remove-file' }>,
  at: string,
): Decision<AssignmentEvent> {
  const file = fileOf(now, order.uploadId)
  if (file === undefined) return refuse('not-found', 'uploadId')
  if (file.state === 'removed' || file.state === 'expired') return []
  // An upload that was never made is given up at once; it need not block the hand-in until it runs out.
  const removed = file.state === 'offered' ? assignmentUploadExpired : assignmentFileRemoved
  return editable(now, order.terms, at) ?? [happen(removed, { ...of, uploadId: order.uploadId })]
}

/** What kind of paper a file is may be put right while the dossier is a draft, also while the file is still on its way. */
function sortFile(
  of: AssignmentOf,
  now: AssignmentState,
  { uploadId, component, terms }: Extract<AssignmentCommand, { type: 'sort-file' }>,
  at: string,
): Decision<AssignmentEvent> {
  const file = fileOf(now, uploadId)
  if (file === undefined || !isThere(file)) return refuse('not-attached', 'uploadId')
  if (file.component === component) return []
  return editable(now, terms, at) ?? [happen(assignmentFileSorted, { ...of, uploadId, component })]
}

function submit(of: AssignmentOf, now: AssignmentState, terms: TaskTerms, at: string): Decision<AssignmentEvent> {
  if (isHandedIn(now.state)) return []
  const blocked = editable(now, terms, at) ?? incomplete(now, terms)
  return blocked ?? [happen(assignmentSubmitted, handIn(of, now, terms, at))]
}

function handIn(of: AssignmentOf, now: AssignmentState, terms: TaskTerms, at: string) {
  return {
    ...of,
    submission: now.submissions.length + 1,
    submittedAt: at,
    late: terms.closesAt !== undefined && at >= terms.closesAt,
    nominees: [...now.nominees],
    note: now.note,
    files: attachedFiles(now).map(({ fileName, bytes, sha256, component }) => ({ fileName, bytes, sha256, component })),
  }
}

/**
 * Issuing the plan that was asked for is the hand-in, whatever the task's form and even after its cut-off: the plan is there. What was
 * handed in by hand before stays as it is, and one that was sent back is not handed in again by the same plan.
 */
function fulfil(of: AssignmentOf, now: AssignmentState, order: Extract<AssignmentCommand, { type: 'fulfil' }>): Decision<AssignmentEvent> {
  const { ownPlan, terms, issuedAt } = order
  const isKnown = now.submissions.some((submission) => submission.ownPlan?.planId === ownPlan.planId)
  return isHandedIn(now.state) || isKnown ? [] : [happen(assignmentSubmitted, { ...handIn(of, now, terms, issuedAt), ownPlan })]
}

function incomplete(now: AssignmentState, terms: TaskTerms): Refusal | undefined {
  if (now.files.some((file) => file.state === 'offered')) return refuse('files-being-checked', 'files')
  const isWritten = now.nominees.every(({ name, award }) => name.trim() && award.trim())
  if (!isWritten || (terms.form === 'registration' && now.nominees.length === 0)) return refuse('nominees-missing', 'nominees')
  if (terms.form === 'dossier' && attachedFiles(now).length === 0) return refuse('files-missing', 'files')
  if (terms.form === 'report' && now.note.trim() === '' && attachedFiles(now).length === 0) return refuse('note-missing', 'note')
  return undefined
}

function withdraw(
  of: AssignmentOf,
  now: AssignmentState,
  order: Extract<AssignmentCommand, { type: 'withdraw' }>,
  at: string,
): Decision<AssignmentEvent> {
  if (now.state === 'withdrawn') return []
  if (now.state !== 'submitted') return refuse(now.state === 'accepted' ? 'already-accepted' : 'not-handed-in')
  // The plan is issued; taking back would only hide it.
  if (now.submissions.at(-1)?.ownPlan !== undefined) return refuse('fulfilled-by-plan')
  if (order.reason.trim() === '') return refuse('reason-missing', 'reason')
  // Taking back after the cut-off could not be made good again.
  const blocked = editable({ ...now, state: 'draft' }, order.terms, at)
  return blocked ?? [happen(assignmentWithdrawn, { ...of, reason: order.reason })]
}

function accept(of: AssignmentOf, now: AssignmentState): Decision<AssignmentEvent> {
  if (now.state === 'accepted') return []
  return now.state === 'submitted' ? [happen(assignmentAccepted, { ...of, submission: now.submissions.length })] : refuse('not-handed-in')
}

function extend(
  of: AssignmentOf,
  now: AssignmentState,
  order: Extract<AssignmentCommand, { type: 'extend' }>,
  at: string,
): Decision<AssignmentEvent> {
  if (order.reason.trim() === '') return refuse('reason-missing', 'reason')
  if (order.terms.closesAt === undefined) return refuse('no-deadline')
  if (order.until <= at || order.until <= order.terms.closesAt) return refuse('extension-too-early', 'until')
  if (now.extension?.until === order.until && now.extension.reason === order.reason) return []
  return [happen(assignmentExtended, { ...of, until: order.until, reason: order.reason })]
}

/** A later extension outlives the end of an earlier one. */
function endExtension(of: AssignmentOf, now: AssignmentState, until: string): Decision<AssignmentEvent> {
  if (now.extension === undefined || now.extension.until !== until || now.extension.ended === true) return []
  return [happen(assignmentExtensionEnded, { ...of, until, handedIn: isHandedIn(now.state) })]
}

/** An extension is its officer's act, and its end the clock's; everything else begins with the unit. */
function evolve(now: AssignmentState, event: AssignmentEvent): AssignmentState {
  const after = evolved(now, event)
  if (event.name === 'assignment.extended' || event.name === 'assignment.extension-ended') return after
  const { untouched: _untouched, ...touched } = after
  return touched
}

function evolved(now: AssignmentState, event: AssignmentEvent): AssignmentState {
  switch (event.name) {
    case 'assignment.drafted':
      return { ...now, nominees: event.data.nominees, note: event.data.note }
    case 'assignment.upload-offered': {
      const { upload, objectKey, expiresAt, parts } = event.data
      return {
        ...now,
        files: [...now.files, { ...upload, objectKey, expiresAt, ...(parts === undefined ? {} : { parts }), state: 'offered' }],
      }
    }
    case 'assignment.upload-continued':
      return withFile(now, event.data.uploadId, { expiresAt: event.data.expiresAt })
    case 'assignment.file-attached': {
      const { objectKey, objectVersion } = event.data
      return withFile(now, event.data.uploadId, { state: 'attached', objectKey, objectVersion })
    }
    case 'assignment.file-refused':
      return withFile(now, event.data.uploadId, { state: 'refused', rule: event.data.rule })
    case 'assignment.upload-expired':
      return withFile(now, event.data.uploadId, { state: 'expired' })
    case 'assignment.file-removed':
      return withFile(now, event.data.uploadId, { state: 'removed' })
    case 'assignment.file-sorted':
      return withFile(now, event.data.uploadId, { component: event.data.component })
    case 'assignment.submitted': {
      const { submission, submittedAt, late, nominees, note, files, ownPlan } = event.data
      const { returnReason: _mended, ...rest } = now
      const handedIn = { submission, submittedAt, late, nominees, note, files, ...(ownPlan === undefined ? {} : { ownPlan }) }
      return { ...rest, state: 'submitted', submissions: [...now.submissions, handedIn] }
    }
    case 'assignment.withdrawn':
      return { ...now, state: 'withdrawn' }
    case 'assignment.returned':
      return { ...now, state: 'returned', returnReason: event.data.reason }
    case 'assignment.accepted':
      return { ...now, state: 'accepted' }
    case 'assignment.extended':
      return { ...now, extension: { until: event.data.until, reason: event.data.reason } }
    case 'assignment.extension-ended':
      return now.extension === undefined ? now : { ...now, extension: { ...now.extension, ended: true } }
  }
}

function withFile(now: AssignmentState, uploadId: string, change: Partial<FileState>): AssignmentState {
  return { ...now, files: now.files.map((file) => (file.uploadId === uploadId ? { ...file, ...change } : file)) }
}
