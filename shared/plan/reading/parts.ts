import { isAppendixHeading } from './appendix/reference.ts'
import type { Table } from './appendix/rows.ts'
import { readTables } from './appendix/tables.ts'
import { fold } from './fold.ts'
import { isDateline } from './letterhead.ts'
import type { Line } from './lines.ts'

/** Where the parts of the document stand, as line numbers; -1 when a part is absent. */
export type Parts = {
  readonly lines: readonly Line[]
  /** `headTo` is where the letterhead ends: a plan that a decision issues stands below that decision. */
  readonly type: { readonly at: number; readonly name: string | null; readonly rest: string; readonly headTo: number }
  readonly titleFrom: number
  readonly titleTo: number
  readonly bodyFrom: number
  readonly bodyTo: number
  readonly recipientsAt: number
  readonly appendixAt: number
  readonly tables: readonly Table[]
}

/** Types of document, NĐ 30/2020 Điều 7, as their title line reads. */
const types =
  'ke hoach|quyet dinh|thong bao|huong dan|to trinh|bao cao|cong van|chi thi|nghi quyet|quy che|quy dinh|chuong trinh|phuong an|de an|du an|bien ban|giay moi|giay gioi thieu|giay uy quyen|phieu|thong tu|nghi dinh|luat|hop dong|ban ghi nho|ban thoa thuan|cong dien|danh sach|don|mau|quy uoc|thu cong'
const typeLine = new RegExp(String.raw`^(${types})(?![a-z])\s*(.*)$`)
/** "KẾ HOẠCH LIÊN TỊCH": how it is issued, and no word of its title. */
const ofType = /^lien tich$/
const spaced = /^(?:\p{Lu}\s+){3,}\p{Lu}$/u

export function findType(lines: readonly Line[]): Parts['type'] {
  let first: Parts['type'] | undefined
  for (let i = 0; i < Math.min(lines.length, 80); i++) {
    const found = typeAt(lines[i], i) ?? brokenType(lines, i)
    if (found === undefined) continue
    if (found.name === 'ke hoach' && namesPage(lines, i)) continue
    if (found.name === 'ke hoach') return { ...found, headTo: first?.name === 'quyet dinh' ? first.at : i }
    first ??= found
  }
  return first ?? { at: -1, name: null, rest: '', headTo: -1 }
}

const draft = /^\(?D[ỰƯ] THẢO\)?[\s:]+(?=\S)/u
const PAGE_LINES_MAX = 16
const motto = /cong hoa xa hoi|doc lap\s*-\s*tu do/

/** A site repeats the title over the plan that it shows: the letterhead stands below. */
function namesPage(lines: readonly Line[], at: number): boolean {
  const below = lines.slice(at + 1, at + PAGE_LINES_MAX).findIndex(({ plain }) => motto.test(plain))
  return (
    below >= 0 &&
    !lines.slice(0, at).some(({ plain }) => motto.test(plain)) &&
    lines.slice(at + below + 2, at + below + 2 + PAGE_LINES_MAX).some((line) => typeAt(line, 0)?.name === 'ke hoach')
  )
}

/** A type line stands alone in capitals, or opens the title in capitals ("KẾ HOẠCH CÔNG TÁC …"), or is a Markdown heading. */
function typeAt(line: Line | undefined, at: number): Parts['type'] | undefined {
  if (line === undefined || line.bare === '' || line.bare.length > 400) return undefined
  const bare = line.bare.replace(draft, '')
  const packed = spaced.test(bare.replace(/\s{2,}/g, ' ')) ? unspaced(bare) : bare
  const match = typeLine.exec(fold(packed))
  const name = match?.[1]
  if (match === null || name === undefined) return undefined
  const head = packed.slice(0, name.length)
  const heading = line.text.trim().startsWith('#')
  if (head !== head.toUpperCase() && !heading) return undefined
  const rest = packed.slice(packed.length - (match[2] ?? '').length).trim()
  return { at, headTo: at, name, rest: ofType.test(fold(rest)) ? '' : rest }
}

/** "KẾ" / "HOẠCH CÔNG TÁC …": a narrow page broke the very word. */
function brokenType(lines: readonly Line[], at: number): Parts['type'] | undefined {
  const next = lines[at + 1]
  if (lines[at]?.plain !== 'ke' || next === undefined || next.bare.slice(0, 5) !== next.bare.slice(0, 5).toUpperCase()) return undefined
  return /^hoach(?![a-z])/.test(next.plain)
    ? { at: at + 1, headTo: at, name: 'ke hoach', rest: next.bare.slice('hoach'.length).trim() }
    : undefined
}

/** "K Ế   H O Ạ C H": where the gap between the words is lost too, the known types tell where it was. */
function unspaced(bare: string): string {
  const letters = bare.replace(/\s+/g, '')
  const plain = fold(letters)
  const name = types.split('|').find((type) => type.replaceAll(' ', '') === plain)
  if (name === undefined) return bare
  let at = 0
  return [...name].map((letter) => (letter === ' ' ? ' ' : letters.charAt(at++))).join('')
}

export const preamble =
  /^(?:thuc hien |can cu |nam \d{4} |phat huy |nham |de |tiep tuc thuc hien |trien khai thuc hien (?:ke hoach|cong van|chi thi|quyet dinh|huong dan|nghi quyet)|kinh gui|theo |xet )/
export const heading =
  /^(?:(?:phan\s+)?[a-hivx]{1,4}\s*[.):/-]\s*\S|(?:dieu|muc|chuong|phan)\s+[\divx]+|\d{1,2}(?:\.\d{1,2}){0,3}(?:\s*[.)]|[/-])?\s+\S)/
const TITLE_CHARS_MAX = 250
/** "(Ban hành kèm theo Quyết định số …)" below the title of a plan that a decision issues. */
export const attachment = /^\((?:(?:ban hanh )?kem theo|dinh kem)\b/
const TITLE_LINES_MAX = 8

function titleRange(lines: readonly Line[], type: Parts['type']): [from: number, to: number] {
  if (type.at < 0) return [0, 0]
  let from = type.rest === '' ? type.at + 1 : type.at
  while (from < lines.length && (lines[from]?.bare === '' || /^[-_=*\s]+$/.test(lines[from]?.bare ?? ''))) from++
  let to = from
  for (; to < Math.min(lines.length, from + TITLE_LINES_MAX); to++) {
    const line = lines[to]
    if (line?.bare === '' && to > from && titleGoesOn(lines.slice(from, to), lines.slice(to, from + TITLE_LINES_MAX))) continue
    if (line === undefined || line.bare === '' || /^[-_=*\s]+$/.test(line.bare) || attachment.test(line.plain)) break
    // "… xây dựng Kế hoạch như sau:" opens the text, also right below the title.
    if (isDateline(line) || (to > from && line.bare.endsWith(':'))) break
    if (to > from && ((preamble.test(line.plain) && !years.test(line.plain)) || headingIsReal(line) || line.bare.length > TITLE_CHARS_MAX))
      break
    if (to === from && to !== type.at && (line.bare.length > 2 * TITLE_CHARS_MAX || headingIsReal(line))) break
  }
  return [from, to]
}

const years = /^(?:nam(?: hoc)?|giai doan)\s*:?\s*\d{4}(?:\s*-\s*\d{4})?\W*$/
/** "… của", "…, thực hiện": what the next line must finish. */
const unfinished = /(?:,|\s(?:cua|ve|va|theo|trong|tai|tren|cho|voi|viec|thuc hien|giai doan|nam(?: hoc)?))$/

/** Behind a blank line: what begins small, the time the plan is for, and what the line above leaves open. */
function titleGoesOn(above: readonly Line[], below: readonly Line[]): boolean {
  const next = below.find(({ bare }) => bare !== '')
  if (next === undefined || next.bare.length > TITLE_CHARS_MAX || headingIsReal(next)) return false
  const open = unfinished.test(above.findLast(({ bare }) => bare !== '')?.plain ?? '')
  return /^\p{Ll}/u.test(next.bare) || years.test(next.plain) || (open && !preamble.test(next.plain))
}

/** A lone "I." in the first letters; "Chào mừng" also starts with a folded letter and must not pass. */
export function headingIsReal(line: Line): boolean {
  if (!heading.test(line.plain) || /^v\/v\b/.test(line.plain)) return false
  const mark = /^[A-HIVX]{1,4}\s*[.):/-]|^\d|^(?:Điều|Mục|Chương|Phần|ĐIỀU|MỤC|CHƯƠNG|PHẦN)\s/u
  return mark.test(line.bare) && !/^(?:\d{1,2}|[IVX]{1,4})\s*\/\s*\d/.test(line.bare) && !/^\d{1,2}[.]?\s*$/.test(line.bare)
}

/** The appendix is the one that holds the tasks; other appendices are forms and lists. */
function findAppendix(lines: readonly Line[], tables: readonly Table[], after: number, first: number): number {
  const table = tables[0]
  if (first < 0) return table === undefined ? -1 : unnamedAppendix(lines, table.from, after)
  if (table === undefined || table.from < first) return first
  return lines.findLastIndex((line, i) => i >= first && i < table.from && isAppendixHeading(line))
}

const REFERENCE_LINES_MAX = 6

/** Where a text has no blank line above the appendix, only capitals are more of its title. */
function isTitleAbove(line: Line | undefined, isNext: boolean): boolean {
  return line !== undefined && line.bare !== '' && (isNext || line.bare === line.bare.toUpperCase())
}

/** "LỊCH KIỂM TRA / (Kèm theo Kế hoạch số …)" is an appendix without the word. */
function unnamedAppendix(lines: readonly Line[], tableFrom: number, after: number): number {
  const from = Math.max(after + 1, tableFrom - REFERENCE_LINES_MAX)
  const reference = lines.findIndex((line, i) => i >= from && i < tableFrom && attachment.test(line.plain))
  const first = lines.findIndex((line, i) => i >= after && line.bare !== '')
  if (reference < 0 || reference === first) return -1
  let at = reference
  while (at > from && isTitleAbove(lines[at - 1], at === reference)) at--
  return at
}

export function findParts(lines: readonly Line[]): Parts {
  const type = findType(lines)
  const [titleFrom, titleTo] = titleRange(lines, type)
  const tables = readTables(lines)
  const after = Math.max(titleTo, 0)
  const inTable = (i: number) => tables.some((t) => i >= t.from && i < t.to)
  const find = (is: (line: Line) => boolean) => lines.findIndex((line, i) => i >= after && !inTable(i) && is(line))
  // "Nơi nhận đăng ký: Văn phòng Sở" says where something goes.
  const isRecipients = ({ plain, bare }: Line) => /^(?:[*+-]\s*)?noi nhan\b/.test(plain) && !/^\W*nơi nhận\s\p{Ll}/iu.test(bare)
  const below = find(isRecipients)
  const ofDecision =
    below < 0 && type.headTo < type.at ? lines.findIndex((line, i) => i > type.headTo && i < type.at && isRecipients(line)) : -1
  const recipientsAt = below < 0 ? ofDecision : below
  const appendixAt = findAppendix(lines, tables, after, find(isAppendixHeading))
  const ends = [below, appendixAt, lines.length].filter((i) => i >= 0)
  return { lines, type, titleFrom, titleTo, bodyFrom: titleTo, bodyTo: Math.min(...ends), recipientsAt, appendixAt, tables }
}
