import { fold } from '../fold.ts'
import { isBareKind, startsUnitPhrase } from '../units.ts'
import type { Sentence } from './context.ts'
import { unitAt } from './who.ts'

/** To whom something goes, where its name stands, and by which way. */
export type Delivery = { readonly recipient: string | null; readonly channel: string | null; readonly paperAccepted: boolean | null }
export type Recipient = { readonly at: number; readonly from: number; readonly to?: number }

const toUnit = /\s(?:ve|cho|den|toi|(?<!phoi hop )(?<!doi )voi)\s+/g
const behindDate = /^[*_\s)]*(?:,?\s*(?:va\s+)?(?:gui|nop|bao cao)\s+(?:ve\s+|cho\s+|den\s+)?|ve\s+)/

/** The last "về X" before the date whose X is a unit, as a report can be "về" a matter too; or the unit the verb itself takes. */
export function recipientIn(
  s: Sentence,
  handing: number | undefined,
  from: number,
  when: { from: number; to: number },
): Recipient | undefined {
  const found = [...s.plain.slice(from, when.from).matchAll(toUnit)].filter((m) =>
    startsUnitPhrase(s.text.slice(from + m.index + m[0].length)),
  )
  const last = found.at(-1)
  if (last !== undefined) return { at: from + last.index, from: from + last.index + last[0].length }
  if (handing !== undefined) {
    const verb = /^(?:gui|nop|bao cao|trinh)/.exec(s.plain.slice(handing))?.[0].length ?? 0
    const unit = unitAt(s.text, handing + verb)
    if (unit !== undefined && unit.to <= when.from) return { at: handing + verb, ...unit }
  }
  const after = behindDate.exec(s.plain.slice(when.to))?.[0].length
  const unit = after === undefined ? undefined : unitAt(s.text, when.to + after - 1)
  return unit === undefined ? undefined : { at: when.from, ...unit }
}

export function emailIn(text: string): string | null {
  const email = /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/.exec(text)?.[0]
  return email === undefined ? null : `email:${email}`
}

export function delivery(s: Sentence, to: Recipient | undefined, when: { from: number; to: number }): Delivery {
  const after = s.text.slice(when.to)
  const paper = /^\s*(?:qua|tại)\s+((?:[\p{L}&-]+\s+){1,6}?)(?:\(?(?:địa chỉ|số)?:?\s*)(\d+\s+\p{Lu}[^(]*?)(?:\.\/\.|\.?\s*$|\()/u.exec(
    after,
  )
  const noPaper = /khong nhan (?:van ban|ban|ho so) giay|chi nhan (?:ban|van ban|ho so) (?:dien tu|mem)/.test(s.plain)
  const through = paper?.[1]?.trim() ?? throughUnit.exec(after)?.[1]?.trim()
  const name = to === undefined ? null : recipientName(s.text.slice(to.from, to.to ?? when.from))
  return {
    recipient: name === null ? null : withAside(through === undefined ? name : `${name} qua ${through}`, s, when.to),
    channel: emailIn(s.text) ?? (paper?.[2] !== undefined ? `paper:${paper[2].trim()}` : null),
    paperAccepted: noPaper ? false : paper !== null && paper !== undefined ? true : null,
  }
}

/** "… qua Văn phòng Sở" behind the date, but not "qua email", "qua Zalo". */
const electronic = '(?:địa chỉ|hòm thư|hộp thư|thư điện tử|email|e-mail|gmail|zalo|phần mềm|trục|hệ thống|đường|link|website)'
const throughUnit = new RegExp(String.raw`^\s*qua\s+(?!${electronic})([^,.(]+)`, 'iu')
/** "gửi bản mềm danh sách về hộp thư …": by which way is no part of what is sent. */
export const withoutWay = (action: string) =>
  action.replace(new RegExp(String.raw`\s+(?:về|tới|đến|vào|qua)\s+${electronic}(?=[\s:]).*$`, 'iu'), '')
const electronicTail = new RegExp(String.raw`,?\s*(?:qua\s+)?(?:${electronic})(?=[\s:]).*$`, 'iu')

/** "các phòng nghiệp vụ, phòng giao dịch": more of those whom "các" is said of. */
const furtherKind = /^\s(?:phòng|trường|đơn vị|cơ quan|khoa|trung tâm|tổ|chi nhánh|trạm|chi hội|chi bộ)\s[\p{L} &-]+$/u

/** "Ban Chính sách, Pháp luật", "Phòng Kinh tế, Hạ tầng và Đô thị": a field of work, and no one by name. */
const restOfName = /^\s\p{Lu}\p{Ll}+\s\p{Ll}+(?:\s[\p{L}&-]+)*$/u

/** "Phòng TCCB, TT và TĐKT" */
const isAcronymGoingOn = (bare: string, other: string) =>
  /\p{Lu}{3}$/u.test(bare) && /^\s\p{Lu}{2,}(?:\s(?:và\s)?\p{Lu}{2,})*$/u.test(other)

/** "UBND Quận (*qua phòng Nội vụ - cơ quan …*)" → "UBND Quận (qua phòng Nội vụ)": an explanation after a dash is no part of the name. */
function recipientName(text: string): string {
  const plain = text.replace(/[*_]/g, '').trim()
  const bracket = /^(.*?)\s*\(([^)]*)\)/u.exec(plain)
  const inside =
    bracket?.[2]
      ?.split(/\s+[-–]\s+(?=\p{Ll})/u)[0]
      ?.replace(electronicTail, '')
      .trim() ?? ''
  if (
    bracket !== null &&
    (/^(?:(?:qua|tại|đ\/c|đồng chí|ông|bà|thầy|cô)\s|(?:CN|CV|BS|ThS|TS)\.)/iu.test(inside) ||
      /^(?:Sở|Phòng|Trường|Ban|Văn phòng|Vụ|Cục)\s/u.test(inside))
  )
    return `${bracket[1]?.trim()} (${inside})`
  const [bare = '', ...others] = plain.replace(electronicTail, '').split(/\s*\(|[,:]/u)
  const more = isBareKind(bare.trim()) ? /^\s\p{Ll}[\p{L} ]+$/u : /^các\s/iu.test(bare) ? furtherKind : restOfName
  const further = others.filter(
    (other) => (more.test(other) && (more !== restOfName || !startsUnitPhrase(other))) || isAcronymGoingOn(bare, other),
  )
  return [bare, ...further]
    .join(',')
    .trim()
    .replace(/[,;]$|\s+vào$/u, '')
}

/** "(người nhận Đ/c A – chuyên viên Phòng X)" after the date names the person; the unit is not said twice. */
function withAside(name: string, s: Sentence, whenTo: number): string {
  const person = /^[\s*]*\([*\s]*(?:người nhận|đầu mối|liên hệ|gặp)\s*:?\s*([^)*]+)/iu.exec(s.text.slice(whenTo))?.[1]?.trim()
  if (person === undefined) return name
  const tail = fold(person).endsWith(fold(name)) ? person.slice(0, -name.length).trim() : person
  return `${name} (${tail})`
}
