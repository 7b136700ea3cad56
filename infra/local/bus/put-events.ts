/** The PutEvents call: its entries, their limits and the answer for each. https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEvents.html */
import * as z from 'zod'
import { type BusEvent, CloudError, type CloudRequest } from '../contract.ts'

const ENTRIES_MAX = 10
/** Of all entries together, counted as in https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-putevents.html#eb-putevent-size */
const ENTRIES_BYTES_MAX = 256 * 1024
const TIME_BYTES = 14

const entrySchema = z.object({
  EventBusName: z.string().default('default'),
  Source: z.string().optional(),
  DetailType: z.string().optional(),
  Detail: z.string().optional(),
  /** Seconds since the epoch. */
  Time: z.number().optional(),
  Resources: z.array(z.string()).default([]),
})

export type PutEventsEntry = z.infer<typeof entrySchema>

const requestSchema = z.object({ Entries: z.array(entrySchema) })

/** The request is read twice (for its demands and to act on it): the second time comes from here. */
const read = new WeakMap<CloudRequest, readonly PutEventsEntry[]>()

export function readPutEvents(request: CloudRequest): readonly PutEventsEntry[] {
  const known = read.get(request)
  if (known !== undefined) return known
  const operation = request.headers['x-amz-target']
  if (operation !== 'AWSEvents.PutEvents') {
    throw new CloudError(400, 'UnknownOperationException', `${operation ?? 'an operation without a name'} is not known on this machine`)
  }
  const parsed = requestSchema.safeParse(parseJson(request.body))
  if (!parsed.success) throw new CloudError(400, 'ValidationException', z.prettifyError(parsed.error))
  const entries = parsed.data.Entries
  if (entries.length === 0 || entries.length > ENTRIES_MAX) {
    const bound = entries.length === 0 ? 'greater than or equal to 1' : `less than or equal to ${ENTRIES_MAX}`
    throw invalid(`1 validation error detected: Value at 'entries' failed to satisfy constraint: Member must have length ${bound}`)
  }
  const size = entries.reduce((sum, entry) => sum + sizeOf(entry), 0)
  if (size > ENTRIES_BYTES_MAX) throw invalid('Total size of the entries in the request is over the limit.')
  read.set(request, entries)
  return entries
}

interface Envelope {
  readonly id: string
  /** Machine clock, milliseconds. */
  readonly now: number
  readonly account: string
  readonly region: string
}

/** The event an entry becomes, or why it does not: a bad entry fails alone, inside an answer of status 200. */
export function acceptEntry(
  entry: PutEventsEntry,
  envelope: Envelope,
): BusEvent | { readonly ErrorCode: string; readonly ErrorMessage: string } {
  for (const name of ['Source', 'DetailType', 'Detail'] as const) {
    if (!entry[name])
      return { ErrorCode: 'InvalidArgument', ErrorMessage: `Parameter ${name} is not valid. Reason: ${name} is a required argument.` }
  }
  const { Source = '', DetailType = '', Detail = '' } = entry
  if (Source.startsWith('aws.')) return { ErrorCode: 'NotAuthorizedForSourceException', ErrorMessage: 'Not authorized for the source.' }
  const detail = parseDetail(Detail)
  if (detail === undefined) return { ErrorCode: 'MalformedDetail', ErrorMessage: 'Detail is malformed.' }
  return {
    version: '0',
    id: envelope.id,
    'detail-type': DetailType,
    source: Source,
    account: envelope.account,
    time: toSecond(entry.Time === undefined ? envelope.now : entry.Time * 1000),
    region: envelope.region,
    resources: entry.Resources,
    detail,
  }
}

/** ISO 8601 without a fraction, as EventBridge writes it. */
export function toSecond(instant: number): string {
  return `${new Date(instant).toISOString().slice(0, 19)}Z`
}

function parseDetail(text: string): object | undefined {
  try {
    const detail: unknown = JSON.parse(text)
    return typeof detail === 'object' && detail !== null && !Array.isArray(detail) ? detail : undefined
  } catch {
    return undefined
  }
}

function sizeOf(entry: PutEventsEntry): number {
  const texts = [entry.Source, entry.DetailType, entry.Detail, ...entry.Resources]
  return texts.reduce((sum, text) => sum + (text === undefined ? 0 : Buffer.byteLength(text)), entry.Time === undefined ? 0 : TIME_BYTES)
}

function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'))
  } catch {
    throw new CloudError(400, 'SerializationException', 'The body is not JSON')
  }
}

function invalid(message: string): CloudError {
  return new CloudError(400, 'ValidationException', message)
}
