import { startsUnitPhrase } from '../units.ts'
import type { Sentence } from './context.ts'
import { type Recipient, recipientIn, withoutWay } from './delivery.ts'
import type { When } from './when.ts'
import { unitAt, verbsIn } from './who.ts'

/** "…, đồng thời gửi bản mềm tới hộp thư": by what other way, and not what is owed. */
const softCopy = /^(?:gui|nop)\s+(?:kem\s+)?(?:ban (?:mem|dien tu|scan)|file|tap tin)\b/
export const handingVerb = /^(?:gui|nop|bao cao|trinh)\b/
const closingVerb = /^(?:hoan thanh|hoan tat|xong)\b/
/** Without anyone named only what is handed in or finished is a duty; the rest may describe. */
const owedByAll = /^(?:gui|nop|bao cao|dang ky|hoan thanh|hoan thien|lap danh sach|tong hop|cap nhat|nhap|to chuc|trinh|phan hoi)\b/

type Work = { readonly action: string; readonly to: Recipient | undefined }

/**
 * What is owed: what is handed in, with its object; where the object stands before ("xây dựng kế hoạch, gửi về …"), all from the
 * first verb on.
 */
export function workOf(s: Sentence, verbFrom: number, when: When, isNamed: boolean): Work | undefined {
  const all = verbsIn(s.text, s.plain, verbFrom, when.from).filter(
    (at) => !/^(?:can cu|theo|phai|can|co trach nhiem)\b/.test(s.plain.slice(at)),
  )
  const verbs = isNamed ? withoutCompany(all, s.plain) : all.filter((at) => owedByAll.test(s.plain.slice(at)))
  const first = verbs[0] ?? (s.units.length > 0 ? firstWordOf(s, when) : undefined)
  if (first === undefined) return undefined
  const handing = verbs.filter((at) => handingVerb.test(s.plain.slice(at)) && !isObject(s, at))
  const main = handing.findLast((at) => !softCopy.test(s.plain.slice(at))) ?? handing.at(-1)
  const to = recipientIn(s, main, main ?? first, when)
  const end = to === undefined ? when.from : Math.min(to.at, when.from)
  const behind = main !== undefined && to?.to !== undefined && to.to < when.from ? tidy(s.text.slice(to.to, when.from)) : ''
  if (main !== undefined && behind !== '') return { action: `${tidy(s.text.slice(main, end))} ${behind}`, to }
  const at = main !== undefined && hasObject(s, main, end) ? main : first
  const said = s.text.slice(verbFrom, at).replace(/^.*:/u, '').trim()
  const action = withObject(withoutWay(tidy(s.text.slice(at, end))), isThing(said) ? said : s.previous)
  return { action: main === undefined ? withoutClosing(action) : action, to }
}

/** "Báo cáo sơ kết gửi về trước ngày …": what is handed in can stand before the verb. */
const isThing = (text: string) => /^(?:báo cáo|hồ sơ|danh sách|biên bản|bản|bảng|kế hoạch|phiếu|tài liệu|sáng kiến)\s[^,;.]+$/iu.test(text)

const OBJECT_CHARS_MAX = 150

/** "Báo cáo tổng kết năm học. Nộp Phòng trước ngày …": what is handed in is named in the sentence before. */
function withObject(action: string, before: string): string {
  const object = before.replace(/[.;:\s]+$/, '')
  const isAlone = /^(?:gửi|nộp|trình)$/iu.test(action) && object !== '' && object.length <= OBJECT_CHARS_MAX
  return isAlone ? `${action} ${object.charAt(0).toLowerCase()}${object.slice(1)}` : action
}

/** Below a unit's heading a sentence begins with what the unit does: "Niêm yết công khai …", "Ươm cây …". */
function firstWordOf({ text, plain }: Sentence, when: When): number | undefined {
  const opens = when.from > 0 && /^\p{L}/u.test(text) && !/^[^,.;]*:/.test(plain.slice(0, when.from)) && !startsUnitPhrase(text)
  return opens ? 0 : undefined
}

/** "phối hợp với Khối trưởng xây dựng tiêu chí": with whom is not what. */
function withoutCompany(verbs: readonly number[], plain: string): readonly number[] {
  const others = verbs.filter((at) => !/^(?:phoi hop|chu tri)\b/.test(plain.slice(at)))
  return others.length > 0 ? others : verbs
}

const handedBefore = /\b(?:(?:gui|nop|lam|viet|lap|hoan thien|cac|ban|tong hop|chuan bi)|(?:gui|nop) (?:(?! ve )[^,;])* va)\s$/

/** "gửi báo cáo", "nộp biên bản và báo cáo": the report is what is handed in. */
const isObject = ({ text, plain }: Sentence, at: number) =>
  handedBefore.test(plain.slice(Math.max(0, at - OBJECT_CHARS_MAX), at)) &&
  plain.startsWith('bao cao', at) &&
  unitAt(text, at + 'bao cao'.length) === undefined

/** "thẩm định thành tích, gửi kết quả": which result stands before. */
const hasObject = (s: Sentence, at: number, end: number) => {
  const said = tidy(s.plain.slice(at, end))
  return !/^(?:gui|nop) ket qua$/.test(said) && said.replace(handingVerb, '').trim() !== ''
}

function withoutClosing(action: string): string {
  const cut = action.lastIndexOf(',')
  return cut > 0 && closingVerb.test(plainTail(action.slice(cut + 1))) ? action.slice(0, cut) : action
}

const plainTail = (text: string) => text.trim().normalize('NFD').replace(/\p{M}/gu, '').replaceAll('đ', 'd')

const tidy = (text: string) =>
  text
    .replace(/[*_]/g, '')
    .trim()
    .replace(/[,;:(]+$/, '')
    .replace(/\s+(?:và|về|vào|xong)$/u, '')
    .trim()
