/** Every log in the table, by a scan: for an operator's check, never for a request. */
import { QueryCommand, ScanCommand } from '@aws-sdk/client-dynamodb'
import type { Listing, RecordedEvent, StoredState, StreamName } from '../ports.ts'
import { recordedEvent, storedState } from './event-store.ts'
import { EVENT_KEY_PREFIX, type Item, STATE_KEY, type Table, text, textOf } from './table.ts'

export async function* allStreams(table: Table): AsyncGenerator<StreamName> {
  let from: Item | undefined
  do {
    const answer: { Items?: Item[]; LastEvaluatedKey?: Item } = await table.client.send(
      new ScanCommand({
        TableName: table.name,
        FilterExpression: 'sk = :state',
        ExpressionAttributeValues: { ':state': text('state') },
        ProjectionExpression: 'pk, sk',
        ExclusiveStartKey: from,
      }),
    )
    for (const item of answer.Items ?? []) yield textOf(item, 'pk') as StreamName
    from = answer.LastEvaluatedKey
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
export async function* allLogs(table: Table): AsyncGenerator<SeenLog> {
  let from: Item | undefined
  let group: Item[] = []
  do {
    const answer: { Items?: Item[]; LastEvaluatedKey?: Item } = await table.client.send(
      new ScanCommand({ TableName: table.name, ConsistentRead: true, ExclusiveStartKey: from }),
    )
    for (const item of answer.Items ?? []) {
      if (group[0] !== undefined && textOf(group[0], 'pk') !== textOf(item, 'pk')) {
        yield* seenLog(group)
        group = []
      }
      group.push(item)
    }
    from = answer.LastEvaluatedKey
  } while (from !== undefined)
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
export async function readLog(table: Table, stream: StreamName): Promise<SeenLog> {
  const items: Item[] = []
  let from: Item | undefined
  do {
    const answer: { Items?: Item[]; LastEvaluatedKey?: Item } = await table.client.send(
      new QueryCommand({
        TableName: table.name,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': text(stream) },
        ExclusiveStartKey: from,
        ConsistentRead: true,
      }),
    )
    items.push(...(answer.Items ?? []))
    from = answer.LastEvaluatedKey
  } while (from !== undefined)
  const [log = { stream, stored: undefined, listing: undefined, events: [] }] = seenLog(items)
  return log
}

/** As the indexes hold it; nothing of it is guessed from what is stored. */
function storedListing(item: Item): Listing {
  const said = (attribute: string) => item[attribute]?.S
  return { list: said('list'), listSort: said('listSort'), shelf: said('shelf'), shelfSort: said('shelfSort'), row: said('row') ?? '' }
}
