import { fold } from './fold.ts'

/**
 * How a cell or heading names units. Only the splitting is here: which unit a phrase means is the directory's answer.
 * A comma divides two phrases only when a new unit word follows it; "MN, TH, THCS" and "số 9, 10, 11" are one phrase.
 */
const heads =
  'cac|moi (?:truong|don vi|khoa|phong|to|lop|chi doan)|lien chi (?:doan|hoi)|chi hoi|so(?! ket)|phong|don vi|truong|trung tam|hoi dong|ban|uy ban|ubnd|cong doan|van phong|cum|khoi|thanh vien|to(?! chuc| trinh)|co quan|doan|hieu truong|giam doc|thu truong|lanh dao|bo phan|nhom|mttq|mat tran|chuyen vien|can bo|tap chi|thu ky|thuong truc|pgd|sgd|hd|hdtdkt|ht|bch|ca nhan|giao vien|chi bo|dang uy|vu|cuc|bo|hoi|trg|bgh|nha truong|vien|chu tich|pho|truong phong|toan|tram|bi thu|ke toan|tong phu trach|thuong vu|btv|doan kiem tra|cdcs|cd|ldld|lien doan|tong lien doan|doan the|benh vien|khoa|(?:tinh|thanh|quan|huyen|xa) (?:doan|uy|hoi)|bao (?:va phat thanh|giao duc|nhan dan)|dai (?:phat thanh|truyen (?:hinh|thanh))|chanh (?:an|toa|van phong|thanh tra)|toa (?:an|chuyen trach)|tong (?:cong ty|cuc|giam doc)|cong ty|chi (?:nhanh|cuc|doan)|tap doan|doanh nghiep|xi nghiep|nha may|hoc vien|kho bac|bao hiem xa hoi|cong an|bhxh|vksnd|tand|bch|ban chi huy|nguoi (?:dai dien|dung dau|lao dong)|thanh tra (?:so|tinh|bo|huyen|nhan dan)|hdtv|hdqt|ub|d\\/c|trung uong|quan doc|phan xuong|thay (?:pho|hieu|truong)|co (?:pho hieu|hieu truong)|thue (?:tinh|thanh pho|co so)'
const head = new RegExp(`^(?:${heads})(?![a-z])`)

export function startsUnitPhrase(text: string): boolean {
  return head.test(fold(text).replace(/^[-+*•\s]+/, ''))
}

/** A dash after a full stop or at the start; the one inside "TĐ - KT" is none. */
const bullet = /(?:^|[.;,]\s*)[-+•]\s*(?=\p{L})/u
/** Where a dash opens the list, also one before the next body: "- Ban Giám đốc - Công đoàn". */
const listed =
  /\s[-+•]\s+(?=(?:Các|Ban|Phòng|Sở|Trường|Tổ(?! chức)|Hội|Công đoàn|Đoàn Thanh niên|Đoàn TN|UBND|Ủy ban|Văn phòng|Trung tâm|Khoa(?! học)|Khối|Cụm|Hiệu trưởng|Giám đốc|Thủ trưởng|Chi bộ|Liên đội)(?!\p{L}))/u
/** Words that open a phrase after a comma. "phường" or "ban" inside "các phòng, ban" do not. */
const afterComma =
  /^(?:cac|don vi|truong|hoi dong|ubnd|cong doan|van phong|cum|thanh vien|co quan|thu truong|tap chi|tt\s+gdtx|trung tam|mttq|hieu truong|giam doc|quan doc|chu tich|bi thu|tong phu trach|ke toan|thu ky|tram|to (?:chuyen mon|van phong|hanh chinh)|phong|so)(?![a-z])/
const capitalAfterComma =
  /^(?:Ban|Tổ|Khối|Đoàn|Hội|Bộ|Vụ|Lãnh|Chi bộ|Đội|Đảng|Chánh|BGH|HĐ|Trưởng (?:các|phòng|khoa|ban|trạm))|^Khoa\s\p{Lu}|^(?:tổ|khoa|ban|đoàn|hội|đội|phân xưởng)\s\p{Lu}/u

/** The phrases of an executing, coordinating or obligor text, verbatim, without their bullets and closing stops. */
export function splitUnits(text: string): string[] {
  const flat = text.replace(/\s*\n\s*/g, ' ').trim()
  if (flat === '' || /^[-–—.…\s]+$/.test(flat)) return []
  if (bullet.test(flat))
    return flat
      .split(new RegExp(bullet, 'gu'))
      .flatMap((phrase) => (/^[-+•]/.test(flat) ? phrase.split(listed) : [phrase]))
      .map(clean)
      .filter(Boolean)
  if (flat.includes(';'))
    return flat
      .split(/\s*;\s*/)
      .flatMap(splitCommas)
      .map(clean)
      .filter(Boolean)
  return splitCommas(flat).map(clean).filter(Boolean)
}

const clean = (phrase: string) =>
  phrase
    .trim()
    .replace(/[.;,]+$/, '')
    .trim()
    // How they shall do it, before the verb that follows.
    .replace(/\s(?:khẩn trương|nhanh chóng|kịp thời|nghiêm túc|tích cực)$/u, '')

function splitCommas(text: string): string[] {
  const phrases: string[] = []
  let from = 0
  for (const match of text.matchAll(/,\s*|\s+và\s+/gu)) {
    const rest = text.slice(match.index + match[0].length)
    if (depthAt(text, match.index) > 0 || !(afterComma.test(fold(rest)) || capitalAfterComma.test(rest))) continue
    if (isEnumeration(text.slice(from, match.index), rest)) continue
    // "Văn phòng HĐND và UBND phường" is one office.
    if (/Văn phòng (?:HĐND|Hội đồng nhân dân)$/u.test(text.slice(from, match.index)) && /^(?:UBND|Ủy ban)/u.test(rest)) continue
    phrases.push(text.slice(from, match.index))
    from = match.index + match[0].length
  }
  return [...phrases, text.slice(from)]
}

/** "Các phòng, ban", "Các khoa, phòng, trung tâm": what comes first is no phrase before it is said whose it is. */
const bareKinds =
  /^(?:(?:lãnh đạo|thủ trưởng|trưởng)\s+)?(?:các\s+)?(?:(?:phòng|sở|bộ môn|tổ chuyên môn|bộ|ban|ngành|bệnh viện|khoa|viện|vụ|cục|tổ|khối|cụm|trung tâm|cơ quan|đơn vị|trường|xã|phường|bản|thôn|buôn|ấp|khu phố|tổ dân phố|quận|huyện|thị xã|thành phố|chi bộ|đảng bộ|đoàn thể|tập thể|phân xưởng)(?:,\s*|\s+và\s+|$))+$/iu

/** "Các Cụm, Khối thi đua": kinds in capitals go on in capitals. */
const capitalKind = /^các\s+\p{Lu}\p{Ll}*$/iu

/** "các phòng", and what else it is said of: "các phòng, phân xưởng". */
export const isBareKind = (text: string) => /^các\s/iu.test(text) && bareKinds.test(text)

function isEnumeration(before: string, rest: string): boolean {
  const kinds = before.trim()
  return bareKinds.test(kinds) && (/^(?!các\s)\p{Ll}/u.test(rest) || (capitalKind.test(kinds) && /^\p{Lu}\p{Ll}*\s\p{Ll}/u.test(rest)))
}

function depthAt(text: string, at: number): number {
  let depth = 0
  for (let i = 0; i < at; i++) depth += text.charAt(i) === '(' ? 1 : text.charAt(i) === ')' ? -1 : 0
  return depth
}

/** "Cụm thi đua số 9, 10, 11" → one phrase per number. */
export function expandNumbers(phrase: string): string[] {
  const match = /^(.*?số\s*)(\d+)((?:\s*,\s*\d+)+(?:\s*và\s*\d+)?|\s*và\s*\d+)$/iu.exec(phrase)
  if (match === null) return [phrase]
  const numbers = `${match[2]}${match[3]}`.match(/\d+/g) ?? []
  return numbers.map((n) => `${(match[1] ?? '').replace(/^các\s+/iu, '')}${n}`)
}

/** Levels of the sector, from the ministry down; `school` is anything that teaches. */
export type Level = 'ministry' | 'department' | 'district' | 'school' | 'local'

const levels: readonly (readonly [RegExp, Level])[] = [
  [/^truong (?!phong)|^nha truong|^cac truong|mam non|tieu hoc|thcs|thpt|gdtx|^tt gd|trung tam giao duc/, 'school'],
  [/^(?:cac )?(?:phong (?:gd|giao duc)|pgd)/, 'district'],
  [/^(?:so (?:gd|giao duc)|sgd)/, 'department'],
  [/^(?:bo (?:gd|giao duc)|bgd)/, 'ministry'],
  [/^(?:ubnd|uy ban)/, 'local'],
]

export function levelOf(unit: string): Level | undefined {
  const plain = fold(unit)
  return levels.find(([form]) => form.test(plain))?.[1]
}
