/**
 * One sentence for every refusal: what is the matter and what to do. `{fact}` is put in from the refusal, instants as Hà Nội time; what
 * stands in `[…]` is left out where its fact is missing. `{…:end}` is the end of a time, `{…:size}` a number of bytes.
 */
import type { Refusal } from '../log/refusal.ts'
import { cutOffText, instantText, numberText, sizeText } from '../time/vietnamese.ts'

export type Sentences = Readonly<Record<string, string>>

/** Those that most functions may say. What only one function says stands beside its rules; `every-sentence.vi.ts` has them all. */
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

  // Plans.
  'already-exists': 'Kế hoạch này đã có trong hệ thống. Xin mở bản đã có để làm tiếp.',
  'fix-not-there': 'Đề nghị này không còn áp dụng được. Xin xem lại và sửa trực tiếp.',
  'document-awaited': 'Tệp đã sửa đang được đọc. Xin chờ đọc xong, xem lại rồi ban hành.',
  'draft-copied': 'Bản này lập từ kế hoạch đã ban hành, không có tệp để đọc lại. Xin sửa từng điểm.',
  'not-a-plan': 'Văn bản này không đọc được thành kế hoạch[: {reason}]. Xin chọn đúng tệp kế hoạch đã ban hành.',
  'document-type': 'Loại tệp này không đọc được thành kế hoạch. Xin chọn tệp DOCX, DOC, PDF, TXT, MD hoặc ảnh quét rồi gửi lại.',
  'plan-date-missing': 'Không tìm thấy ngày ban hành trong văn bản. Xin bổ sung dòng địa danh và ngày tháng rồi đọc lại.',
  'plan-issued': 'Kế hoạch đã ban hành nên không sửa trực tiếp được. Muốn thay đổi, xin mở trang Điều chỉnh của kế hoạch.',
  'plan-not-issued': 'Kế hoạch chưa ban hành. Xin ban hành kế hoạch trước.',
  'findings-open': 'Còn[ {count}] điểm cần xem lại. Xin chấp nhận hoặc bỏ qua từng điểm, kèm lý do, rồi ban hành.',
  'no-tasks': 'Kế hoạch chưa có nhiệm vụ nào. Xin kiểm tra phụ lục của văn bản rồi đọc lại.',
  'no-recipients': 'Kế hoạch chưa có Nơi nhận. Xin kiểm tra phần Nơi nhận của văn bản rồi đọc lại.',

  // Amendments.
  'draft-amends': 'Bản này để điều chỉnh một kế hoạch đã ban hành. Xin xác nhận ở trang Điều chỉnh của kế hoạch đó.',
  'draft-ended': 'Bản điều chỉnh này đã kết thúc nên không sửa được nữa. Xin mở trang Điều chỉnh để lập bản mới.',
  'not-an-amendment': 'Bản này không phải bản điều chỉnh. Xin mở trang Điều chỉnh của kế hoạch đã ban hành.',
  'task-exists': 'Số thứ tự này đã có trong bản điều chỉnh. Xin chọn số khác.',
  'task-matched-already': 'Nhiệm vụ[ {key}] đã được ghép với một dòng khác của văn bản. Xin bỏ ghép dòng kia trước.',
  'matches-open': 'Còn[ {count}] dòng chưa rõ là nhiệm vụ nào. Xin chọn cho từng dòng rồi xác nhận.',
  'amendment-outdated': 'Kế hoạch vừa được điều chỉnh bằng một văn bản khác sau khi bản này được lập. Xin bỏ bản này và lập bản mới.',
  'amendment-too-early': 'Ngày của văn bản điều chỉnh đang trước ngày ban hành kế hoạch. Xin kiểm tra lại ngày.',
  'amendment-too-large':
    'Văn bản này thay đổi quá nhiều[ (tối đa {max} nhiệm vụ)] nên không ghi được trong một lần. Xin chia thành nhiều lần điều chỉnh.',
  'nothing-amended': 'Chưa có gì thay đổi so với kế hoạch. Xin sửa ít nhất một điểm rồi xác nhận.',
  'task-released':
    'Nhiệm vụ này không còn giao cho đơn vị theo văn bản điều chỉnh, nên không cần làm gì thêm. Những gì đã nộp vẫn được lưu.',

  // A unit's work.
  'already-handed-in': 'Đã nộp rồi. Muốn sửa, xin rút lại trước, sửa xong thì nộp lại.',
  'already-accepted': 'Nội dung đã nộp đã được chấp nhận nên không rút lại được. Cần sửa, xin đề nghị cán bộ phụ trách trả lại.',
  'fulfilled-by-plan':
    'Việc này đã xong vì đơn vị đã ban hành kế hoạch của mình, nên không rút lại được. Cần thay đổi, xin ban hành kế hoạch điều chỉnh.',
  'not-handed-in': 'Đơn vị chưa nộp nhiệm vụ này, nên chưa làm được bước này.',
  'not-open-yet': 'Nhiệm vụ chưa mở[; bắt đầu nhận từ {opensAt}]. Xin quay lại sau.',
  closed: 'Nhiệm vụ đã đóng[; hạn nhận là {closedAt:end}]. Cần nộp tiếp, xin đề nghị nơi ban hành gia hạn.',
  'extension-over': 'Thời gian gia hạn đã hết[; hạn là {closedAt:end}]. Cần nộp tiếp, xin đề nghị nơi ban hành gia hạn thêm.',
  'nominees-missing': 'Chưa có đối tượng nào. Xin thêm ít nhất một cá nhân hoặc tập thể rồi nộp.',
  'files-missing': 'Chưa có tệp nào. Xin gửi ít nhất một tệp của hồ sơ rồi nộp.',
  'note-missing': 'Chưa có nội dung. Xin viết vài dòng báo cáo hoặc gửi kèm một tệp rồi nộp.',
  'files-being-checked': 'Còn tệp đang gửi hoặc đang được kiểm tra. Xin đợi vài giây rồi nộp lại.',
  'upload-over': 'Lượt gửi tệp này đã kết thúc. Xin chọn lại tệp để gửi.',
  'too-many-files': 'Đã đủ số tệp cho phép[ ({max} tệp)]. Xin bỏ bớt hoặc gộp các tệp rồi gửi tiếp.',
  'not-attached': 'Tệp này không còn trong hồ sơ. Xin tải lại trang để xem danh sách tệp hiện nay.',
  'work-too-large': 'Phần việc này đã lưu quá nhiều nội dung. Xin rút gọn, hoặc gửi danh sách bằng một tệp.',
  'file-name': 'Tên tệp có ký tự không dùng được. Xin đổi tên tệp (chỉ dùng chữ, số, dấu cách, gạch ngang) rồi gửi lại.',
  'file-type': 'Loại tệp này không được nhận. Xin chuyển sang PDF, DOCX, XLSX, JPG hoặc PNG rồi gửi lại.',
  'file-type-differs': 'Đuôi tệp không khớp với loại tệp. Xin lưu lại tệp đúng loại rồi gửi lại.',

  // The directory.
  'import-unreadable': 'Chưa nhập được danh bạ từ tệp này[. {reason}]. Xin sửa tệp rồi nhập lại.',

  'nobody-to-remind': 'Không có đơn vị nào để nhắc: mọi đơn vị đã nộp, hoặc đơn vị chưa nộp chưa có địa chỉ thư trong danh bạ.',

  // Extensions.
  'no-deadline': 'Nhiệm vụ này không có ngày hết hạn nên không cần gia hạn.',
  'extension-too-early': 'Hạn mới phải sau hạn hiện nay và sau thời điểm này. Xin chọn ngày muộn hơn.',
}

/** What a code without a sentence says: still something to do. */
export const FALLBACK_SENTENCE = 'Chưa làm được việc này. Xin tải lại trang rồi thử lại; nếu vẫn không được, xin báo cán bộ phụ trách.'

/** What readers call the fields that a form shows. */
const fieldNames: Readonly<Record<string, string>> = {
  award: 'danh hiệu hoặc hình thức khen thưởng',
  bytes: 'dung lượng tệp',
  component: 'thành phần hồ sơ',
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
