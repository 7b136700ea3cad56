/**
 * EventBridge's event pattern matching, for exactly the operators below; any other is refused by name when the pattern is compiled.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html
 * The engine AWS runs is open (https://github.com/aws/event-ruler); like it, this one flattens the event to its leaves and the pattern to
 * alternatives of (path, candidates), so that dotted keys, arrays and `$or` mean what they mean there.
 */
import { type FlatEvent, flatten, type Leaf } from './pattern/flatten.ts'
import { type Candidate, readCandidates } from './pattern/operators.ts'

export { type FlatEvent, flatten } from './pattern/flatten.ts'

export type Matcher = (event: FlatEvent) => boolean

interface Field {
  readonly path: string
  readonly candidates: readonly Candidate[]
}

/** Names the operator, path or shape it does not understand. */
export class PatternRefused extends Error {}

/** Whether an event matches a pattern; compile the pattern once where many events are matched. */
export function matches(pattern: unknown, event: unknown): boolean {
  return compilePattern(pattern)(flatten(event))
}

/** An empty pattern is refused, as by PutRule; inside filters of event source mappings it would match everything. */
export function compilePattern(pattern: unknown): Matcher {
  if (!isObject(pattern)) throw new PatternRefused('an event pattern is an object')
  const alternatives = expand(pattern, '')
  return (event) => alternatives.some((fields) => allMatch(fields, 0, event, new Map()))
}

/** The pattern as alternatives, each a list of fields that must all match. */
function expand(pattern: Record<string, unknown>, at: string): readonly (readonly Field[])[] {
  const entries = Object.entries(pattern)
  if (entries.length === 0) throw new PatternRefused(`an empty object at ${at || 'the top'} is no pattern`)
  return entries.reduce<readonly (readonly Field[])[]>(
    (alternatives, [key, value]) => {
      const path = at === '' ? key : `${at}.${key}`
      const choices = key === '$or' ? expandOr(value, at) : Array.isArray(value) ? [[readField(path, value)]] : expandNested(value, path)
      // Siblings are joined by AND: every alternative so far with every choice here.
      return alternatives.flatMap((fields) => choices.map((choice) => [...fields, ...choice]))
    },
    [[]],
  )
}

function expandNested(value: unknown, path: string): readonly (readonly Field[])[] {
  if (!isObject(value)) throw new PatternRefused(`${path}: a pattern holds objects and lists, not ${JSON.stringify(value)}`)
  return expand(value, path)
}

function expandOr(value: unknown, at: string): readonly (readonly Field[])[] {
  if (!Array.isArray(value) || value.length < 2 || !value.every(isObject)) {
    throw new PatternRefused(`${at || 'the top'}: $or needs a list of at least two objects`)
  }
  return value.flatMap((choice) => expand(choice, at))
}

function readField(path: string, list: readonly unknown[]): Field {
  if (list.length === 0) throw new PatternRefused(`${path}: an empty list matches nothing and is refused`)
  return { path, candidates: readCandidates(path, list, (message) => new PatternRefused(message)) }
}

/**
 * Backtracks over the leaves of each field, because leaves from one array of objects must come from the same element ("array
 * consistency": https://github.com/aws/event-ruler#and-and-or-relationship-among-fields-with-ruler).
 */
function allMatch(fields: readonly Field[], index: number, event: FlatEvent, chosen: ReadonlyMap<string, number>): boolean {
  const field = fields[index]
  if (field === undefined) return true
  const leaves = event.get(field.path) ?? []
  return field.candidates.some((candidate) => {
    if (candidate.kind === 'absent') return leaves.length === 0 && allMatch(fields, index + 1, event, chosen)
    return leaves.some((leaf) => {
      if (!candidate.accepts(leaf.value)) return false
      const joined = join(chosen, leaf)
      return joined !== undefined && allMatch(fields, index + 1, event, joined)
    })
  })
}

/** The elements chosen so far with this leaf's own, or undefined when they contradict each other. */
function join(chosen: ReadonlyMap<string, number>, leaf: Leaf): ReadonlyMap<string, number> | undefined {
  if (leaf.elements.length === 0) return chosen
  const joined = new Map(chosen)
  for (const [array, element] of leaf.elements) {
    if ((joined.get(array) ?? element) !== element) return undefined
    joined.set(array, element)
  }
  return joined
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
