/**
 * What may change in a published event: an optional field may be added, a limit loosened, a list of words lengthened. Everything else
 * breaks either a reader or the events already stored, and needs a new version beside the old one.
 */

/** The part of JSON Schema draft-7 that our schemas are written in. */
export interface JsonSchema {
  readonly type?: string | readonly string[]
  readonly properties?: Readonly<Record<string, JsonSchema>>
  readonly required?: readonly string[]
  readonly items?: JsonSchema
  readonly additionalProperties?: JsonSchema | boolean
  readonly anyOf?: readonly JsonSchema[]
  readonly enum?: readonly unknown[]
  readonly [keyword: string]: unknown
}

const UPPER_LIMITS = ['maxLength', 'maximum', 'maxItems', 'exclusiveMaximum']
const LOWER_LIMITS = ['minLength', 'minimum', 'minItems', 'exclusiveMinimum']
/** Keywords that have a rule of their own below, or say nothing about what is valid. */
const COMPARED_APART = [
  'type',
  'properties',
  'required',
  'items',
  'additionalProperties',
  'anyOf',
  'enum',
  '$schema',
  'title',
  'description',
]

/** One sentence for each change that is not allowed; none when the new schema may take the old one's place. */
export function breakingChanges(before: JsonSchema, after: JsonSchema, place = 'the detail'): readonly string[] {
  if (before.anyOf !== undefined || after.anyOf !== undefined)
    return variantChanges(before.anyOf ?? [before], after.anyOf ?? [after], place)
  // Where the type changed, its limits have nothing more to say.
  const [old, now] = [typeOf(before), typeOf(after)]
  if (old !== now) return [`${place} changed its type from ${old} to ${now}`]
  return [
    ...propertyChanges(before, after, place),
    ...wordChanges(before, after, place),
    ...nestedChanges(before, after, place),
    ...keywordChanges(before, after, place),
  ]
}

function typeOf({ type = 'any' }: JsonSchema): string {
  return [type].flat().join(' or ')
}

function propertyChanges(before: JsonSchema, after: JsonSchema, place: string): string[] {
  const [old, now] = [before.properties ?? {}, after.properties ?? {}]
  const wasRequired = new Set(before.required)
  const isRequired = new Set(after.required)
  const within = (name: string): string => (place === 'the detail' ? name : `${place}.${name}`)
  const kept = Object.entries(old).flatMap(([name, schema]) => {
    const next = now[name]
    if (next === undefined) return [`${within(name)} was removed`]
    const promise = wasRequired.has(name) && !isRequired.has(name) ? [`${within(name)} is no longer always there`] : []
    return [...promise, ...breakingChanges(schema, next, within(name))]
  })
  const demanded = [...isRequired].filter((name) => !wasRequired.has(name)).map((name) => `${within(name)} became required`)
  return [...kept, ...demanded]
}

function wordChanges(before: JsonSchema, after: JsonSchema, place: string): string[] {
  if (before.enum === undefined && after.enum === undefined) return []
  if (after.enum === undefined) return [`${place} no longer lists its words`]
  if (before.enum === undefined) return [`${place} takes only ${after.enum.join(', ')} now`]
  const now = new Set(after.enum)
  return before.enum.filter((word) => !now.has(word)).map((word) => `${place} no longer takes ${JSON.stringify(word)}`)
}

function variantChanges(before: readonly JsonSchema[], after: readonly JsonSchema[], place: string): string[] {
  const fits = (old: JsonSchema, now: JsonSchema): boolean => breakingChanges(old, now).length === 0
  const gone = before.some((old) => !after.some((now) => fits(old, now)))
  const added = after.some((now) => !before.some((old) => fits(old, now)))
  return [...(gone ? [`${place} no longer takes every value it took`] : []), ...(added ? [`${place} takes values no reader expects`] : [])]
}

function nestedChanges(before: JsonSchema, after: JsonSchema, place: string): readonly string[] {
  const items = nested(before.items, after.items, `${place}[]`)
  if (before.additionalProperties === after.additionalProperties) return items
  const [old, now] = [before.additionalProperties, after.additionalProperties]
  if (typeof old === 'object' && typeof now === 'object') return [...items, ...breakingChanges(old, now, `${place}.*`)]
  return [...items, `${place} changed what other fields it takes`]
}

function nested(before: JsonSchema | undefined, after: JsonSchema | undefined, place: string): readonly string[] {
  if (before === undefined && after === undefined) return []
  return before === undefined || after === undefined ? [`${place} changed its type`] : breakingChanges(before, after, place)
}

function keywordChanges(before: JsonSchema, after: JsonSchema, place: string): string[] {
  const keywords = new Set([...Object.keys(before), ...Object.keys(after)].filter((keyword) => !COMPARED_APART.includes(keyword)))
  return [...keywords].flatMap((keyword) => {
    const [old, now] = [before[keyword], after[keyword]]
    if (JSON.stringify(old) === JSON.stringify(now) || isLooser(keyword, old, now)) return []
    return [`${place} changed its ${keyword} from ${JSON.stringify(old) ?? 'none'} to ${JSON.stringify(now) ?? 'none'}`]
  })
}

function isLooser(keyword: string, old: unknown, now: unknown): boolean {
  const isLimit = UPPER_LIMITS.includes(keyword) || LOWER_LIMITS.includes(keyword)
  if (!isLimit || typeof old !== 'number') return false
  if (typeof now !== 'number') return now === undefined
  return UPPER_LIMITS.includes(keyword) ? now > old : now < old
}
