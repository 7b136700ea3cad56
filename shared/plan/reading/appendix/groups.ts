import { fold } from '../fold.ts'

/** Rows that only head a group: "Quý I - 2021", "Tháng 3/2025", "A. Công tác tham mưu". */
const quarter = /^(?:[ivx]+\s*[.):-]\s*)?quy\s+(?:iv|iii|ii|i|[1-4])\b(?:\s*[-/,.]?\s*(?:nam\s*)?\d{4})?\s*[.:]?$/
const month = /^(?:[ivx]+\s*[.):-]\s*)?thang\s*\d{1,2}(?:\s*[-/,.]\s*(?:nam\s*)?\d{4}|\s+nam\s+\d{4})?\s*[.:]?$/
/** In capitals as written: folded, "vị" would be the numeral VI. */
const section = /^(?:[IVX]{1,4}|[A-H])\s*(?:[.):/-]\s*\S|[.):/-]?$)/u

export type Group = { readonly kind: 'quarter' | 'section'; readonly text: string }

/** Reads a row with nothing but a heading in it. */
export function groupOf(cells: readonly string[]): Group | undefined {
  const filled = cells.map((c) => c.replace(/[*_]{2}/g, '').trim()).filter((c) => c !== '')
  const first = filled[0]
  if (first === undefined || filled.length > 2) return undefined
  const text = filled.join(' ')
  const plain = fold(text)
  if (filled.length === 1 || section.test(first)) {
    if (quarter.test(plain) || month.test(plain)) return { kind: 'quarter', text: filled.at(-1) ?? text }
    if (filled.length === 2 ? section.test(first) && first.length <= 5 : section.test(text) && plain.length < 120)
      return { kind: 'section', text }
  }
  return undefined
}

/** The year and months a group heading gives to dates written without them. */
export function yearOfGroup(text: string): number | null {
  const year = /\b(20\d{2})\b/.exec(text)?.[1]
  return year === undefined ? null : Number(year)
}
