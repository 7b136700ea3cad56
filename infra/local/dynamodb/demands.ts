/**
 * What IAM is asked for each DynamoDB call.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazondynamodb.html
 * A transaction asks for each item's own action; a batch asks for the batch's action on each table; an index is a resource of its own.
 * `dynamodb:LeadingKeys` are the partition keys that the call names. Which of a transaction's are meant for which of its actions is nowhere
 * said, so each is asked for with all of them: what is allowed here is allowed whichever it is.
 */
import * as z from 'zod'
import { CloudError, type CloudRequest, type Demand } from '../contract.ts'
import type { TableModel } from '../template/model.ts'

const attributes = z.record(z.string(), z.record(z.string(), z.unknown()))
type Attributes = z.infer<typeof attributes>

const item = z.object({ TableName: z.string(), Item: attributes.optional(), Key: attributes.optional() })
type ItemCall = z.infer<typeof item>

const query = z.object({
  TableName: z.string(),
  IndexName: z.string().optional(),
  KeyConditionExpression: z.string().optional(),
  ExpressionAttributeNames: z.record(z.string(), z.string()).optional(),
  ExpressionAttributeValues: attributes.optional(),
})
type QueryCall = z.infer<typeof query>

const transactWrite = z.object({
  TransactItems: z.array(
    z.object({ Put: item.optional(), Update: item.optional(), Delete: item.optional(), ConditionCheck: item.optional() }),
  ),
})
const transactGet = z.object({ TransactItems: z.array(z.object({ Get: item })) })
const batchGet = z.object({ RequestItems: z.record(z.string(), z.object({ Keys: z.array(attributes) })) })
const batchWrite = z.object({
  RequestItems: z.record(
    z.string(),
    z.array(z.object({ PutRequest: z.object({ Item: attributes }).optional(), DeleteRequest: z.object({ Key: attributes }).optional() })),
  ),
})
const onTable = z.object({ TableName: z.string() })

const transactActions = { Put: 'PutItem', Update: 'UpdateItem', Delete: 'DeleteItem', ConditionCheck: 'ConditionCheckItem' } as const

export interface TableNames {
  readonly region: string
  readonly account: string
  readonly tables: readonly TableModel[]
}

export function dynamoDbDemands({ region, account, tables }: TableNames): (request: CloudRequest) => readonly Demand[] {
  const models = new Map(tables.map((table) => [table.name, table]))

  function arnOf(table: string): string {
    return table.startsWith('arn:') ? table : (models.get(table)?.arn ?? `arn:aws:dynamodb:${region}:${account}:table/${table}`)
  }

  function hashKeyOf(table: string, index?: string): string | undefined {
    const model = models.get(table.replace(/^.*:table\//, ''))
    const keys = index === undefined ? model?.keys : model?.globalIndexes.find(({ name }) => name === index)?.keys
    return keys?.find(({ kind }) => kind === 'HASH')?.name
  }

  function demand(action: string, table: string, keys: readonly Attributes[]): Demand {
    const hashKey = hashKeyOf(table)
    const leading = hashKey === undefined ? [] : keys.flatMap((key) => keyText(key[hashKey]) ?? [])
    return withLeadingKeys(`dynamodb:${action}`, arnOf(table), leading)
  }

  const itemDemand = (action: string, call: ItemCall) => demand(action, call.TableName, [call.Item ?? call.Key ?? {}])

  function queryDemand(action: string, call: QueryCall): Demand {
    const arn = call.IndexName === undefined ? arnOf(call.TableName) : `${arnOf(call.TableName)}/index/${call.IndexName}`
    const hashKey = hashKeyOf(call.TableName, call.IndexName)
    return withLeadingKeys(`dynamodb:${action}`, arn, hashKey === undefined ? [] : queriedKeys(call, hashKey))
  }

  const actions: Readonly<Record<string, (input: unknown, action: string) => readonly Demand[]>> = {
    GetItem: (input, action) => [itemDemand(action, item.parse(input))],
    PutItem: (input, action) => [itemDemand(action, item.parse(input))],
    UpdateItem: (input, action) => [itemDemand(action, item.parse(input))],
    DeleteItem: (input, action) => [itemDemand(action, item.parse(input))],
    Query: (input, action) => [queryDemand(action, query.parse(input))],
    Scan: (input, action) => [queryDemand(action, query.parse(input))],
    TransactGetItems: (input) => transactGet.parse(input).TransactItems.map(({ Get }) => itemDemand('GetItem', Get)),
    TransactWriteItems: (input) => {
      const writes = transactWrite.parse(input).TransactItems.flatMap(writesOf)
      return [...Map.groupBy(writes, ({ call }) => call.TableName)].flatMap(([table, own]) => {
        const keys = own.map(({ call }) => call.Item ?? call.Key ?? {})
        return [...new Set(own.map(({ action }) => action))].map((action) => demand(action, table, keys))
      })
    },
    BatchGetItem: (input, action) =>
      Object.entries(batchGet.parse(input).RequestItems).map(([table, { Keys }]) => demand(action, table, Keys)),
    BatchWriteItem: (input, action) =>
      Object.entries(batchWrite.parse(input).RequestItems).map(([table, entries]) =>
        demand(
          action,
          table,
          entries.map((entry) => entry.PutRequest?.Item ?? entry.DeleteRequest?.Key ?? {}),
        ),
      ),
    DescribeTable: (input, action) => [withLeadingKeys(`dynamodb:${action}`, arnOf(onTable.parse(input).TableName), [])],
  }

  // Whatever names no table of its own: asked for on every resource, so in effect the administrator's alone.
  const onEverything = new Set(['ListTables', 'ListStreams', 'DescribeStream', 'GetShardIterator', 'GetRecords', 'DescribeLimits'])

  return (request) => {
    const [target, action] = (request.headers['x-amz-target'] ?? '').split('.')
    if (action !== undefined && onEverything.has(action)) return [{ action: `dynamodb:${action}`, resource: '*' }]
    const read = action === undefined ? undefined : actions[action]
    if (read === undefined || action === undefined || target !== 'DynamoDB_20120810') {
      throw new CloudError(400, 'UnknownOperationException', `This machine's DynamoDB does not know ${target}.${action}`)
    }
    try {
      return read(parse(request.body), action)
    } catch (error) {
      if (error instanceof z.ZodError) throw new CloudError(400, 'ValidationException', z.prettifyError(error))
      throw error
    }
  }
}

function writesOf(entry: z.infer<typeof transactWrite>['TransactItems'][number]) {
  return (['Put', 'Update', 'Delete', 'ConditionCheck'] as const).flatMap((kind) => {
    const call = entry[kind]
    return call === undefined ? [] : [{ action: transactActions[kind], call }]
  })
}

function withLeadingKeys(action: string, resource: string, keys: readonly string[]): Demand {
  return keys.length === 0 ? { action, resource } : { action, resource, context: { 'dynamodb:LeadingKeys': keys } }
}

function parse(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'))
  } catch {
    throw new CloudError(400, 'SerializationException', 'The body is not JSON')
  }
}

/** `{ S: 'PLAN#1' }` → `PLAN#1`. */
function keyText(value: Readonly<Record<string, unknown>> | undefined): string | undefined {
  const text = value?.S ?? value?.N ?? value?.B
  return typeof text === 'string' ? text : undefined
}

/** The values that `hash = :value` of the key condition binds. */
function queriedKeys(call: QueryCall, hashKey: string): string[] {
  const equalities = (call.KeyConditionExpression ?? '').matchAll(/(#?[\w.-]+)\s*=\s*(:\w+)/g)
  return [...equalities].flatMap(([, name = '', placeholder = '']) => {
    const attribute = name.startsWith('#') ? call.ExpressionAttributeNames?.[name] : name
    return attribute === hashKey ? (keyText(call.ExpressionAttributeValues?.[placeholder]) ?? []) : []
  })
}
