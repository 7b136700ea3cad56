import type { Item } from '../layout/page.ts'
import type { Matrix, Operators } from './rules.ts'

type Stamp = { readonly text: string; readonly x0: number; readonly x1: number; readonly top: number; readonly bottom: number }

/**
 * A document signed digitally gets its number and its day as stamps over the gaps left for them ("Số:      /KH-UBND", "ngày     tháng"):
 * signatures whose appearance is a number, and none of the page's own text. Each is put where it stands.
 */
export function withStamps(items: readonly Item[], operators: Operators, codes: Readonly<Record<string, number>>, base: Matrix): Item[] {
  return stampsOf(operators, codes, base).reduce<Item[]>(stamped, [...items])
}

function stampsOf({ fnArray, argsArray }: Operators, codes: Readonly<Record<string, number>>, base: Matrix): Stamp[] {
  const stamps: Stamp[] = []
  let box: readonly number[] | undefined
  fnArray.forEach((code, i) => {
    const args = argsArray[i]
    if (code === codes.beginAnnotation && Array.isArray(args)) box = Array.from(args[1] ?? [])
    if (code === codes.endAnnotation) box = undefined
    if (code !== codes.showText || box?.length !== 4 || !Array.isArray(args)) return
    const text = lettersOf(args[0])
    const [x0 = 0, top = 0, x1 = 0, bottom = 0] = onPage(box, base)
    // "25           06": the day and the month in one.
    for (const number of /^[\d\s]+$/.test(text) ? text.matchAll(/\d+/g) : []) {
      const at = (index: number) => x0 + ((x1 - x0) * index) / text.length
      stamps.push({ text: number[0], x0: at(number.index), x1: at(number.index + number[0].length), top, bottom })
    }
  })
  return stamps
}

const lettersOf = (glyphs: unknown) => (Array.isArray(glyphs) ? glyphs.map((glyph) => String(glyph?.unicode ?? '')).join('') : '')

/** The corners of a box, y downwards. */
function onPage([left = 0, low = 0, right = 0, high = 0]: readonly number[], [a, b, c, d, e, f]: Matrix): number[] {
  const [xs, ys] = [
    [a * left + c * low + e, a * right + c * high + e],
    [b * left + d * low + f, b * right + d * high + f],
  ]
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)]
}

/** Into the gap of the text it lies over, or beside the text of its line. */
function stamped(items: Item[], stamp: Stamp): Item[] {
  const [x, y] = [(stamp.x0 + stamp.x1) / 2, (stamp.top + stamp.bottom) / 2]
  const away = (item: Item) => Math.max(item.x0 - x, x - item.x1, 0) + Math.abs(item.y - item.size / 3 - y)
  const line = items.filter((item) => item.text.trim() !== '' && item.y >= stamp.top && item.y - item.size / 2 <= stamp.bottom)
  const nearest = line.sort((one, other) => away(one) - away(other))[0]
  if (nearest === undefined) return items
  const gap = x > nearest.x0 && x < nearest.x1 ? gapAt(nearest, x) : undefined
  if (gap === undefined) return [...items, { text: stamp.text, x0: stamp.x0, x1: stamp.x1, y: nearest.y, size: nearest.size }]
  const text = `${nearest.text.slice(0, gap).trimEnd()} ${stamp.text} ${nearest.text.slice(gap).trimStart()}`
  return items.map((item) => (item === nearest ? { ...item, text } : item))
}

/** The gap between words of an item that lies nearest to a place on its line; a gap left to fill in is wider than a space. */
function gapAt({ text, x0, x1 }: Item, x: number): number | undefined {
  const wanted = (text.length * (x - x0)) / (x1 - x0)
  const gaps = [...text.matchAll(/\s{2,}/g), ...text.matchAll(/\s/g)].map(({ index, 0: gap }) => ({ at: index + gap.length / 2, gap }))
  const wide = gaps.filter(({ gap }) => gap.length > 1)
  const [best] = (wide.length > 0 ? wide : gaps).sort((one, other) => Math.abs(one.at - wanted) - Math.abs(other.at - wanted))
  return best === undefined ? undefined : Math.round(best.at)
}
