import { fold } from '../fold.ts'

/** Rows that only head a group: "Quý I - 2021", "Tháng 3/2025", "A. Công tác tham mưu". */
const quarter = /^(?:[ivx]+\s*[.):-]\s*)?quy\s+(?:iv|iii|ii|i|[1-4])\b(?:\s*[-/,.]?\s*(?:nam\s*)?\d{4})?\s*[.:]?$/
const year = String.raw`(?:\s*[-/,.]\s*(?:nam\s*)?\d{4}|\s+nam\s+\d{4})?`
const month = new RegExp(String.raw`^(?:[ivx]+\s*[.):-]\s*)?thang\s*\d{1,2}${year}(?:\s*(?:va|,|-)\s*thang\s*\d{1,2}${year})?\s*[.:]?$`)
/** In capitals as written: folded, "vị" would be the numeral VI. */
const section = /^(?:[IVX]{1,4}|[A-H])\s*(?:[.):/-]\s*\S|[.):/-]?$)/u

/** "Giai đoạn 1: …", "Đợt II", "Học kỳ I", "Năm 2023", "a) Học kỳ II", "Công việc thường xuyên". */
const stage =
  /^(?:\p{Ll}\)\s*\S|(?:(?:giai doan|dot|hoc k[yi]|phan|buoc)\s*(?:thu\s*)?(?:[ivx]+|\d{1,2})|(?:[ivx]{1,4}\s+)?nam\s*\d{4})(?=\s*(?:[-:.,(]|nam|$))|(?:cong viec|nhiem vu|hoat dong|cong tac) (?:thuong xuyen|dot xuat|dinh ky|khac)$)/u
const STAGE_CHARS_MAX = 120

/** "CÔNG TÁC CHỈ ĐẠO" alone in a row of empty cells. */
const isCapitalRow = (cells: readonly string[], text: string) =>
  cells.length > 2 && text === text.toUpperCase() && /\p{Lu}{2,}\s+\p{Lu}{2,}/u.test(text)

/** "I CÔNG TÁC CHỈ ĐẠO, HƯỚNG DẪN": a page without rules runs the numeral and the title together. */
const isNumberedCapitals = (text: string) =>
  /^[IVX]{1,4}\s+\p{Lu}{2,}/u.test(text) && text === text.toUpperCase() && text.length < STAGE_CHARS_MAX

/** "II Sáng kiến" alone in a row of empty cells. */
const isNumberedRow = (cells: readonly string[], text: string) =>
  cells.length > 2 && /^(?:[IVX]{1,4}|[A-H])\s+\p{Lu}/u.test(text) && text.length < STAGE_CHARS_MAX

/** In small letters it is the rest of a broken cell: "năm 2020". */
const isStage = (text: string, plain: string) => text.length < STAGE_CHARS_MAX && /^(?:\p{Lu}|\p{Ll}\))/u.test(text) && stage.test(plain)

export type Group = { readonly kind: 'quarter' | 'section'; readonly text: string }

/** A scanned numeral with a mark on it ("IIÍ"); small letters stay as they are. */
const unmarked = (mark: string) => mark.normalize('NFD').replace(/\p{M}/gu, '')

/** The number column may stand right of the words it numbers. */
const numeralFirst = (filled: string[]) => (filled.length === 2 && /^[IVX]{1,4}[.)]?$/.test(filled[1] ?? '') ? filled.toReversed() : filled)

/** Reads a row with nothing but a heading in it. */
export function groupOf(cells: readonly string[]): Group | undefined {
  const filled = numeralFirst(cells.map((c) => c.replace(/[*_]{2}|^\s*[*•]\s+/g, '').trim()).filter((c) => c !== ''))
  const first = filled[0]
  if (first === undefined || filled.length > 2) return undefined
  const text = filled.join(' ')
  const plain = fold(text)
  if (filled.length === 1 || section.test(first) || section.test(unmarked(first))) {
    if (quarter.test(plain) || month.test(plain)) return { kind: 'quarter', text: filled.at(-1) ?? text }
    if (
      filled.length === 2
        ? section.test(first.length <= 5 ? unmarked(first) : first) && first.length <= 5
        : section.test(text) && plain.length < 120
    )
      return { kind: 'section', text }
    if (
      filled.length === 1 &&
      (isStage(text, plain) || isNumberedCapitals(text) || isNumberedRow(cells, text) || isCapitalRow(cells, text))
    )
      return { kind: 'section', text }
    if (filled.length === 2 && section.test(first) && isStage(filled[1] ?? '', fold(filled[1] ?? ''))) return { kind: 'section', text }
  }
  return undefined
}

/** The year a group heading gives to dates written without one. */
export function yearOfGroup(text: string): number | null {
  const year = /\b(20\d{2})\b/.exec(text)?.[1]
  return year === undefined ? null : Number(year)
}

export function monthOfGroup(text: string): number | null {
  const found = /\bthang\s*(\d{1,2})\b/.exec(fold(text))?.[1]
  return found === undefined || Number(found) > 12 ? null : Number(found)
}
