import { child, type Element, value } from './xml.ts'

type Level = { readonly format: string; readonly text: string; readonly start: number }

/** Automatic numbers of lists as Word prints them: "I.", "1.2.", "a)"; every bullet is a dash, as plans type them. */
export class Numbering {
  readonly #lists = new Map<
    string,
    { readonly family: string; readonly levels: readonly Level[]; readonly restarts: ReadonlySet<number> }
  >()
  readonly #counts = new Map<string, (number | undefined)[]>()
  readonly #begun = new Set<string>()

  constructor(part: Element | undefined) {
    const families = new Map<string, readonly Level[]>()
    const root = child(part, 'w:numbering')
    for (const one of root?.children ?? []) {
      if (one.name === 'w:abstractNum') families.set(value(one, 'w:abstractNumId') ?? '', levelsOf(one))
      if (one.name === 'w:num') this.#addList(one, families)
    }
  }

  #addList(num: Element, families: ReadonlyMap<string, readonly Level[]>): void {
    const family = value(child(num, 'w:abstractNumId')) ?? ''
    const levels = [...(families.get(family) ?? [])]
    const restarts = new Set<number>()
    for (const override of num.children.filter((c) => c.name === 'w:lvlOverride')) {
      const at = Number(value(override, 'w:ilvl') ?? 0)
      const own = child(override, 'w:lvl')
      const start = value(child(override, 'w:startOverride'))
      const before = own === undefined ? levels[at] : levelOf(own)
      if (before !== undefined) levels[at] = start === undefined ? before : { ...before, start: Number(start) }
      if (start !== undefined) restarts.add(at)
    }
    this.#lists.set(value(num, 'w:numId') ?? '', { family, levels, restarts })
  }

  /** The mark of the next paragraph of a list, counting it. Lists of one family go on counting unless they say where to start. */
  next(numId: string, at: number): string | undefined {
    const list = this.#lists.get(numId)
    const level = list?.levels[at]
    if (list === undefined || level === undefined) return undefined
    const counts = this.#counts.get(list.family) ?? []
    this.#counts.set(list.family, counts)
    if (!this.#begun.has(numId)) {
      this.#begun.add(numId)
      for (const restart of list.restarts) counts[restart] = undefined
    }
    counts[at] = (counts[at] ?? level.start - 1) + 1
    counts.length = at + 1
    if (level.format === 'bullet') return '-'
    if (level.format === 'none') return ''
    return level.text.replace(/%(\d)/g, (_, digit: string) => {
      const one = list.levels[Number(digit) - 1]
      return one === undefined ? '' : written(counts[Number(digit) - 1] ?? one.start, one.format)
    })
  }
}

function levelsOf(family: Element): Level[] {
  const levels: Level[] = []
  for (const one of family.children) if (one.name === 'w:lvl') levels[Number(value(one, 'w:ilvl') ?? 0)] = levelOf(one)
  return levels
}

function levelOf(level: Element): Level {
  return {
    format: value(child(level, 'w:numFmt')) ?? 'decimal',
    text: value(child(level, 'w:lvlText')) ?? '',
    start: Number(value(child(level, 'w:start')) ?? 1),
  }
}

const romans: readonly (readonly [number, string])[] = [
  [100, 'c'],
  [90, 'xc'],
  [50, 'l'],
  [40, 'xl'],
  [10, 'x'],
  [9, 'ix'],
  [5, 'v'],
  [4, 'iv'],
  [1, 'i'],
]

export function written(count: number, format: string): string {
  if (format.startsWith('upper')) return written(count, format.replace('upper', 'lower')).toUpperCase()
  if (format === 'lowerLetter') return String.fromCharCode(97 + ((count - 1) % 26)).repeat(Math.min(4, Math.ceil(count / 26)))
  if (format === 'decimalZero') return String(count).padStart(2, '0')
  if (format !== 'lowerRoman') return String(count)
  let out = ''
  let left = Math.min(count, 399)
  for (const [size, letters] of romans) for (; left >= size; left -= size) out += letters
  return out
}
