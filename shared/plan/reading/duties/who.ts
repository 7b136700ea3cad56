import { fold } from '../fold.ts'
import { expandNumbers, splitUnits, startsUnitPhrase } from '../units.ts'

/** "đề nghị", "yêu cầu", "giao", "phân công": who is asked stands behind it. */
const asks =
  /\b(?:de nghi|yeu cau|giao(?: cho)?(?= (?:cac|phong (?!trao)|van phong|truong|don vi|hoi dong|cum|to|bo phan|cong doan|so|ban))|phan cong|don doc)\s+/
/** Verbs an obligor's name ends before. "tổ chức" and the like begin a name when written with a capital. */
const firstVerbs =
  /\b(?:can cu|theo|gui|nop|bao cao|dang ky|hoan thanh|hoan thien|lap|tong hop|cap nhat|nhap|to chuc|trinh|phan hoi|trien khai|phoi hop|xay dung|thuc hien|phat dong|chu tri|chu dong|theo doi|kiem tra|cu(?= (?:\d|mot|can bo|nguoi|dau moi|dai dien))|hop|tham muu|binh xet|so ket|tong ket|ra soat|cu the hoa|chi dao|quan triet|ban hanh|danh gia|tham dinh|tiep nhan|cham|bo sung|chuan bi|giup|lam dau moi|lua chon|gioi thieu|tuyen truyen|pho bien|bo tri|huong dan|cong bo|dang tai|khao sat|thong bao|tiep tuc|kien toan|thanh lap|co trach nhiem|phai|can(?! bo\b)|la(?= (?:co quan|dau moi|don vi|bo phan))|chiu trach nhiem|niem yet|cong khai|luu(?= (?:ho so|tru))|ky(?= (?:ket|giao uoc))|bieu duong|tham gia|bao dam|dam bao|ho tro|phat hanh|nghiem thu|lay y kien|ra quyet dinh|thu(?= (?:ban|ho so|phieu))|nhan xet|du tru|thu thap|hoan tat|tien hanh|binh bau|chon(?= \d)|co(?= (?:it nhat|y kien))|mo(?= (?:chuyen|cong|lop|dot))|chuyen(?= (?:bai|ho so|danh sach|ket qua))|cung cap|van dong|don doc|(?:dang|viet)(?= (?:tin|bai)\b))\b/g
const CLUE_CHARS_MAX = 200

export type Subject = {
  /** The units named, empty when none is. */
  readonly units: readonly string[]
  /** Where what they do begins. */
  readonly verbFrom: number
}

/** Who a sentence asks something of: named at its start, or behind "yêu cầu". */
export function subjectOf(text: string, plain: string, before: number): Subject {
  const asked = asks.exec(plain.slice(0, before))
  const named = asked === null ? null : subjectFrom(text, plain, asked.index + asked[0].length, reachOf(asked, plain, before))
  if (named !== null && named.units.length > 0) return named
  const first = subjectFrom(text, plain, 0, before)
  return first.units.length > 0 ? first : (behindAside(text, plain, before) ?? first)
}

/** Who is named behind the first comma that someone follows: the aside may have commas of its own. */
function behindAside(text: string, plain: string, before: number): Subject | undefined {
  const about = aside.exec(plain.slice(0, before))
  if (about === null) return undefined
  for (const comma of plain.slice(0, before).matchAll(/,\s+/g)) {
    const at = comma.index + comma[0].length
    const named = isInBrackets(text, comma.index) ? undefined : subjectFrom(text, plain, at, before)
    if (named !== undefined && named.units.length > 0) return named
  }
  return undefined
}

/** Who only drives others on ("đôn đốc các đơn vị; báo cáo …") goes on behind the semicolon. */
function reachOf(asked: RegExpExecArray, plain: string, before: number): number {
  const close = asked[0].startsWith('don doc') ? plain.indexOf(';', asked.index) : -1
  return close < 0 ? before : Math.min(close, before)
}

/** "Đối với khen thưởng đột xuất, …": of what it speaks, before who does it. */
const aside = /^(?:doi voi|rieng|ve|khi|truong hop|tren co so) [^,;:.]{3,120},\s/

function subjectFrom(text: string, plain: string, from: number, before: number): Subject {
  const label = /^[^:.;]{3,160}:\s+/u.exec(text.slice(from, before))?.[0]
  const names = label?.replace(/:\s+$/, '')
  if (label !== undefined && names !== undefined && namesOnlyUnits(names))
    return { units: splitUnits(names.replace(/[*_]/g, '')).flatMap(expandNumbers), verbFrom: from + label.length }
  const verb = verbsIn(text, plain, from, before)[0]
  if (verb === undefined) return { units: [], verbFrom: from }
  const who = text
    .slice(from, verb)
    .replace(/[*_]/g, '')
    .replace(/[,:\s]+$/, '')
    .replace(/\s+(?:phải|cần|sẽ|thì|có trách nhiệm|chịu trách nhiệm)$/u, '')
  const isNamed = who !== '' && who.length < CLUE_CHARS_MAX && startsUnitPhrase(who)
  return { units: isNamed ? splitUnits(who).flatMap(expandNumbers) : [], verbFrom: verb }
}

/** "Các sở, ban, ngành; UBND các xã": units before a semicolon, and nothing yet of what they do. */
export function namesOnlyUnits(text: string): boolean {
  const bare = text.replace(/^[\s\d.)*-]+/, '').replace(/[;\s]+$/, '')
  return (
    bare !== '' &&
    bare.length < CLUE_CHARS_MAX &&
    !/[.:]/.test(bare) &&
    startsUnitPhrase(bare) &&
    verbsIn(bare, fold(bare), 0, bare.length).length === 0
  )
}

/** Where verbs stand, in running text: not the capitals of "Phòng Tổ chức", nor a document's "theo Kế hoạch". */
export function verbsIn(text: string, plain: string, from: number, to: number): number[] {
  return [...plain.slice(from, to).matchAll(firstVerbs)]
    .map((m) => from + m.index)
    .filter((at) => at === from || text.charAt(at) === text.charAt(at).toLowerCase())
    .filter((at) => !isInBrackets(text, at) && !isPartOfName(plain.slice(from, at), plain.slice(at)))
}

/** "Đoàn kiểm tra", "tổ thẩm định", "các đơn vị được kiểm tra", "tiến độ nộp hồ sơ". */
const isPartOfName = (before: string, verb: string) =>
  /(?:^|\s)(?:duoc|da|(?<!\bto )cong tac|viec|tien do|tinh hinh)\s$/.test(before) ||
  (/(?:^|\s)(?:chuong|quy|lo|giao|qua|to)\s$/.test(before) && /^trinh\b/.test(verb)) ||
  (/(?:^|\s)(?:cong|ngoai cong|doc)\s$/.test(before) && /^lap\b/.test(verb)) ||
  (/(?:^|\s)ket qua\s$/.test(before) && !/^(?:gui|nop)\b/.test(verb)) ||
  (/(?:^|\s)(?:ban|phieu|don)\s$/.test(before) && /^dang ky\b/.test(verb)) ||
  (bodyAlone.test(before) && bodysWork.test(verb))
const bodyAlone = /^(?:cac\s+)?(?:doan|to|ban|hoi dong|bo phan|nhom|tieu ban)\s$/
const bodysWork = /^(?:kiem tra|tham dinh|theo doi|cham|chi dao|to chuc|danh gia|ra soat|binh xet|tiep nhan|xay dung)\b/

export function isInBrackets(text: string, at: number): boolean {
  const open = text.lastIndexOf('(', at)
  return open >= 0 && text.indexOf(')', open) > at
}

/** Words of names that are written small: "Giám đốc Sở", "bộ phận văn phòng", "các tổ". */
const small = new Set(
  'các và cán cuộc thường trực bộ phận viện bệnh khoa công ty tổng cục vụ chi nhánh doanh nghiệp học liên đoàn trạm y tế ương chức chính sự vụ nghiệp toán hoạch văn phòng phòng ban tổ khối cụm trưởng phó giám đốc hiệu ủy uỷ đơn vị cơ quan nhà trường trường sở huyện xã tỉnh quận phường thành phố thị trung tâm hội đồng công đoàn thi đua khen thưởng nội vụ giáo dục đào tạo ngành cấp trên đồng chí ban giám chủ tịch công an kho bạc bảo hiểm tòa án tối kiểm sát nhân dân bí thư chi bộ đảng chuyên viên kế toán chuyên môn của'.split(
    ' ',
  ),
)

/** Fields of work in names of bodies: their second word is written small, and is one of a name behind the first alone. */
const compounds = new Set(
  'lao động,thương binh,tối cao,cấp cao,văn hóa,công nghệ,tư pháp,xây dựng,mặt trận,tổ quốc,hạ tầng,đô thị,thể thao,du lịch,dân tộc,tôn giáo,phụ nữ,liên hiệp,thanh niên,cộng sản,cựu chiến,chiến binh,thông tin,truyền thông,kỹ thuật,quân sự,biên phòng,chính sách,pháp luật,tuyên giáo,vật tư,đối ngoại'.split(
    ',',
  ),
)

/** The unit a verb takes as its object without a preposition: "nộp Phòng GD&ĐT", "báo cáo Giám đốc Sở tiến độ". */
export function unitAt(text: string, from: number): { readonly from: number; readonly to: number } | undefined {
  const lead = /^\s+(?:lên\s+)?/u.exec(text.slice(from))?.[0].length ?? 0
  const start = from + lead
  if (lead === 0 || !startsUnitPhrase(text.slice(start)) || notRecipients.test(fold(text.slice(start)))) return undefined
  let [to, above] = [start, '']
  for (const { 0: own, index } of text.slice(start).matchAll(/[^\s,.;()]+(?:\s+[-–](?=\s+\p{Lu}))?/gu)) {
    if (index > 0 && /[,.;()]/.test(text.slice(to, start + index)) && !goesOnBehindComma(text.slice(to))) break
    const word = own.toLowerCase().replace(/\s+[-–]$/, '')
    // "trình Chủ tịch UBND tỉnh khen thưởng"
    if (word === 'khen' && !above.startsWith('đua')) break
    if (!/^[\p{Lu}\d]/u.test(own) && !small.has(word) && !compounds.has(`${above} ${word}`)) break
    above = word
    to = start + index + own.length
  }
  const through = /^\s*\((?:qua|vụ|phòng|ban|văn phòng) [^()]*\)/iu.exec(text.slice(to))?.[0].length ?? 0
  return to === start ? undefined : { from: start, to: to + through }
}

/** "Ban Chính sách, Pháp luật": another field of work. */
function goesOnBehindComma(text: string): boolean {
  const field = /^, (\p{Lu}\p{Ll}+ \p{Ll}+)/u.exec(text)?.[1]
  return field !== undefined && compounds.has(field.toLowerCase())
}

/** What is handed in can begin with the same words as a unit. */
const notRecipients =
  /^(?:bo (?:ho so|tieu chi|tai lieu)|ban (?:dang ky|bao cao|tu|cam|ke|sao|tong|danh)|to trinh|so lieu|so luong|cac (?:bao cao|ho so|bien ban|mau|noi dung|san pham|bai|danh sach|tai lieu|minh chung)|hoi dong(?= thi)|phong trao|so ket|doan)/
