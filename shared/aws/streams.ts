/** Every log in the table, by a scan: for an operator's check, never for a request. */
import { QueryCommand, ScanCommand } from '@aws-sdk/client-dynamodb'
import type { Listing, RecordedEvent, StoredState, StreamName } from '../ports.ts'
import { recordedEvent, storedState } from './event-store.ts'
import { EVENT_KEY_PREFIX, type Item, STATE_KEY, type Table, text, textOf } from './table.ts'

interface Found {
  readonly Items?: Item[] | undefined
  readonly LastEvaluatedKey?: Item | undefined
}

/** Item by item, a page of the table at a time. */
async function* itemsOf(page: (ExclusiveStartKey: Item | undefined) => Promise<Found>): AsyncGenerator<Item> {
  let from: Item | undefined
  do {
    const found = await page(from)
    yield* found.Items ?? []
    from = found.LastEvaluatedKey
  } while (from !== undefined)
}

/** What one scan saw of a log. It may be part of it: the state's version says how many events there are. */
export interface SeenLog {
  readonly stream: StreamName
  readonly stored: StoredState | undefined
  /** The lists that the state stands in. */
  readonly listing: Listing | undefined
  readonly events: readonly RecordedEvent[]
}

/** Every log with its events, a scan's page at a time: thousands of logs cost a few requests. */
export async function* allLogs({ client, name: TableName }: Table): AsyncGenerator<SeenLog> {
  let group: Item[] = []
  const everything = { TableName, ConsistentRead: true }
  for await (const item of itemsOf((ExclusiveStartKey) => client.send(new ScanCommand({ ...everything, ExclusiveStartKey })))) {
    if (group[0] !== undefined && textOf(group[0], 'pk') !== textOf(item, 'pk')) {
      yield* seenLog(group)
      group = []
    }
    group.push(item)
  }
  yield* seenLog(group)
}

/** Nothing for what is no log: claims and the board. */
function* seenLog(items: readonly Item[]): Generator<SeenLog> {
  const state = items.find((item) => textOf(item, 'sk') === STATE_KEY)
  const events = items.filter((item) => textOf(item, 'sk').startsWith(EVENT_KEY_PREFIX)).map(recordedEvent)
  const [first] = items
  if (first === undefined || (state === undefined && events.length === 0)) return
  const stream = textOf(first, 'pk') as StreamName
  yield { stream, stored: state && storedState(state), listing: state && storedListing(state), events }
}

/** One log whole, as it is at this instant. */
export async function readLog({ client, name: TableName }: Table, stream: StreamName): Promise<SeenLog> {
  const own = { TableName, KeyConditionExpression: 'pk = :pk', ExpressionAttributeValues: { ':pk': text(stream) }, ConsistentRead: true }
  const items: Item[] = []
  for await (const item of itemsOf((ExclusiveStartKey) => client.send(new QueryCommand({ ...own, ExclusiveStartKey })))) items.push(item)
  const [log = { stream, stored: undefined, listing: undefined, events: [] }] = seenLog(items)
  return log
}

/** As the indexes hold it; nothing of it is guessed from what is stored. */
function storedListing(item: Item): Listing {
  const said = (attribute: string) => item[attribute]?.S
  return { list: said('list'), listSort: said('listSort'), shelf: said('shelf'), shelfSort: said('shelfSort'), row: said('row') ?? '' }
}
