/**
 * Titles and forms of commendation that plans of the sector ask for, and how units write them. Data: a new award or spelling is a line
 * here. Names as the law has them (Luật Thi đua, khen thưởng; those of 2003, 2013 and 2022 call these titles the same), and those of the
 * sector and of Hà Nội that its plans ask for.
 */
import type { Nominee } from '../../events/words.ts'
import { editDistance, fold } from '../text/fold.ts'

export interface Award {
  readonly name: string
  readonly to: readonly Nominee['kind'][]
  /** Other ways to write it, beside those that `wordsOf` makes of abbreviations. */
  readonly also?: readonly string[]
  /** The name goes on: by whom it is given, or for what. */
  readonly open?: true
}

const persons = ['individual'] as const
const collectives = ['collective'] as const
const both = ['individual', 'collective'] as const

/** The share of one is counted on the other (`shares.ts`). */
export const LABOUR = 'Lao động tiên tiến'
export const BASE_FIGHTER = 'Chiến sĩ thi đua cơ sở'
export const LABOUR_COLLECTIVE = 'Tập thể lao động tiên tiến'
export const EXCELLENT_COLLECTIVE = 'Tập thể lao động xuất sắc'

/** From the least to the highest, persons before collectives, titles before forms of commendation. */
export const awards: readonly Award[] = [
  { name: LABOUR, to: persons, also: ['Cá nhân lao động tiên tiến'] },
  { name: BASE_FIGHTER, to: persons },
  {
    name: 'Chiến sĩ thi đua cấp tỉnh, thành phố',
    to: persons,
    also: ['Chiến sĩ thi đua tỉnh', 'Chiến sĩ thi đua thành phố'],
    open: true,
  },
  { name: 'Chiến sĩ thi đua cấp bộ', to: persons, also: ['Chiến sĩ thi đua ngành'], open: true },
  { name: 'Chiến sĩ thi đua toàn quốc', to: persons },
  { name: 'Nhà giáo Ưu tú', to: persons },
  { name: 'Nhà giáo Nhân dân', to: persons },
  { name: 'Kỷ niệm chương “Vì sự nghiệp Giáo dục”', to: persons, also: ['Kỷ niệm chương', 'Vì sự nghiệp giáo dục'], open: true },
  { name: 'Công dân Thủ đô ưu tú', to: persons },
  { name: 'Người tốt, việc tốt', to: persons },
  { name: LABOUR_COLLECTIVE, to: collectives },
  { name: EXCELLENT_COLLECTIVE, to: collectives, also: ['Lao động xuất sắc'] },
  { name: 'Cờ thi đua', to: collectives, also: ['Cờ đơn vị xuất sắc'], open: true },
  { name: 'Cờ thi đua của Chính phủ', to: collectives, also: ['Cờ của Chính phủ'] },
  { name: 'Giấy khen', to: both, open: true },
  { name: 'Bằng khen', to: both, open: true },
  { name: 'Bằng khen của Thủ tướng Chính phủ', to: both, also: ['Bằng khen Thủ tướng'] },
  { name: 'Huân chương Lao động hạng Ba', to: both },
  { name: 'Huân chương Lao động hạng Nhì', to: both },
  { name: 'Huân chương Lao động hạng Nhất', to: both },
]

/** What units shorten, folded; also written together (`CSTĐCS`, `TTLĐTT`), so the longer of two that begin alike stands first. */
const ABBREVIATIONS: readonly (readonly [short: string, words: string])[] = [
  ['ldtt', 'lao dong tien tien'],
  ['ldxs', 'lao dong xuat sac'],
  ['hcld', 'huan chuong lao dong'],
  ['cstd', 'chien si thi dua'],
  ['ngut', 'nha giao uu tu'],
  ['ngnd', 'nha giao nhan dan'],
  ['ntvt', 'nguoi tot viec tot'],
  ['knc', 'ky niem chuong'],
  ['ttg', 'thu tuong'],
  ['tt', 'tap the'],
  ['td', 'thi dua'],
  ['ld', 'lao dong'],
  ['cs', 'co so'],
  ['cp', 'chinh phu'],
  ['tq', 'toan quoc'],
  ['tp', 'thanh pho'],
  ['bk', 'bang khen'],
  ['gk', 'giay khen'],
]

/** Words that say nothing of which award it is. */
const SILENT = new Set(['danh', 'hieu', 'dat', 'cap', 'cua', 'hinh', 'thuc', 'thuong'])

/** `Danh hiệu CSTĐ cấp CS năm học 2020-2021` → `chien si thi dua co so`. */
function wordsOf(written: string): string {
  const plain = fold(written)
    .replace(/\bnam( hoc)? \d.*$/, '')
    .replace(/\bsy\b/g, 'si')
    .replace(/\bki niem\b/g, 'ky niem')
  const words = (plain.match(/[a-z0-9]+/g) ?? []).flatMap((word) => spelledOut(word) ?? word)
  return words.filter((word) => !SILENT.has(word)).join(' ')
}

/** A word made of abbreviations and of nothing else. */
function spelledOut(word: string): string | undefined {
  for (const [short, words] of ABBREVIATIONS) {
    if (word === short) return words
    if (!word.startsWith(short)) continue
    const rest = spelledOut(word.slice(short.length))
    if (rest !== undefined) return `${words} ${rest}`
  }
  return undefined
}

const spellings: readonly (readonly [words: string, award: Award])[] = awards
  .flatMap((award) => [award.name, ...(award.also ?? [])].map((name) => [wordsOf(name), award] as const))
  // The longest first: a flag of the Government is no flag of just anybody.
  .sort(([one], [other]) => other.length - one.length)

// A list of thousands writes a handful of awards in a dozen ways.
const found = new Map<string, Award | undefined>()
const FOUND_MAX = 1_000

/** The award that is meant; nothing where the words are none that is known. Spaces, marks, case and tones do not matter. */
export function awardOf(written: string): Award | undefined {
  if (found.has(written)) return found.get(written)
  const words = wordsOf(written)
  const award = spellings.find(([known, { open }]) => words === known || (open === true && words.startsWith(`${known} `)))?.[1]
  if (found.size >= FOUND_MAX) found.clear()
  found.set(written, award)
  return award
}

/** One letter in so many may be off for a name to be proposed; it is never assumed. */
const LETTERS_A_SLIP = 6

/** What may have been meant by words that are no award. */
export function nearestAward(written: string): Award | undefined {
  const words = wordsOf(written)
  const limit = Math.floor(words.length / LETTERS_A_SLIP)
  const near = spellings
    .map(([known, award]) => ({ award, distance: editDistance(words, known, limit) }))
    .filter(({ distance }) => distance <= limit)
    .sort((one, other) => one.distance - other.distance)
  return near[0]?.award
}
