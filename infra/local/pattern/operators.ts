/** What one item of a pattern's list accepts. */
type Scalar = string | number | boolean | null

export type Candidate =
  | { readonly kind: 'value'; accepts(value: Scalar): boolean }
  /** `exists: false`: no leaf lies at the path. */
  | { readonly kind: 'absent' }

type Refuse = (message: string) => Error

/** Numbers are compared within ±5e9 and to six decimals. */
const NUMBER_ABS_MAX = 5e9
const NUMBER_SCALE = 1e6

export function readCandidates(path: string, list: readonly unknown[], refuse: Refuse): readonly Candidate[] {
  return list.map((item) => {
    if (isScalar(item)) return value((found) => sameScalar(found, item))
    if (typeof item !== 'object' || item === null || Array.isArray(item)) throw refuse(`${path}: ${JSON.stringify(item)} is no candidate`)
    const [entry, second] = Object.entries(item)
    if (entry === undefined || second !== undefined) throw refuse(`${path}: a candidate holds exactly one operator`)
    return readOperator(path, entry[0], entry[1], refuse)
  })
}

function readOperator(path: string, operator: string, argument: unknown, refuse: Refuse): Candidate {
  const text = () => {
    if (typeof argument !== 'string') throw refuse(`${path}: ${operator} with ${JSON.stringify(argument)} is not understood`)
    return argument
  }
  switch (operator) {
    case 'prefix': {
      const start = text()
      return value((found) => typeof found === 'string' && found.startsWith(start))
    }
    case 'suffix': {
      const end = text()
      return value((found) => typeof found === 'string' && found.endsWith(end))
    }
    case 'equals-ignore-case': {
      const folded = text().toLowerCase()
      return value((found) => typeof found === 'string' && found.toLowerCase() === folded)
    }
    case 'exists':
      if (typeof argument !== 'boolean') throw refuse(`${path}: exists is true or false`)
      return argument ? value(() => true) : { kind: 'absent' }
    case 'anything-but':
      return readAnythingBut(path, argument, refuse)
    case 'numeric':
      return readNumeric(path, argument, refuse)
    default:
      throw refuse(`${path}: the operator ${operator} is not understood`)
  }
}

/** Needs the field to be there: a missing field satisfies nothing, a null does. */
function readAnythingBut(path: string, argument: unknown, refuse: Refuse): Candidate {
  if (typeof argument === 'object' && argument !== null && !Array.isArray(argument)) {
    const [entry, second] = Object.entries(argument)
    if (entry?.[0] !== 'prefix' || second !== undefined || typeof entry[1] !== 'string') {
      throw refuse(`${path}: the operator anything-but with ${JSON.stringify(argument)} is not understood`)
    }
    const start = entry[1]
    return value((found) => !(typeof found === 'string' && found.startsWith(start)))
  }
  const excluded: readonly unknown[] = Array.isArray(argument) ? argument : [argument]
  const kinds = new Set(excluded.map((item) => typeof item))
  if (excluded.length === 0 || kinds.size > 1 || !excluded.every(isScalar)) {
    throw refuse(`${path}: anything-but needs values of one kind, not ${JSON.stringify(argument)}`)
  }
  return value((found) => !excluded.some((item) => sameScalar(found, item)))
}

const comparisons: Readonly<Record<string, (left: number, right: number) => boolean>> = {
  '=': (left, right) => left === right,
  '<': (left, right) => left < right,
  '<=': (left, right) => left <= right,
  '>': (left, right) => left > right,
  '>=': (left, right) => left >= right,
}

/** `["=", 5]`, `[">", 0]` or a range `[">=", 0, "<", 5]`. */
function readNumeric(path: string, argument: unknown, refuse: Refuse): Candidate {
  const parts: readonly unknown[] = Array.isArray(argument) ? argument : []
  const problem = refuse(`${path}: numeric with ${JSON.stringify(argument)} is not understood`)
  if (parts.length !== 2 && parts.length !== 4) throw problem
  const tests = [parts.slice(0, 2), parts.slice(2)].flatMap(([sign, bound]) => {
    if (sign === undefined) return []
    const compare = comparisons[String(sign)]
    if (compare === undefined || typeof bound !== 'number' || Math.abs(bound) > NUMBER_ABS_MAX) throw problem
    return [(found: number) => compare(scaled(found), scaled(bound))]
  })
  return value((found) => typeof found === 'number' && Math.abs(found) <= NUMBER_ABS_MAX && tests.every((test) => test(found)))
}

function sameScalar(left: Scalar, right: Scalar): boolean {
  if (typeof left !== 'number' || typeof right !== 'number') return left === right
  return Math.abs(left) <= NUMBER_ABS_MAX && Math.abs(right) <= NUMBER_ABS_MAX ? scaled(left) === scaled(right) : left === right
}

function scaled(number: number): number {
  return Math.round(number * NUMBER_SCALE)
}

function isScalar(value: unknown): value is Scalar {
  return value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
}

function value(accepts: (found: Scalar) => boolean): Candidate {
  return { kind: 'value', accepts }
}
