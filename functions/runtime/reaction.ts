/**
 * How every reaction runs: a batch of messages from its queue, each a bus event, each told apart when it fails. A handler is this plus
 * one call into `shared/`; its effects come last and default to AWS.
 */
import middy, { type MiddyfiedHandler } from '@middy/core'
import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda'
import { type Detail, type EventContract, type Happened, MalformedEvent, parseDetail } from '../../events/event.ts'
import type { NoticeKind, noticeQueued } from '../../events/notice.ts'
import type { reactionFailed } from '../../events/reaction.ts'
import { Permanent, type World } from '../../shared/ports.ts'
import { reportFailure } from '../../shared/reaction/failure.ts'
import { kept } from './kept.ts'
import { log, reasonOf } from './log.ts'

/** What every reaction has besides its own effects: the log (to report its own failure) and the clock. */
export type Basics = Pick<World, 'store' | 'clock'>

/** A bus event as a rule puts it into a queue. */
export interface BusMessage {
  readonly id: string
  readonly source: string
  readonly 'detail-type': string
  readonly detail: unknown
}

export type React<Effects> = (message: BusMessage, effects: Effects) => Promise<void>

/** A parsed detail and which event it is. */
export type NamedDetail<Definition extends EventContract> =
  Happened<Definition> extends { readonly name: infer Name; readonly data: infer Data } ? Detail<Data> & { readonly name: Name } : never

export interface ReactionHandler<Effects> {
  /** For tests and simulations: the same code on given effects. */
  readonly consume: (event: SQSEvent, effects?: Effects) => Promise<SQSBatchResponse>
  /** For Lambda. */
  readonly handler: MiddyfiedHandler<SQSEvent, SQSBatchResponse>
}

/** A reaction to events of ours: each message is parsed by the contract of its event before `react` sees it. */
export function reaction<const Definitions extends readonly EventContract[], Effects extends Basics>(
  definitions: Definitions,
  react: (event: NamedDetail<Definitions[number]>, effects: Effects) => Promise<void>,
  fromEnvironment: () => Effects,
  together?: (events: readonly NamedDetail<Definitions[number]>[], effects: Effects) => Promise<void>,
): ReactionHandler<Effects> {
  const read = (message: BusMessage) => {
    const definition = definitions.find((candidate) => candidate.name === message['detail-type'])
    if (definition === undefined) throw new Permanent(`${message['detail-type']} is not an event of this reaction`)
    const detail = parseDetail(definition, message.detail)
    // The definition that parsed it is one of `Definitions`; the compiler cannot tell which.
    return { ...detail, name: definition.name } as NamedDetail<Definitions[number]>
  }
  return rawReaction<Effects>(
    (message, effects) => react(read(message), effects),
    fromEnvironment,
    together && ((messages, effects) => together(messages.map(read), effects)),
  )
}

/**
 * A reaction to events of AWS, which have contracts of their own. Where `together` is given, a batch is first tried as one: fewer
 * transactions for the same work. When that fails for whatever reason, each message is taken by itself, so one bad message costs the
 * others nothing.
 */
export function rawReaction<Effects extends Basics>(
  react: React<Effects>,
  fromEnvironment: () => Effects,
  together?: (messages: readonly BusMessage[], effects: Effects) => Promise<void>,
): ReactionHandler<Effects> {
  const effectsOf = kept(fromEnvironment)
  const consume = async (event: SQSEvent, effects?: Effects): Promise<SQSBatchResponse> => {
    const given = effectsOf(effects)
    if (together !== undefined && event.Records.length > 1 && (await consumeTogether(event.Records, together, given)))
      return { batchItemFailures: [] }
    const failed: { itemIdentifier: string }[] = []
    for (const record of event.Records) {
      if (!(await consumeOne(record, react, given))) failed.push({ itemIdentifier: record.messageId })
    }
    return { batchItemFailures: failed }
  }
  return { consume, handler: middy<SQSEvent, SQSBatchResponse>().handler((event) => consume(event)) }
}

/** True when the whole batch is done with. */
async function consumeTogether<Effects>(
  records: readonly SQSRecord[],
  together: (messages: readonly BusMessage[], effects: Effects) => Promise<void>,
  effects: Effects,
): Promise<boolean> {
  const started = Date.now()
  const name = process.env.REACTION ?? 'reaction'
  try {
    const messages = records.map((record) => parseMessage(record.body))
    await together(messages, effects)
    for (const message of messages) log({ function: name, outcome: 'done', milliseconds: Date.now() - started, ...idsOf(message) })
    return true
  } catch (error) {
    log({ function: name, outcome: 'taken-singly', milliseconds: Date.now() - started, reason: reasonOf(error) })
    return false
  }
}

/** True when the message is done with; false leaves it to the queue, which brings it again and finally buries it. */
async function consumeOne<Effects extends Basics>(record: SQSRecord, react: React<Effects>, effects: Effects): Promise<boolean> {
  const started = Date.now()
  const name = process.env.REACTION ?? 'reaction'
  let message: BusMessage | undefined
  try {
    message = parseMessage(record.body)
    await react(message, effects)
    log({ function: name, outcome: 'done', milliseconds: Date.now() - started, ...idsOf(message) })
    return true
  } catch (error) {
    log({ function: name, outcome: 'failed', milliseconds: Date.now() - started, ...idsOf(message), reason: reasonOf(error) })
    if (isHopeless(error, record)) await report(name, record, message, error, effects)
    return false
  }
}

function parseMessage(body: string): BusMessage {
  let message: Partial<BusMessage> | null
  try {
    message = JSON.parse(body) as Partial<BusMessage> | null
  } catch (error) {
    throw new Permanent('the message is no JSON', { cause: error })
  }
  if (typeof message?.id !== 'string' || typeof message['detail-type'] !== 'string') throw new Permanent('the message is no bus event')
  return message as BusMessage
}

function idsOf(message: BusMessage | undefined) {
  const metadata = (message?.detail as Partial<Detail> | undefined)?.metadata
  return { eventId: metadata?.id ?? message?.id, eventName: message?.['detail-type'], correlationId: metadata?.correlationId }
}

/** No further try will help, or this was the last one. */
function isHopeless(error: unknown, record: SQSRecord): boolean {
  // Where nobody set it there is no last one.
  const receivesMax = Number(process.env.REACTION_RECEIVES_MAX)
  return error instanceof Permanent || error instanceof MalformedEvent || Number(record.attributes.ApproximateReceiveCount) >= receivesMax
}

/** Told once per message, so that somebody hears of it before they look into a queue. A report that fails must not hide the failure. */
async function report(name: string, record: SQSRecord, message: BusMessage | undefined, error: unknown, effects: Basics): Promise<void> {
  if (message !== undefined && tellsOfFailure(message)) return
  const ids = idsOf(message)
  const actor = (message?.detail as Partial<Detail> | undefined)?.metadata?.actor?.person
  try {
    await reportFailure(effects, {
      reaction: name,
      eventId: ids.eventId ?? record.messageId,
      eventName: ids.eventName ?? 'unknown',
      reason: reasonOf(error).slice(0, 1_000),
      causedBy: typeof actor === 'string' ? actor : 'system',
    })
  } catch (reportError) {
    log({ function: name, outcome: 'report-failed', milliseconds: 0, ...ids, reason: reasonOf(reportError) })
  }
}

/**
 * Telling that this failed would fail again, and again be told of; its alarm still rings. So would the mail that tells of it: while SES takes
 * nothing at all, each that failed would bring one for every officer.
 */
function tellsOfFailure({ 'detail-type': name, detail }: BusMessage): boolean {
  const { data } = (detail ?? {}) as { readonly data?: { readonly kind?: unknown } }
  const isMail = name === ('notice.queued' satisfies typeof noticeQueued.name)
  return (
    name === ('reaction.failed' satisfies typeof reactionFailed.name) || (isMail && data?.kind === ('reaction-failed' satisfies NoticeKind))
  )
}
