/** The event store on DynamoDB: one transaction writes events, state and command key, guarded by the version. */
import { TransactionCanceledException, type TransactWriteItem } from '@aws-sdk/client-dynamodb'
import { checkAppends, revisionsOf } from '../log/limits.ts'
import { everyItem } from '../log/pages.ts'
import type {
  Append,
  AppendOutcome,
  EventStore,
  ListEntry,
  Listing,
  ListOptions,
  Page,
  RecordedEvent,
  StoredState,
  StreamName,
} from '../ports.ts'
import { LIST_PAGE_ENTRIES_MAX } from '../ports.ts'
import { FIRST, LAST, queryPage } from './query-page.ts'
import { gatheredReads, type ReadItems } from './read-items.ts'
import {
  commandKey,
  EVENT_KEY_PREFIX,
  eventKey,
  eventSort,
  type Item,
  LISTS_INDEX,
  number,
  numberOf,
  revisionKey,
  SHELVES_INDEX,
  STATE_KEY,
  stateKey,
  type Table,
  text,
  textOf,
} from './table.ts'
import { transact } from './transact.ts'

/** A command key is remembered this long; DynamoDB's own expiry removes it some time after. */
export const COMMAND_KEY_DAYS = 30

export function dynamoEventStore(table: Table): EventStore {
  const read = gatheredReads(table)
  return {
    load: async (stream) => (await loadMany(read, [stream]))[0],
    loadMany: (streams) => loadMany(read, streams),
    append: (appends) => append(table, appends),
    events: (...asked) => events(table, ...asked),
    outcomeOf: (stream, key) => outcomeOf(read, stream, key),
    revisions: (names) => revisions(read, names),
    list: (list, options) => query(table, LISTS_INDEX, 'list', list, options),
    shelf: (shelf, options) => query(table, SHELVES_INDEX, 'shelf', shelf, options),
  }
}

export function storedState(item: Item): StoredState {
  return {
    stream: textOf(item, 'pk') as StreamName,
    version: numberOf(item, 'version'),
    hash: textOf(item, 'hash'),
    state: textOf(item, 'state'),
  }
}

async function loadMany(read: ReadItems, streams: readonly StreamName[]): Promise<readonly (StoredState | undefined)[]> {
  return (await read(streams.map(stateKey))).map((item) => item && storedState(item))
}

async function append(table: Table, appends: readonly Append[]): Promise<AppendOutcome> {
  if (appends.length === 0) return { outcome: 'appended' }
  checkAppends(appends)
  const writes = appends.flatMap((one) => writesOf(table, one))
  for (const [name, stream] of revisionsOf(appends)) writes.push({ stream, item: revised(table, name) })
  try {
    await transact(
      table.client,
      writes.map(({ item }) => item),
    )
    return { outcome: 'appended' }
  } catch (error) {
    if (!(error instanceof TransactionCanceledException)) throw error
    return whyCancelled(error, writes)
  }
}

interface Write {
  readonly stream: StreamName
  readonly item: TransactWriteItem
  /** Remembers the command's key. */
  readonly isKey?: boolean
}

function writesOf(table: Table, { stream, events, expectedVersion, key, ...one }: Append): Write[] {
  const put = (Item: Item, isKey?: boolean, seen?: number): Write => ({
    stream,
    isKey,
    item: {
      Put: {
        TableName: table.name,
        Item,
        ConditionExpression: seen ? 'version = :seen' : 'attribute_not_exists(pk)',
        ExpressionAttributeValues: seen ? { ':seen': number(seen) } : undefined,
        // A repeated key must say what it stood for.
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      },
    },
  })
  const version = number(expectedVersion + events.length)
  const state = {
    ...stateKey(stream),
    version,
    hash: text(events.at(-1)?.hash ?? ''),
    state: text(one.state),
    ...listed(stream, one.listing),
  }
  const writes = events.map(({ sequence, name, detail, hash }) =>
    put({ ...eventKey(stream, sequence), name: text(name), detail: text(detail), hash: text(hash) }),
  )
  writes.unshift(put(state, false, expectedVersion))
  if (key !== undefined) {
    writes.push(put({ ...commandKey(stream, key.key), version, fingerprint: text(key.fingerprint), expiresAt: keyExpiry() }, true))
  }
  return writes
}

/** Those who revise the same thing at the same instant lose to one another like those who change the same stream. */
export function revised(table: Table, name: string): TransactWriteItem {
  const byOne = { UpdateExpression: 'ADD version :one', ExpressionAttributeValues: { ':one': number(1) } }
  return { Update: { TableName: table.name, Key: revisionKey(name), ...byOne } }
}

function keyExpiry() {
  return number(Math.floor(Date.now() / 1_000) + COMMAND_KEY_DAYS * 24 * 60 * 60)
}

export function listed(stream: StreamName, { list, listSort = stream, shelf, shelfSort = stream, row }: Listing): Item {
  return {
    row: text(row),
    ...(list && { list: text(list), listSort: text(listSort) }),
    ...(shelf && { shelf: text(shelf), shelfSort: text(shelfSort) }),
  }
}

/** The reasons come in the order of the writes. A used key outranks a lost race: the caller's command has already been done. */
function whyCancelled(error: TransactionCanceledException, writes: readonly Write[]): AppendOutcome {
  const { CancellationReasons: reasons = [] } = error
  const used = reasons.find(({ Code }, at) => Code === 'ConditionalCheckFailed' && writes[at]?.isKey)?.Item
  if (used !== undefined) return { outcome: 'repeated', version: numberOf(used, 'version'), fingerprint: textOf(used, 'fingerprint') }
  const lost = writes.find((_, at) => LOST.test(reasons[at]?.Code ?? ''))
  if (lost === undefined) throw error
  return { outcome: 'conflict', stream: lost.stream }
}

const LOST = /^(ConditionalCheckFailed|TransactionConflict)$/

/** No log has a billion events: that many are their end. */
async function events(table: Table, stream: StreamName, after = 0, through = 1e9): Promise<readonly RecordedEvent[]> {
  const range = [
    ['pk', stream, stream],
    ['sk', eventSort(after + 1), eventSort(through)],
  ] as const
  return (await everyItem((next) => queryPage(table, range, { after: next }, { ConsistentRead: true }))).map(recordedEvent)
}

export function recordedEvent(item: Item): RecordedEvent {
  const sequence = Number(textOf(item, 'sk').slice(EVENT_KEY_PREFIX.length))
  const stream = textOf(item, 'pk') as StreamName
  return { stream, sequence, name: textOf(item, 'name'), detail: textOf(item, 'detail'), hash: textOf(item, 'hash') }
}

async function outcomeOf(read: ReadItems, stream: StreamName, key: string) {
  const [item] = await read([commandKey(stream, key)])
  return item === undefined ? undefined : { version: numberOf(item, 'version'), fingerprint: textOf(item, 'fingerprint') }
}

async function revisions(read: ReadItems, names: readonly string[]): Promise<readonly number[]> {
  return (await read(names.map(revisionKey))).map((item) => (item === undefined ? 0 : numberOf(item, 'version')))
}

async function query(
  table: Table,
  index: string,
  name: 'list' | 'shelf',
  value: string,
  { prefix = '', after, entriesMax = LIST_PAGE_ENTRIES_MAX }: ListOptions = {},
): Promise<Page<ListEntry>> {
  const sort = `${name}Sort`
  const range = [
    [name, value, value],
    [sort, prefix || FIRST, prefix + LAST],
    ['pk', FIRST, LAST],
    ['sk', STATE_KEY, STATE_KEY],
  ] as const
  const items: ListEntry[] = []
  let next = after
  do {
    const page = await queryPage(table, range, { after: next, entriesMax: entriesMax - items.length }, { IndexName: index })
    items.push(...page.items.map((item) => listEntry(item, sort)))
    next = page.next
  } while (next !== undefined && items.length < entriesMax)
  return { items, next }
}

function listEntry(item: Item, sort: string): ListEntry {
  return {
    stream: textOf(item, 'pk') as StreamName,
    version: numberOf(item, 'version'),
    sort: textOf(item, sort),
    row: textOf(item, 'row'),
  }
}
