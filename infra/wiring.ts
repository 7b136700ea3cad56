/**
 * THE MAP. Which function reacts to which event, what it may touch, and which routes it answers. Everything that runs is a line here:
 * `functions/<name>.ts` exists for each, and no other function does (`tests/wiring/` holds the two together).
 */
import {
  assignmentAccepted,
  assignmentExtended,
  assignmentExtensionEnded,
  assignmentFileRefused,
  assignmentReturned,
  assignmentStandingEvents,
  assignmentSubmitted,
  assignmentUploadContinued,
  assignmentUploadOffered,
} from '../events/assignment.ts'
import { publicEvents } from '../events/bulletin.ts'
import { deadlineExtensionNear, deadlineExtensionReached, deadlineNear, deadlineOpened, deadlineReached } from '../events/deadline.ts'
import {
  groupChanged,
  groupRegistered,
  unitChanged,
  unitRegistered,
  unitRoleTransferCancelled,
  unitRoleTransferred,
} from '../events/directory.ts'
import type { EventDefinition } from '../events/event.ts'
import { noticeBounced, noticeQueued } from '../events/notice.ts'
import { planAmended, planIssued, planLinked, planPublished, planTaskClosed } from '../events/plan.ts'
import { planDocumentOffered, planDocumentOverlooked } from '../events/plan-document.ts'
import { reactionFailed } from '../events/reaction.ts'
import { subscriptionQueued, subscriptionTestQueued } from '../events/subscription.ts'
import { amendmentRoutes, editRoutes } from '../shared/api/amendments.ts'
import { assignmentRoutes } from '../shared/api/assignments.ts'
import { directoryRoutes, importRoutes } from '../shared/api/directory.ts'
import { calendarRoutes, feedRoutes } from '../shared/api/feeds.ts'
import { handInRoutes } from '../shared/api/hand-ins.ts'
import { chaseRoutes, noticeRoutes } from '../shared/api/notices.ts'
import { overviewRoutes } from '../shared/api/overview.ts'
import { parentRoutes } from '../shared/api/parents.ts'
import { draftRoutes, followRoutes, planRoutes } from '../shared/api/plans.ts'
import { publicRoutes } from '../shared/api/public.ts'
import type { Route } from '../shared/api/route.ts'
import { searchRoutes } from '../shared/api/search.ts'
import { subscriptionRoutes } from '../shared/api/subscriptions.ts'
import { unitRoutes } from '../shared/api/units.ts'

/** Logs by aggregate; a function reads and appends only the kinds it names. */
export type LogKind = 'plan' | 'assignment' | 'notice' | 'unit' | 'group' | 'person' | 'feed' | 'bulletin' | 'subscription' | 'failure'

/** Registers by the first word of their names. */
export type RegisterKind = 'below' | 'public' | 'asked'

/** What a function may touch. Nothing is granted that is not named. */
export interface Powers {
  readonly reads?: readonly LogKind[]
  readonly appends?: readonly LogKind[]
  /** Lists and shelves it queries, by the first word of their names. */
  readonly lists?: readonly LogKind[]
  readonly claims?: true
  readonly board?: 'read' | 'write'
  /** By the first word of their names (`shared/plan/registers.ts`). */
  readonly registers?: { readonly may: 'read' | 'write'; readonly names: readonly RegisterKind[] }
  /** What units hand in. Offer: sign uploads into quarantine; check: read quarantine, move to dossiers; download: sign links to them. */
  readonly files?: 'check' | 'offer-and-download'
  /**
   * Documents of plans. Offer: sign uploads into quarantine; find: see whether one is there; read: read quarantine, keep original and text;
   * download: both of them.
   */
  readonly documents?: 'find' | 'read' | 'offer-and-download'
  /** What signs the calls to listeners. Keep: put there and forgotten, never read; read: nothing else. */
  readonly secrets?: 'keep' | 'read'
  /** It writes addresses of the portal without queueing a mail. */
  readonly linksToPortal?: true
}

/** What only a reaction may do: whoever asks at a door must not wait for it, and it must not be lost. */
export interface ReactionPowers extends Powers {
  readonly mail?: 'send'
  readonly schedules?: 'write'
}

export interface Limits {
  readonly timeoutSeconds?: number
  readonly memoryMegabytes?: number
  /** Messages a batch; 1 for a reaction that fans out. */
  readonly batch?: number
  /** How long the queue may hold messages back to fill a batch; needed for batches of more than 10. */
  readonly windowSeconds?: number
  /** Most environments the queue may start at once: the brake in front of SES and DynamoDB. */
  readonly concurrency?: number
  /** The queue holds each message back this long: a timer without a clock. At most 900. */
  readonly delaySeconds?: number
}

export interface Reaction extends ReactionPowers, Limits {
  readonly function: string
  /** Events of ours, by contract; a reaction may hear these and one of AWS. */
  readonly on?: readonly EventDefinition[]
  /** Events of AWS on the default bus, by pattern. */
  readonly onAws?: 'dossier-file-created' | 'plan-document-created' | 'mail-reported'
}

const directory = ['unit', 'group', 'person'] as const

/**
 * Reading a document takes a second; recognising a scan some seconds a page, up to 30 of them, on one whole processor, which is what this
 * much memory buys. One message at a time, so that no document waits for another's.
 */
const reading = { batch: 1, memoryMegabytes: 1769, timeoutSeconds: 300 } as const

/** For what may wait a second: one transaction for many messages. 25 is what one append takes. */
const inBatches = { batch: 25, windowSeconds: 1 } as const

export const reactions: readonly Reaction[] = [
  // A plan document arrives: it is read into a draft.
  {
    function: 'document-uploaded/read-plan',
    // Found: its event was lost or is late, and it comes here once more.
    on: [planDocumentOverlooked],
    onAws: 'plan-document-created',
    reads: ['plan'],
    appends: ['plan'],
    lists: directory,
    documents: 'read',
    ...reading,
  },
  {
    function: 'document-offered/expire-document',
    on: [planDocumentOffered],
    reads: ['plan'],
    appends: ['plan'],
    documents: 'find',
    delaySeconds: 900,
  },

  // A plan is issued: everybody is told, everything is scheduled.
  {
    function: 'plan-issued/tell-recipients',
    on: [planIssued],
    reads: ['plan', 'notice'],
    appends: ['plan', 'notice'],
    lists: directory,
    batch: 1,
    timeoutSeconds: 300,
    memoryMegabytes: 1024,
  },
  { function: 'plan-issued/schedule-deadlines', on: [planIssued], reads: ['plan'], schedules: 'write', batch: 1, timeoutSeconds: 120 },

  // Plans cascade: issuing its own plan is what a unit was asked for.
  { function: 'plan-issued/fulfil-duty', on: [planIssued, planLinked], reads: ['plan', 'assignment'], appends: ['assignment'] },
  // The units over the issuer see it in their tree, a unit that it names from elsewhere finds it; what its Nơi nhận makes public, everybody can
  // read.
  {
    function: 'plan-issued/enter-registers',
    on: [planIssued, planLinked, planAmended],
    reads: ['plan'],
    lists: directory,
    registers: { may: 'write', names: ['below', 'asked'] },
    timeoutSeconds: 120,
  },
  {
    function: 'plan-published/put-on-portal',
    on: [planPublished, planAmended],
    reads: ['plan'],
    lists: directory,
    registers: { may: 'write', names: ['public'] },
  },

  // An issued plan is amended: deadlines move, whoever is touched is told.
  {
    function: 'plan-amended/retime-deadlines',
    on: [planAmended],
    reads: ['plan'],
    schedules: 'write',
    batch: 1,
    timeoutSeconds: 120,
  },
  {
    function: 'plan-amended/tell-affected',
    on: [planAmended],
    reads: ['plan', 'notice'],
    appends: ['plan', 'notice'],
    lists: [...directory, 'assignment'],
    batch: 1,
    timeoutSeconds: 300,
    memoryMegabytes: 1024,
  },

  // Time passes.
  { function: 'deadline-opened/open-task', on: [deadlineOpened], reads: ['plan'], appends: ['plan'] },
  {
    function: 'deadline-near/remind',
    on: [deadlineNear, deadlineExtensionNear],
    reads: ['plan', 'assignment', 'notice'],
    appends: ['notice'],
    lists: [...directory, 'assignment'],
    batch: 1,
    timeoutSeconds: 300,
    memoryMegabytes: 1024,
  },
  {
    function: 'deadline-reached/close-task',
    on: [deadlineReached],
    reads: ['plan'],
    appends: ['plan'],
    lists: [...directory, 'assignment'],
    batch: 1,
    timeoutSeconds: 60,
    memoryMegabytes: 1024,
  },
  { function: 'extension-reached/end-extension', on: [deadlineExtensionReached], reads: ['assignment'], appends: ['assignment'] },

  // A task closes: its officer learns who is missing.
  {
    function: 'task-closed/tell-officer',
    on: [planTaskClosed],
    reads: ['plan', 'notice'],
    appends: ['notice'],
    lists: [...directory, 'assignment'],
    batch: 1,
    timeoutSeconds: 60,
    memoryMegabytes: 1024,
  },

  // A unit works.
  {
    function: 'assignment-changed/record-standing',
    on: assignmentStandingEvents,
    reads: ['assignment'],
    board: 'write',
    ...inBatches,
  },
  {
    function: 'assignment-changed/tell-unit',
    on: [assignmentSubmitted, assignmentReturned, assignmentAccepted, assignmentExtended, assignmentExtensionEnded, assignmentFileRefused],
    reads: ['plan', 'assignment', 'notice'],
    appends: ['notice'],
    lists: directory,
    ...inBatches,
  },
  { function: 'assignment-extended/schedule-extension', on: [assignmentExtended], reads: ['plan'], schedules: 'write' },
  {
    function: 'upload-offered/expire-upload',
    on: [assignmentUploadOffered, assignmentUploadContinued],
    reads: ['assignment'],
    appends: ['assignment'],
    files: 'check',
    ...inBatches,
    delaySeconds: 900,
  },
  {
    function: 'object-created/check-file',
    onAws: 'dossier-file-created',
    reads: ['assignment'],
    appends: ['assignment'],
    files: 'check',
    timeoutSeconds: 60,
    memoryMegabytes: 1024,
  },

  // Mail goes out and reports back.
  {
    function: 'notice-queued/send-mail',
    on: [noticeQueued],
    reads: ['plan', 'notice', 'assignment'],
    appends: ['notice'],
    claims: true,
    mail: 'send',
    // Short, so that a batch whose worker died is taken up again within a minute (six timeouts).
    timeoutSeconds: 10,
    batch: 10,
    windowSeconds: 1,
    concurrency: 4,
  },
  {
    function: 'mail-reported/record-delivery',
    onAws: 'mail-reported',
    reads: ['notice'],
    appends: ['notice'],
    concurrency: 4,
    ...inBatches,
    // Whoever sent the mail writes that down first: heard at once, every report would race with it, and cost up to three transactions.
    delaySeconds: 5,
  },
  {
    function: 'notice-bounced/tell-officer',
    on: [noticeBounced],
    reads: ['plan', 'notice'],
    appends: ['plan', 'notice'],
    lists: directory,
  },

  // The directory changes: whom running plans ask from now on is told of them. A wrong row can be put right before.
  {
    function: 'directory-changed/tell-asked',
    on: [unitRegistered, unitChanged, groupRegistered, groupChanged],
    reads: ['plan', 'notice'],
    appends: ['notice'],
    lists: [...directory, 'plan'],
    ...inBatches,
    delaySeconds: 900,
    timeoutSeconds: 300,
    memoryMegabytes: 1024,
  },

  // A unit's people change.
  {
    function: 'role-transferred/tell-people',
    on: [unitRoleTransferred, unitRoleTransferCancelled],
    reads: ['notice'],
    appends: ['notice'],
    lists: directory,
  },

  // Other systems listen: what is public is entered in the body's bulletin, and each listener is called by itself.
  {
    function: 'plan-progressed/enter-bulletin',
    on: publicEvents,
    reads: ['plan', 'bulletin', 'subscription'],
    appends: ['bulletin', 'subscription'],
    lists: ['subscription'],
    ...inBatches,
    // They would only be in each other's way: a bulletin is one log.
    concurrency: 2,
  },
  {
    function: 'subscription-queued/call-listener',
    on: [subscriptionQueued, subscriptionTestQueued],
    reads: ['bulletin', 'subscription'],
    appends: ['subscription'],
    claims: true,
    secrets: 'read',
    // Alone, so that no listener waits for another.
    batch: 1,
    timeoutSeconds: 60,
  },

  // The machinery itself.
  { function: 'reaction-failed/tell-officer', on: [reactionFailed], reads: ['notice'], appends: ['notice'], lists: directory },
]

export interface ApiFunction extends Powers, Limits {
  readonly function: string
  readonly routes: readonly Route[]
}

export const apiFunctions: readonly ApiFunction[] = [
  {
    function: 'api/drafts',
    routes: draftRoutes,
    reads: ['plan'],
    appends: ['plan'],
    lists: directory,
    documents: 'offer-and-download',
    memoryMegabytes: 1024,
  },
  {
    function: 'api/plans',
    routes: planRoutes,
    reads: ['plan'],
    appends: ['plan'],
    lists: [...directory, 'plan'],
    memoryMegabytes: 1024,
  },
  {
    // Apart, because it resolves whom a plan asks, which takes more code than all the rest.
    function: 'api/follow',
    routes: followRoutes,
    reads: ['plan', 'notice'],
    // A reminder that an officer asks for waits in the outbox like every other.
    appends: ['notice'],
    lists: [...directory, 'assignment', 'notice'],
    board: 'read',
    memoryMegabytes: 1024,
  },
  {
    function: 'api/hand-ins',
    routes: handInRoutes,
    reads: ['plan', 'assignment'],
    lists: [...directory, 'assignment'],
    memoryMegabytes: 1024,
  },
  {
    function: 'api/overview',
    routes: overviewRoutes,
    reads: ['plan'],
    lists: [...directory, 'assignment'],
    board: 'read',
    registers: { may: 'read', names: ['below'] },
    memoryMegabytes: 1024,
  },
  { function: 'api/edits', routes: editRoutes, reads: ['plan'], appends: ['plan'], lists: directory, memoryMegabytes: 1024 },
  {
    function: 'api/amendments',
    routes: [...amendmentRoutes, ...parentRoutes],
    reads: ['plan'],
    appends: ['plan'],
    lists: [...directory, 'plan', 'assignment', 'notice'],
    memoryMegabytes: 1024,
  },
  {
    function: 'api/assignments',
    routes: assignmentRoutes,
    reads: ['plan', 'assignment'],
    appends: ['assignment'],
    lists: directory,
    registers: { may: 'read', names: ['asked'] },
    files: 'offer-and-download',
  },
  { function: 'api/notices', routes: noticeRoutes, reads: ['plan', 'notice'], appends: ['notice'], lists: directory },
  { function: 'api/chase', routes: chaseRoutes, reads: ['plan', 'notice'], appends: ['notice'], lists: [...directory, 'notice'] },
  {
    function: 'api/directory',
    routes: directoryRoutes,
    reads: [...directory, 'plan', 'assignment', 'notice'],
    lists: directory,
  },
  // Apart, because it reads across kinds: whatever it finds, it asks for one by one.
  { function: 'api/search', routes: searchRoutes, reads: ['plan', 'assignment'], lists: [...directory, 'plan'], memoryMegabytes: 1024 },
  { function: 'api/units', routes: unitRoutes, reads: ['unit', 'person'], appends: ['unit', 'person'], lists: directory },
  {
    function: 'api/subscriptions',
    routes: subscriptionRoutes,
    reads: ['bulletin', 'subscription'],
    appends: ['subscription'],
    lists: [...directory, 'subscription'],
    secrets: 'keep',
  },
  { function: 'api/feeds', routes: feedRoutes, reads: ['feed'], appends: ['feed'], lists: directory },
  {
    // Apart, because it answers without a token: calendar programs cannot sign in. It changes nothing.
    function: 'api/calendar',
    routes: calendarRoutes,
    reads: ['feed', 'plan'],
    lists: directory,
    registers: { may: 'read', names: ['asked'] },
    linksToPortal: true,
  },
  // Apart, because anybody may ask: it reaches what was put on the portal and nothing else.
  { function: 'api/public', routes: publicRoutes, registers: { may: 'read', names: ['public'] } },
  {
    // Apart, because reading spreadsheets takes more code than the rest.
    function: 'api/imports',
    routes: importRoutes,
    reads: directory,
    appends: directory,
    lists: directory,
    timeoutSeconds: 29,
    memoryMegabytes: 1024,
  },
]

/** Publishes the table's stream on the bus; the only function outside the pattern. */
export const relay = { function: 'log-appended/publish' } as const
