/** Seeded damage of the kinds scanners, converters and copyists do to a plan. Every step is replayed by its seed. */
export type Random = () => number

/** mulberry32 */
export function randomFrom(seed: number): Random {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), state | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

const pick = <T>(random: Random, from: readonly T[]): T => from[Math.floor(random() * from.length)] as T

const variants = ['aàáảãạăằắẳẵặâầấẩẫậ', 'eèéẻẽẹêềếểễệ', 'iìíỉĩị', 'oòóỏõọôồốổỗộơờớởỡợ', 'uùúủũụưừứửữự', 'yỳýỷỹỵ', 'dđ']
const families = new Map<string, readonly string[]>()
for (const family of [...variants, ...variants.map((v) => v.toUpperCase())]) for (const letter of family) families.set(letter, [...family])

export function misreadMarks(text: string, random: Random, share = 0.02): string {
  return [...text]
    .map((letter) => {
      const family = families.get(letter)
      return family !== undefined && random() < share ? pick(random, family) : letter
    })
    .join('')
}

/** Breaks lines at spaces inside the cells and paragraphs, as a narrow page would. */
export function breakLines(text: string, random: Random, share = 0.01): string {
  return text.replace(/(?<=[\p{L}\d,]) (?=[\p{L}\d(])/gu, (space) => (random() < share ? '\n' : space))
}

type Split = { readonly before: string[]; readonly heading: string; readonly rows: string[]; readonly after: string[] }

const isHeading = (line: string) => /^(?:S?TT)\t/.test(line)

/** The tab table of a text: everything before it, its heading, its lines down to the last with a cell, everything after. */
export function splitTable(text: string): Split | undefined {
  const lines = text.split('\n')
  const at = lines.findIndex(isHeading)
  const end =
    Math.max(
      at,
      lines.findLastIndex((line) => line.includes('\t')),
    ) + 1
  const heading = lines[at]
  return heading === undefined
    ? undefined
    : { before: lines.slice(0, at), heading, rows: lines.slice(at + 1, end).filter((l) => l.trim() !== ''), after: lines.slice(end) }
}

const assemble = ({ before, heading, rows, after }: Split) => [...before, heading, ...rows, ...after].join('\n')

/** The heading again every few rows, with a blank line, as after a page break. */
export function doubleHeadings(text: string, random: Random): string {
  const table = splitTable(text)
  if (table === undefined) return text
  return assemble({
    ...table,
    rows: table.rows.flatMap((row) => (/^\d+\./.test(row) && random() < 0.25 ? ['', table.heading, row] : [row])),
  })
}

function mapCells(text: string, map: (cells: readonly string[]) => readonly string[]): string {
  const table = splitTable(text)
  if (table === undefined) return text
  const width = table.heading.split('\t').length
  const change = (line: string) => {
    const written = line.split('\t')
    // A row that only names a group may end before its empty cells.
    const cells = written.length === 2 ? [...written, ...Array.from({ length: width - 2 }, () => '')] : written
    return cells.length === width ? map(cells).join('\t') : line
  }
  return assemble({ ...table, heading: change(table.heading), rows: table.rows.map(change) })
}

/** Moves the columns; a group row ("Quý I") keeps its text in the first cell. */
export function moveColumns(text: string, random: Random, keepFirst: boolean): string {
  const width = splitTable(text)?.heading.split('\t').length ?? 0
  const order = Array.from({ length: width }, (_, i) => i)
  for (let i = width - 1; i > (keepFirst ? 1 : 0); i--) {
    const j = (keepFirst ? 1 : 0) + Math.floor(random() * (i + (keepFirst ? 0 : 1)))
    ;[order[i], order[j]] = [order[j] ?? i, order[i] ?? j]
  }
  return mapCells(text, (cells) => (cells.slice(1).every((c) => c === '') ? cells : order.map((i) => cells[i] ?? '')))
}

export function dropColumn(text: string, heading: RegExp): string {
  const at =
    splitTable(text)
      ?.heading.split('\t')
      .findIndex((h) => heading.test(h)) ?? -1
  return at < 0
    ? text
    : mapCells(text, (cells) => (at === 0 && cells.slice(1).every((c) => c === '') ? cells : cells.filter((_, i) => i !== at)))
}

export const shiftYears = (text: string, by: number) => text.replace(/(?<!\d)(20[0-4]\d)(?!\d)/g, (year) => String(Number(year) + by))
