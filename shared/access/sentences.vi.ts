/**
 * One sentence for every refusal: what is the matter and what to do. `{fact}` is put in from the refusal, instants as Hà Nội time; what
 * stands in `[…]` is left out where its fact is missing. `{…:end}` is the end of a time, `{…:size}` a number of bytes.
 */
import type { Refusal } from '../log/refusal.ts'
import { cutOffText, instantText, numberText, sizeText } from '../time/vietnamese.ts'

export type Sentences = Readonly<Record<string, string>>

/** Those that every function may say. What only some say stands beside their rules; `every-sentence.vi.ts` has them all. */
export const refusalSentences: Sentences = {
  // Who asks, and whether it exists for them.
  'not-signed-in': 'Phiên đăng nhập đã hết. Xin đăng nhập lại bằng thư điện tử công vụ rồi làm tiếp.',
  'not-in-directory': 'Tài khoản này chưa được giao vai trò ở đơn vị nào. Xin liên hệ cán bộ thi đua của Sở để được thêm vào danh bạ.',
  'role-not-held': 'Ông/Bà không giữ vai trò vừa chọn. Xin chọn lại vai trò ở góc trên của trang.',
  'not-found': 'Không tìm thấy nội dung này. Xin kiểm tra lại đường dẫn, hoặc mở lại từ trang đầu.',

  // How it was asked.
  'malformed-json': 'Nội dung gửi lên bị hỏng trên đường truyền. Xin tải lại trang rồi làm lại.',
  'too-large': 'Nội dung gửi lên quá lớn[ (tối đa {max:size})]. Xin rút gọn, hoặc chia thành nhiều lần.',
  'unknown-field': 'Trang đang mở là bản cũ, không còn khớp với hệ thống. Xin tải lại trang rồi làm lại.',
  invalid: 'Thông tin chưa đúng[ ở mục {field}]. Xin xem lại và sửa trước khi gửi.',
  'key-missing': 'Yêu cầu thiếu mã chống gửi trùng. Xin tải lại trang rồi làm lại.',
  'key-reused': 'Yêu cầu này đã được gửi trước đó với nội dung khác. Xin tải lại trang để xem nội dung hiện nay rồi làm lại.',
  stale: 'Có người vừa sửa nội dung này sau khi Ông/Bà mở. Xin tải lại để xem bản mới, rồi sửa tiếp trên bản đó.',
  'reason-missing': 'Xin ghi lý do trước khi gửi.',

  fault: 'Hệ thống gặp lỗi, nội dung chưa được lưu. Xin thử lại sau ít phút; nếu vẫn không được, xin báo cán bộ phụ trách.',
}

/** What a code without a sentence says: still something to do. */
export const FALLBACK_SENTENCE = 'Chưa làm được việc này. Xin tải lại trang rồi thử lại; nếu vẫn không được, xin báo cán bộ phụ trách.'

/** What readers call the fields that a form shows. */
const fieldNames: Readonly<Record<string, string>> = {
  award: 'danh hiệu hoặc hình thức khen thưởng',
  bytes: 'dung lượng tệp',
  component: 'thành phần hồ sơ',
  date: 'ngày',
  email: 'thư điện tử',
  emails: 'địa chỉ nhận thông báo',
  fileName: 'tên tệp',
  from: 'từ ngày',
  kind: 'cá nhân hay tập thể',
  name: 'họ tên hoặc tên tập thể',
  nominees: 'đối tượng',
  note: 'nội dung',
  position: 'chức vụ',
  reason: 'lý do',
  text: 'văn bản',
  to: 'đến ngày',
  until: 'hạn mới',
}

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?Z$/

export function sentenceOf(refusal: Refusal, own: Sentences = {}): string {
  const sentence = own[refusal.code] ?? refusalSentences[refusal.code] ?? FALLBACK_SENTENCE
  return sentence
    .replace(/\[([^\]]*)\]/g, (_clause, inner: string) => (placeholdersOf(inner).every((name) => isKnown(name, refusal)) ? inner : ''))
    .replace(/\{(\w+)(?::(\w+))?\}/g, (_placeholder, name: string, form?: string) => factText(name, form, refusal) ?? '')
}

function placeholdersOf(clause: string): string[] {
  return [...clause.matchAll(/\{(\w+)/g)].map((match) => match[1] ?? '')
}

function isKnown(name: string, refusal: Refusal): boolean {
  return (factText(name, undefined, refusal) ?? '') !== ''
}

function factText(name: string, form: string | undefined, refusal: Refusal): string | undefined {
  if (name === 'field') return fieldText(refusal.field)
  const value = refusal.facts?.[name]
  if (typeof value === 'number') return form === 'size' ? sizeText(value) : numberText(value)
  // Other sentences are put in without their full stop.
  return value !== undefined && INSTANT.test(value)
    ? form === 'end'
      ? cutOffText(value)
      : instantText(value)
    : value?.replace(/\.\s*$/, '')
}

/** `nominees.2.award` is `danh hiệu hoặc hình thức khen thưởng (dòng 3)`. A field no form shows is not named. */
function fieldText(path: string | undefined): string | undefined {
  const parts = path?.split('.') ?? []
  const name = parts.map((part) => fieldNames[part]).findLast((known) => known !== undefined)
  const line = parts.find((part) => /^\d{1,4}$/.test(part))
  return name === undefined || line === undefined ? name : `${name} (dòng ${Number(line) + 1})`
}
