import { isAppendixHeading } from './appendix/reference.ts'
import type { Table } from './appendix/rows.ts'
import { readTables } from './appendix/tables.ts'
import { fold } from './fold.ts'
import type { Line } from './lines.ts'

/** Where the parts of the document stand, as line numbers; -1 when a part is absent. */
export type Parts = {
  readonly lines: readonly Line[]
  readonly type: { readonly at: number; readonly name: string | null; readonly rest: string }
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
const spaced = /^(?:\p{Lu}\s+){3,}\p{Lu}$/u

export function findType(lines: readonly Line[]): Parts['type'] {
  let first: Parts['type'] | undefined
  for (let i = 0; i < Math.min(lines.length, 80); i++) {
    const found = typeAt(lines[i], i)
    if (found === undefined) continue
    if (found.name === 'ke hoach') return found
    first ??= found
  }
  return first ?? { at: -1, name: null, rest: '' }
}

/** A type line stands alone in capitals, or opens the title in capitals ("KẾ HOẠCH CÔNG TÁC …"), or is a Markdown heading. */
function typeAt(line: Line | undefined, at: number): Parts['type'] | undefined {
  if (line === undefined || line.bare === '' || line.bare.length > 400) return undefined
  const packed = spaced.test(line.bare.replace(/\s{2,}/g, ' '))
    ? line.bare.replace(/(\p{L}) (?=\p{L}(?: |$))/gu, '$1').replace(/\s+/g, ' ')
    : line.bare
  const match = typeLine.exec(fold(packed))
  const name = match?.[1]
  if (match === null || name === undefined) return undefined
  const head = packed.slice(0, name.length)
  const heading = line.text.trim().startsWith('#')
  if (head !== head.toUpperCase() && !heading) return undefined
  return { at, name, rest: packed.slice(packed.length - (match[2] ?? '').length).trim() }
}

export const preamble =
  /^(?:thuc hien |can cu |nam \d{4} |phat huy |nham |de |tiep tuc thuc hien |trien khai thuc hien (?:ke hoach|cong van|chi thi|quyet dinh|huong dan|nghi quyet)|kinh gui|theo |xet )/
export const heading =
  /^(?:(?:phan\s+)?[a-hivx]{1,4}\s*[.):/-]\s*\S|(?:dieu|muc|chuong|phan)\s+[\divx]+|\d{1,2}(?:\.\d{1,2}){0,3}\s*[.)]?\s+\S)/
const title_chars_max = 250
const title_lines_max = 8

function titleRange(lines: readonly Line[], type: Parts['type']): [from: number, to: number] {
  if (type.at < 0) return [0, 0]
  let from = type.rest === '' ? type.at + 1 : type.at
  while (from < lines.length && (lines[from]?.bare === '' || /^[-_=*\s]+$/.test(lines[from]?.bare ?? ''))) from++
  let to = from
  for (; to < Math.min(lines.length, from + title_lines_max); to++) {
    const line = lines[to]
    if (line === undefined || line.bare === '' || /^[-_=*\s]+$/.test(line.bare)) break
    if (to > from && (preamble.test(line.plain) || headingIsReal(line) || line.bare.length > title_chars_max)) break
    if (to === from && to !== type.at && (line.bare.length > 2 * title_chars_max || headingIsReal(line))) break
  }
  return [from, to]
}

/** A lone "I." in the first letters; "Chào mừng" also starts with a folded letter and must not pass. */
export function headingIsReal(line: Line): boolean {
  if (!heading.test(line.plain)) return false
  const mark = /^[A-HIVX]{1,4}\s*[.):/-]|^\d|^(?:Điều|Mục|Chương|Phần|ĐIỀU|MỤC|CHƯƠNG|PHẦN)\s/u
  return mark.test(line.bare) && !/^\d{1,2}\s*\/\s*\d/.test(line.bare) && !/^\d{1,2}[.]?\s*$/.test(line.bare)
}

export function findParts(lines: readonly Line[]): Parts {
  const type = findType(lines)
  const [titleFrom, titleTo] = titleRange(lines, type)
  const tables = readTables(lines)
  const after = Math.max(titleTo, 0)
  const inTable = (i: number) => tables.some((t) => i >= t.from && i < t.to)
  const find = (is: (line: Line) => boolean) => lines.findIndex((line, i) => i >= after && !inTable(i) && is(line))
  const recipientsAt = find((line) => /^noi nhan\b/.test(line.plain))
  const appendixAt = find(isAppendixHeading)
  const ends = [recipientsAt, appendixAt, lines.length].filter((i) => i >= 0)
  return { lines, type, titleFrom, titleTo, bodyFrom: titleTo, bodyTo: Math.min(...ends), recipientsAt, appendixAt, tables }
}
