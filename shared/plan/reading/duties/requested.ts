import { dateless } from '../deadline/due.ts'
import { readDeadline } from '../deadline/index.ts'
import { day } from '../deadline/written.ts'
import { fold } from '../fold.ts'
import { expandNumbers, splitUnits, startsUnitPhrase } from '../units.ts'
import { everyone, type Sentence, type Whole } from './context.ts'
import type { Found } from './index.ts'

/** "… đề nghị A, B gửi C về D qua E trước ngày F": who, what, to whom, by which channel, by when. */
const asks =
  /\b(?:de nghi|yeu cau|giao(?: cho)?(?= (?:cac|phong (?!trao)|van phong|truong|don vi|hoi dong|cum|to|bo phan|cong doan))|phan cong|don doc)\s+/
const verbs = /\b(?:gui|nop|bao cao|dang ky|hoan thanh|hoan thien|lap danh sach|tong hop|cap nhat|nhap|to chuc|trinh|phan hoi)\b/g
const lead = String.raw`(?:(?:cham nhat|muon nhat|han cuoi|xong)\s+(?:la\s+|vao\s+)?(?:truoc\s+)?|truoc\s+|den het\s+|(?=tu\s+ngay\s*\d))`
const deadline = new RegExp(String.raw`\b${lead}(?:(?:tu\s+)${day}\s*(?:den|-)\s*(?:het\s+)?)?${day}`)
const commemorated = /\b(?:ky niem|chao mung|thanh lap)\b[^,;.]*$/

export function readRequested(s: Sentence, whole: Whole): Found | undefined {
  const when = deadline.exec(s.plain)
  if (when === null || commemorated.test(s.plain.slice(0, when.index))) return readPerAppendix(s)
  const before = s.plain.slice(0, when.index)
  const verb = mainVerb(before, s)
  if (verb === undefined) return undefined
  const end =
    when.index +
    when[0].length +
    (/^[*_\s]*(?=\s|[*_])/.exec(s.text.slice(when.index + when[0].length))?.[0].replace(/\s/g, '').length ?? 0)
  const deadlineText = s.text.slice(when.index, end).trim()
  const due = readDeadline(deadlineText, whole.hint)
  if (due.kind === 'unread') return undefined
  const to = recipientAt(s, verb.at, when.index)
  const objectEnd = to?.at ?? when.index
  const { recipient, channel, paperAccepted } = delivery(s, to, when.index, end)
  return {
    text: [0, s.text.length],
    deadline: [when.index, end],
    duty: {
      obligors: verb.obligors.length > 0 ? verb.obligors : s.units.length > 0 ? [...s.units] : [everyone(whole)],
      action: strip(s.text.slice(verb.at, objectEnd)),
      recipient,
      channel,
      paperAccepted,
      deadlineText,
      due,
    },
    sure: verb.obligors.length > 0 ? 0.95 : 0.8,
  }
}

const strip = (text: string) =>
  text
    .replace(/[*_]/g, '')
    .trim()
    .replace(/[,;:(]+$/, '')
    .trim()

type Verb = { readonly at: number; readonly obligors: string[] }

/** The last verb that has an object is what must be handed in; the first after the request ends the list of who. */
function mainVerb(before: string, s: Sentence): Verb | undefined {
  const asked = asks.exec(before)
  const start = asked === null ? 0 : asked.index + asked[0].length
  const found = [...before.slice(start).matchAll(verbs)].map((m) => start + m.index)
  const handing = [...before.slice(start).matchAll(/\b(?:gui|nop|bao cao)\b/g)].map((m) => start + m.index).at(-1)
  const first = [...found, before.slice(start).search(/\b(?:trien khai|phoi hop|xay dung|thuc hien|can cu)\b/) + start]
    .filter((i) => i >= start && i > 0)
    .sort((a, b) => a - b)[0]
  const at = handing ?? found.at(-1)
  if (at === undefined) return undefined
  const who = s.text.slice(start, Math.min(first ?? at, at)).replace(/[,:\s]+$/, '')
  const names = asked !== null || startsUnitPhrase(who)
  return { at, obligors: names && who !== '' && who.length < 200 ? splitUnits(who).flatMap(expandNumbers) : [] }
}

/** The last "về X" before the date whose X is a unit; a report can be "về" a matter too. */
function recipientAt(s: Sentence, from: number, to: number): { at: number; from: number } | undefined {
  const found = [...s.plain.slice(from, to).matchAll(/\s(?:ve|cho|den)\s+/g)].filter((m) =>
    startsUnitPhrase(s.text.slice(from + m.index + m[0].length)),
  )
  const last = found.at(-1)
  return last === undefined ? undefined : { at: from + last.index, from: from + last.index + last[0].length }
}

type Delivery = { readonly recipient: string | null; readonly channel: string | null; readonly paperAccepted: boolean | null }

function delivery(s: Sentence, to: { from: number } | undefined, whenFrom: number, whenTo: number): Delivery {
  const email = /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/.exec(s.text)?.[0]
  const after = s.text.slice(whenTo)
  const paper = /^\s*(?:qua|tại)\s+((?:[\p{L}&-]+\s+){1,6}?)(?:\(?(?:địa chỉ|số)?:?\s*)(\d+\s+\p{Lu}[^(]*?)(?:\.\/\.|\.?\s*$|\()/u.exec(
    after,
  )
  const noPaper = /khong nhan (?:van ban|ban|ho so) giay|chi nhan (?:ban|van ban|ho so) (?:dien tu|mem)/.test(s.plain)
  const through = paper?.[1]?.trim() ?? /^\s*qua\s+([^,.(]+)/u.exec(after)?.[1]?.trim()
  const name = to === undefined ? null : recipientName(s.text.slice(to.from, whenFrom))
  return {
    recipient: name === null ? null : withAside(through === undefined ? name : `${name} qua ${through}`, s, whenTo),
    channel: email !== undefined ? `email:${email}` : paper?.[2] !== undefined ? `paper:${paper[2].trim()}` : null,
    paperAccepted: noPaper ? false : paper !== null && paper !== undefined ? true : null,
  }
}

/** "UBND Quận (*qua phòng Nội vụ - …*)" → "UBND Quận (qua phòng Nội vụ)": the explanation after the dash is no part of the name. */
function recipientName(text: string): string {
  const plain = text.replace(/[*_]/g, '')
  const bracket = /^(.*?)\s*\(([^)]*)\)/.exec(plain)
  if (bracket !== null && /^(?:qua|tại)\s/.test(bracket[2] ?? ''))
    return `${bracket[1]?.trim()} (${(bracket[2] ?? '').split(/\s+[-–]\s+/)[0]?.trim()})`
  return (
    plain
      .split(
        /,\s*(?=địa chỉ|email|hòm thư|e-mail|qua email)|\s+qua\s+(?:email|e-mail|thư điện tử|hòm thư|hộp thư|địa chỉ|Zalo).*|\s*\(|,/u,
      )[0]
      ?.trim()
      .replace(/[,;]$/, '') ?? ''
  )
}

/** "(người nhận Đ/c A – chuyên viên Phòng X)" after the date names the person; the unit is not said twice. */
function withAside(name: string, s: Sentence, whenTo: number): string {
  const person = /^[\s*]*\([*\s]*(?:người nhận|đầu mối|liên hệ|gặp)\s*:?\s*([^)*]+)/iu.exec(s.text.slice(whenTo))?.[1]?.trim()
  if (person === undefined) return name
  const tail = fold(person).endsWith(fold(name)) ? person.slice(0, -name.length).trim() : person
  return `${name} (${tail})`
}

const byProgress = /\btheo (?:dung )?(?:yeu cau, )?tien do (?:de ra|trong phu luc|tai phu luc|cua (?:ke hoach|phu luc)|kem theo)/

/** "… yêu cầu A phối hợp với B tổ chức triển khai … theo tiến độ đề ra": the dates are the appendix's. */
function readPerAppendix(s: Sentence): Found | undefined {
  const when = byProgress.exec(s.plain)
  const asked = asks.exec(s.plain)
  if (when === null || asked === null || asked.index > when.index) return undefined
  const start = asked.index + asked[0].length
  const middle = s.plain.slice(start, when.index)
  const verb = /\b(?:to chuc|trien khai|thuc hien)\b/.exec(middle)
  if (verb === null) return undefined
  const subjects = s.text.slice(start, start + verb.index)
  const [who, withWhom] = subjects.split(/\s+phối hợp(?:\s+với)?\s+/u)
  const action = /^(?:to chuc |trien khai |thuc hien )+/.exec(`${middle.slice(verb.index)} `)?.[0].trim().length ?? verb[0].length
  return {
    text: [0, s.text.length],
    deadline: [when.index, when.index + when[0].length],
    duty: {
      obligors: splitUnits(who ?? ''),
      ...(withWhom === undefined ? {} : { coordinating: splitUnits(withWhom) }),
      action: s.text.slice(start + verb.index, start + verb.index + action),
      recipient: null,
      channel: null,
      deadlineText: s.text.slice(when.index, when.index + when[0].length),
      due: dateless('per-appendix'),
    },
    sure: 0.9,
  }
}
