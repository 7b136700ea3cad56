/** Which rule a file broke, and what to do about it. */
import { sizeText } from '../time/vietnamese.ts'
import type { FileRule } from './assignment.ts'

const ACCEPTED_TYPES = 'PDF, DOCX, XLSX, JPG hoặc PNG'
export const OPEN_AND_SAVE = 'Xin mở tệp trên máy để kiểm tra, lưu lại rồi gửi lại.'

/** Every rule a file can break; the events' own schema is not at hand where a mail is written. */
export const fileRules = [
  'size',
  'checksum',
  'type-not-allowed',
  'type-mismatch',
  'empty',
  'unreadable',
  'malware',
] as const satisfies readonly FileRule[]

/** The rule in a few words: after "không được nhận". */
export const fileRuleTitles: Readonly<Record<FileRule, string>> = {
  size: 'dung lượng khác với lúc chọn tệp',
  checksum: 'nội dung nhận được khác với tệp đã chọn',
  'type-not-allowed': 'không thuộc loại tệp được nhận',
  'type-mismatch': 'loại tệp thật khác với đuôi tệp',
  empty: 'tệp rỗng',
  unreadable: 'không mở được an toàn',
  malware: 'có mã độc',
}

const sentences: Readonly<Record<FileRule, (seen: string) => string>> = {
  size: (seen) =>
    `Hệ thống nhận được ${sizeOf(seen)}, khác với dung lượng của tệp lúc được chọn. Thường là do tệp bị sửa trong lúc gửi hoặc đường truyền ngắt. Xin đóng tệp trên máy rồi gửi lại.`,
  checksum: () =>
    'Nội dung nhận được không giống hệt tệp đã chọn (mã SHA-256 khác nhau). Xin đóng tệp trên máy, đợi lưu xong rồi chọn và gửi lại.',
  'type-not-allowed': () =>
    `Hệ thống chỉ nhận tệp ${ACCEPTED_TYPES}. Xin lưu nội dung sang một trong các loại đó rồi gửi lại; không chỉ đổi đuôi tệp.`,
  'type-mismatch': (seen) =>
    `Tệp thật ra là ${typeNames[seen] ?? 'loại khác'}, không đúng với đuôi tệp. Xin mở tệp bằng đúng chương trình, lưu lại đúng loại (${ACCEPTED_TYPES}) rồi gửi lại.`,
  empty: () => `Tệp không có nội dung (0 byte). ${OPEN_AND_SAVE}`,
  unreadable: () => `Tệp bị hỏng nên không mở được. ${OPEN_AND_SAVE}`,
  malware: () =>
    'Phần mềm kiểm tra thấy mã độc trong tệp. Xin không gửi lại tệp này, báo người phụ trách máy tính quét máy, rồi gửi bản sạch (nên dùng PDF).',
}

const typeNames: Readonly<Record<string, string>> = {
  'application/pdf': 'tệp PDF',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'văn bản DOCX',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'bảng tính XLSX',
  'image/jpeg': 'ảnh JPG',
  'image/png': 'ảnh PNG',
}

/** `seen` is what the check found instead, as `assignment.file-refused` has it. */
export function fileRuleSentence(rule: FileRule, seen: string): string {
  return sentences[rule](seen)
}

function sizeOf(seen: string): string {
  return /^\d{1,15}$/.test(seen) ? sizeText(Number(seen)) : 'một tệp'
}
