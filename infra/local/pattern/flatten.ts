/** An event as its leaves by dotted path. A key with a dot and a nested object give the same path, as in EventBridge. */
export type FlatEvent = ReadonlyMap<string, readonly Leaf[]>

export interface Leaf {
  readonly value: string | number | boolean | null
  /** In which element of which array of objects the leaf lies. */
  readonly elements: readonly (readonly [array: string, element: number])[]
}

const NESTING_MAX = 1_000

export function flatten(event: unknown): FlatEvent {
  const leaves = new Map<string, Leaf[]>()

  function walk(value: unknown, path: string, elements: Leaf['elements'], depth: number): void {
    if (depth > NESTING_MAX) throw new Error(`an event is nested deeper than ${NESTING_MAX}`)
    if (Array.isArray(value)) {
      value.forEach((item, element) => {
        const within =
          typeof item === 'object' && item !== null && !Array.isArray(item) ? [...elements, [path, element] as const] : elements
        walk(item, path, within, depth + 1)
      })
    } else if (typeof value === 'object' && value !== null) {
      for (const [key, member] of Object.entries(value)) walk(member, path === '' ? key : `${path}.${key}`, elements, depth + 1)
    } else if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' || value === null) {
      const known = leaves.get(path)
      if (known === undefined) leaves.set(path, [{ value, elements }])
      else known.push({ value, elements })
    }
  }

  walk(event, '', [], 0)
  return leaves
}
