/**
 * The few small interfaces the core needs from the world. `aws/` implements them on AWS, `memory/` is the twin of each; one contract
 * suite (`tests/contract/`) runs on both.
 */
import type { Actor, EventOf } from '../events/event.ts'

/** The clock. Instants are ISO 8601 in UTC with milliseconds. */
export interface Clock {
  now(): string
}

/** `<kind>#<id>`: the name of one aggregate's log. */
export type StreamName = `${string}#${string}`

/** One event as the log holds it. */
export interface RecordedEvent {
  readonly stream: StreamName
  /** From 1, without a gap. */
  readonly sequence: number
  readonly name: string
  /** The JSON text that goes on the bus as `detail`. */
  readonly detail: string
  /** SHA-256 (hex) over the previous event's hash, the stream, the event's name and this detail. */
  readonly hash: string
}

/** The current state of one aggregate: the fold of its events, stored beside them. */
export interface StoredState {
  readonly stream: StreamName
  /** Sequence of the last event folded in; 0 when nothing has happened. */
  readonly version: number
  readonly hash: string
  /** JSON text. */
  readonly state: string
}

/** A line of a list: what a list shows of an aggregate without loading it. */
export interface ListEntry {
  readonly stream: StreamName
  readonly version: number
  /** Key the list is sorted by. */
  readonly sort: string
  /** JSON text. */
  readonly row: string
}

/** Which lists an aggregate stands in. At most one of each; a list is found by its name. */
export interface Listing {
  /** For example `assignment#pln_1#8` (all hand-ins of one task). */
  readonly list?: string
  readonly listSort?: string
  /** A second list, for example `unit#unt_1` (everything of one unit). */
  readonly shelf?: string
  readonly shelfSort?: string
  readonly row: string
}

export interface Append {
  readonly stream: StreamName
  /** The version the decision was made on; the append is refused when it is no longer the stored one. */
  readonly expectedVersion: number
  readonly events: readonly RecordedEvent[]
  readonly state: string
  readonly listing: Listing
  /** What others read whole and keep, and this append makes anew; its revision rises with the append. */
  readonly revises?: string
  /** The caller's idempotency key; the second append under it answers `repeated`. */
  readonly key?: IdempotencyKey
}

export interface IdempotencyKey {
  readonly key: string
  /** SHA-256 (hex) of the command, so that one key cannot stand for two different commands. */
  readonly fingerprint: string
}

export type AppendOutcome =
  | { readonly outcome: 'appended' }
  /** Somebody else was faster; nothing was written. */
  | { readonly outcome: 'conflict'; readonly stream: StreamName }
  /** This key was used before; nothing was written. */
  | { readonly outcome: 'repeated'; readonly version: number; readonly fingerprint: string }

/** Most aggregates in one append. */
export const APPEND_STREAMS_MAX = 25
/** Most items in one DynamoDB transaction (TransactWriteItems). */
export const APPEND_ITEMS_MAX = 100
export const LIST_PAGE_ENTRIES_MAX = 4_000

export interface Page<Item> {
  readonly items: readonly Item[]
  /** Give it back to read on; absent at the end. */
  readonly next?: string
}

/** A place to read on from that this query cannot have given out: it was made up, or belongs to another one. */
export class NoSuchPage extends Error {}

export interface EventStore {
  /** Strongly consistent. */
  load(stream: StreamName): Promise<StoredState | undefined>
  /** Strongly consistent, in the order asked for. */
  loadMany(streams: readonly StreamName[]): Promise<readonly (StoredState | undefined)[]>
  /** All of it in one transaction, or nothing. */
  append(appends: readonly Append[]): Promise<AppendOutcome>
  /** The log of one aggregate, oldest first: what comes after one place in it, up to another. */
  events(stream: StreamName, after?: number, through?: number): Promise<readonly RecordedEvent[]>
  /** What an earlier command under this key left behind. */
  outcomeOf(stream: StreamName, key: string): Promise<{ version: number; fingerprint: string } | undefined>
  /**
   * How often each was revised, in the order asked for; 0 when never. Strongly consistent, and cheap: whoever keeps a copy asks whether it
   * is still good. No name twice.
   */
  revisions(names: readonly string[]): Promise<readonly number[]>
  /** A list or shelf by name, sorted; eventually consistent (it lags by milliseconds). */
  list(list: string, options?: ListOptions): Promise<Page<ListEntry>>
  shelf(shelf: string, options?: ListOptions): Promise<Page<ListEntry>>
}

export interface ListOptions {
  readonly prefix?: string
  /** `next` of the page before; anything else throws `NoSuchPage`. */
  readonly after?: string
  readonly entriesMax?: number
}

/** A promise to do something outside the log once, such as handing a mail to SES. */
export interface Claims {
  /** True when the claim is now ours. False while somebody else's claim is younger than `seconds`. */
  take(name: string, at: string, seconds: number): Promise<boolean>
  /** True when all of them are now ours; otherwise nothing was taken. At most `APPEND_ITEMS_MAX`. */
  takeAll(names: readonly string[], at: string, seconds: number): Promise<boolean>
}

/** A row for each unit that answers "how far are we" without reading the log: a projection, rebuilt from it by `thidua replay`. */
export interface Board {
  /** Records standings, all or none; older versions change nothing, so it may be told twice and in any order. At most 25. */
  record(planId: string, changes: readonly Standing[]): Promise<void>
  /** One query a page; up to 4,000 units a page. */
  units(planId: string, options?: ListOptions): Promise<Page<UnitRow>>
}

/** The board, for who only reads it. */
export type ReadBoard = Pick<Board, 'units'>

/** Where one unit stands in one task. */
export type StandingState = 'draft' | 'submitted' | 'returned' | 'accepted' | 'withdrawn'

export interface Standing {
  readonly key: string
  readonly unit: string
  /** Version of the assignment that this is the standing of. */
  readonly version: number
  readonly state: StandingState
  readonly late: boolean
  /** The day in Hà Nội on which it was handed in, while it is. */
  readonly day?: string
}

export interface TaskCount {
  readonly key: string
  readonly expected: number
  /** Units in each state. */
  readonly draft: number
  readonly submitted: number
  readonly returned: number
  readonly accepted: number
  readonly withdrawn: number
  readonly late: number
  /** How many of those handed in came on each day, which is the pace of the task; days on which nothing came are left out. */
  readonly days: Readonly<Record<string, number>>
}

export interface UnitRow {
  readonly unit: string
  readonly tasks: Readonly<Record<string, Omit<Standing, 'key' | 'unit'>>>
}

/**
 * Rows by name and sort key that answer a question across many logs in one query: a projection, rebuilt from the log by `thidua replay`.
 * Which registers there are and what their rows hold is in `shared/plan/registers.ts`.
 */
export interface Registers {
  /**
   * Enters a row, or replaces the one under the same sort key. `version` is that of the log it was made from: a row made from a newer one
   * stays, so whoever is slow puts nothing old back.
   */
  enter(register: string, sort: string, row: string, version: number): Promise<void>
  /** Sorted by key, from `from` on (included) up to `to` (not included); eventually consistent. */
  rows(register: string, options?: RegisterOptions): Promise<Page<string>>
}

export interface RegisterOptions {
  readonly from?: string
  readonly to?: string
  /** As in `ListOptions`. */
  readonly after?: string
  readonly entriesMax?: number
}

/** A presigned POST: the browser sends exactly these fields and the file to `url`. */
export interface UploadRequest {
  readonly url: string
  readonly fields: Readonly<Record<string, string>>
}

/** A presigned PUT of one part: the browser sends exactly its bytes with exactly these headers to `url`. */
export interface PartRequest {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
}

/** An upload in parts, as the bucket knows it. */
export interface PartsOf {
  readonly objectKey: string
  readonly partsId: string
}

export interface ObjectFacts {
  readonly bytes: number
  /** Hex. Absent for an object that was joined of parts, until `seal`. */
  readonly sha256?: string
  readonly version?: string
}

/**
 * Files in the bucket. The bytes of an upload go straight there from the browser: a dossier's file is told by its head and tail, and only
 * the document of a plan, which is there to be read, is read.
 */
export type Files = FileOffers & KeptFiles

/** What a door gives away: requests that a browser sends to the bucket by itself. */
export interface FileOffers {
  /** A request in which S3 itself enforces key, size, type and SHA-256 (hex); it lives for `seconds`. */
  offerUpload(upload: { objectKey: string; bytes: number; type: string; sha256: string; seconds: number }): Promise<UploadRequest>
  /** Begins an upload in parts and answers with its id. Nothing can be seen of it until its parts are joined. */
  beginParts(upload: { objectKey: string; type: string }): Promise<string>
  /** A request in which the bucket itself enforces which part it is and its SHA-256 (hex). */
  offerPart(part: PartsOf & { number: number; sha256: string; seconds: number }): Promise<PartRequest>
  /** Numbers of the parts that are there; undefined once they are joined, or where there is no such upload. */
  partsThere(of: PartsOf): Promise<readonly number[] | undefined>
  /** Makes the object of the parts that are there. Joining twice is joining once. */
  joinParts(of: PartsOf): Promise<void>
  /** A short-lived link that downloads what was kept. It does not say the name, which often is a person's: addresses stand in access logs. */
  downloadLink(objectKey: string, seconds: number): Promise<string>
}

/** What a reaction does with what lies in the bucket. */
export interface KeptFiles {
  /** Copies an object onto itself, by which the bucket computes the SHA-256 of the whole. */
  seal(object: { objectKey: string; version?: string; type: string }): Promise<void>
  facts(objectKey: string): Promise<ObjectFacts | undefined>
  /** The first `bytes` of an object. */
  head(objectKey: string, bytes: number, version?: string): Promise<Uint8Array>
  /** The last `bytes` of an object. */
  tail(objectKey: string, bytes: number, version?: string): Promise<Uint8Array>
  /** All of an object; the caller knows from its facts that it is small. */
  read(objectKey: string, version?: string): Promise<Uint8Array>
  /** Puts what we made ourselves; an upload never comes this way. */
  write(objectKey: string, bytes: Uint8Array, type: string): Promise<void>
  /** Keeps an object elsewhere, as a file of this name and type: downloaded, it is an attachment so named. */
  copy(
    from: { objectKey: string; version?: string },
    to: { objectKey: string; fileName: string; type: string },
  ): Promise<{ version?: string }>
  remove(objectKey: string): Promise<void>
}

export interface Mail {
  /** Our id; SES carries it as a tag and hands it back with every delivery event. */
  readonly noticeId: string
  readonly to: { readonly name: string; readonly address: string }
  readonly subject: string
  readonly html: string
  readonly text: string
  /** An iCalendar file, attached as `lich.ics`. */
  readonly calendar?: string
  /** An iCalendar file that takes entries out again, attached as `huy-lich.ics`. */
  readonly cancellation?: string
}

export type MailOutcome =
  | { readonly outcome: 'sent'; readonly messageId: string }
  /** SES will never take this mail: a bad address, a rejected message. */
  | { readonly outcome: 'rejected'; readonly reason: string }

/** Throws `Retryable` when SES throttles or is away. */
export interface Mailer {
  send(mail: Mail): Promise<MailOutcome>
}

/** One signal in the future. The name is deterministic, so creating it twice is creating it once, and it can be re-timed. */
export interface Schedule {
  readonly name: string
  /** Wall-clock time `YYYY-MM-DDTHH:MM` in Asia/Ho_Chi_Minh: a schedule never carries seconds (it fires within that minute). */
  readonly at: string
  readonly event: EventOf<string, unknown>
  readonly causationId: string
}

export interface Scheduler {
  /** Creates or re-times. A time that has passed fires at once. */
  put(schedule: Schedule): Promise<void>
  remove(name: string): Promise<void>
}

/** What signs the calls to a listener. Kept apart from every log, event and answer; only who calls reads it. */
export interface Secrets {
  keep(secretId: string, secret: string): Promise<void>
  /** Undefined once it is forgotten. Strongly consistent. */
  read(secretId: string): Promise<string | undefined>
  forget(secretId: string): Promise<void>
}

/** Calls systems that are not ours. It trusts neither what their addresses lead to nor what they answer. */
export interface Caller {
  /** Undefined when it was answered with 2xx, and else in a word why not: the status, or `timeout`, `address`, `connection`, … Never throws. */
  post(url: string, headers: Readonly<Record<string, string>>, body: string): Promise<string | undefined>
}

/** Everything a reaction or a route may need. Each names only the part it uses. */
export interface World {
  readonly store: EventStore
  readonly claims: Claims
  readonly board: Board
  readonly registers: Registers
  readonly files: Files
  readonly mailer: Mailer
  readonly scheduler: Scheduler
  readonly secrets: Secrets
  readonly caller: Caller
  readonly clock: Clock
}

/** Who commands, under which key, on what they saw. */
export interface CommandContext {
  readonly at: string
  readonly actor: Actor
  readonly correlationId: string
  readonly causationId: string
  readonly key?: IdempotencyKey
  /** The version the user saw; a newer stored one is refused, with both shown. */
  readonly expectedVersion?: number
}

/** The effect failed but may work later: the queue will bring it again. */
export class Retryable extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'Retryable'
  }
}

/** No retry will mend it: the message belongs in the dead-letter queue, with this reason. */
export class Permanent extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'Permanent'
  }
}
