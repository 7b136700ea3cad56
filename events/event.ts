/**
 * An event is one value: its name, version, schema, a sample and a sentence. From it come the type, the rule's pattern, the JSON
 * Schema and the catalogue page, so the four cannot drift apart.
 */
import * as z from 'zod/mini'

/** EventBridge `source` of everything this system says. */
export const EVENT_SOURCE = 'thidua'

/** Longest event detail on the bus, in bytes of UTF-8. EventBridge bills and batches in chunks of 64 KB; larger things travel by S3 key. */
export const EVENT_DETAIL_BYTES_MAX = 64 * 1024

export const actorSchema = z.object({
  /** `per_…`, or `system` where a reaction or the scheduler acts. */
  person: z.string(),
  /** The unit the person acts for. */
  unit: z.optional(z.string()),
  role: z.optional(z.string()),
  /** Who really typed it where somebody acted for the person, such as `operator`. */
  through: z.optional(z.string()),
})

/** Who did it: the person, and the unit and role they acted in. */
export type Actor = z.infer<typeof actorSchema>

export const SYSTEM: Actor = { person: 'system' }

export const metadataSchema = z.object({
  /** Unique and stable: `<kind>#<aggregate id>#<sequence>`, or the schedule's name for a signal. Idempotency rests on it. */
  id: z.string(),
  version: z.int().check(z.minimum(1)),
  /** `<kind>#<aggregate id>`, for example `plan#pln_01J…`. */
  stream: z.string(),
  /** Position in the stream from 1; 0 for a signal of the scheduler, which no log holds. */
  sequence: z.int().check(z.minimum(0)),
  /** When it was decided: ISO 8601, UTC. For a signal: the instant it was scheduled for. */
  at: z.string(),
  actor: actorSchema,
  /** The command or signal the whole chain started from. */
  correlationId: z.string(),
  /** The event or command that led to this one. */
  causationId: z.string(),
})

export type Metadata = z.infer<typeof metadataSchema>

/** What travels on the bus as `detail`. */
export interface Detail<Data = unknown> {
  readonly metadata: Metadata
  readonly data: Data
}

export interface EventDefinition<Name extends string = string, Schema extends z.ZodMiniType = z.ZodMiniType> {
  readonly name: Name
  readonly version: number
  readonly data: Schema
  readonly sample: z.infer<Schema>
  /** What happened, in one English sentence, for the catalogue. */
  readonly sentence: string
}

/** An event before it is recorded: what a decider returns. */
export interface EventOf<Name extends string, Data> {
  readonly name: Name
  readonly version: number
  readonly data: Data
}

/** What it takes to read an event. */
export type EventContract<Name extends string = string, Schema extends z.ZodMiniType = z.ZodMiniType> = Pick<
  EventDefinition<Name, Schema>,
  'name' | 'version' | 'data'
>

/** The event type of a definition: `Happened<typeof planIssued>`. */
export type Happened<Definition> = Definition extends EventContract<infer Name, infer Schema> ? EventOf<Name, z.infer<Schema>> : never

export function defineEvent<const Name extends string, Schema extends z.ZodMiniType>(
  definition: EventDefinition<Name, Schema>,
): EventDefinition<Name, Schema> {
  return definition
}

/**
 * The part of an event that a reader uses: it looks up the rest where it is, and no change of the rest can stop it.
 * `defineReading<typeof planAmended>()({ … })`: same name, and nothing that the event does not hold.
 */
export function defineReading<Whole extends EventDefinition>() {
  return <Schema extends z.ZodMiniType<Partial<z.infer<Whole['data']>>>>(
    reading: EventContract<Whole['name'], Schema>,
  ): EventContract<Whole['name'], Schema> => reading
}

/** `happen(planIssued, { … })`: a new occurrence of an event, to be returned by a decider. */
export function happen<Name extends string, Schema extends z.ZodMiniType>(
  definition: EventDefinition<Name, Schema>,
  data: z.infer<Schema>,
): EventOf<Name, z.infer<Schema>> {
  return { name: definition.name, version: definition.version, data }
}

/** The EventBridge pattern that selects exactly this event and version. */
export function patternOf(definition: EventDefinition): Record<string, unknown> {
  return { source: [EVENT_SOURCE], 'detail-type': [definition.name], detail: { metadata: { version: [definition.version] } } }
}

/** The JSON Schema of the event's whole detail; committed and kept for ever. Optional fields may be added, nothing else may change. */
export function jsonSchemaOf(definition: EventDefinition): unknown {
  return z.toJSONSchema(z.object({ metadata: metadataSchema, data: definition.data }), { target: 'draft-7', io: 'input' })
}

/** Reads a detail of this event. Throws `MalformedEvent` when it does not hold what the contract says. */
export function parseDetail<Schema extends z.ZodMiniType>(
  definition: EventContract<string, Schema>,
  detail: unknown,
): Detail<z.infer<Schema>> {
  const metadata = metadataSchema.safeParse((detail as { metadata?: unknown } | null)?.metadata)
  const data = definition.data.safeParse((detail as { data?: unknown } | null)?.data)
  if (!metadata.success) throw new MalformedEvent(definition.name, metadata.error.issues[0])
  if (!data.success) throw new MalformedEvent(definition.name, data.error.issues[0])
  return { metadata: metadata.data, data: data.data }
}

/** A detail that breaks its contract. Permanent: no retry will mend it. */
export class MalformedEvent extends Error {
  constructor(name: string, issue: { readonly path: readonly PropertyKey[]; readonly code?: string | undefined } | undefined) {
    super(`${name} breaks its contract at ${issue?.path.join('.') || 'the top'} (${issue?.code ?? 'invalid'})`)
    this.name = 'MalformedEvent'
  }
}
