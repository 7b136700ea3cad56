/** Why a file cannot be opened, as exactly as the check knows it: for the mail, which alone still has what was seen. */
import type { FileRule } from './assignment.ts'
import { fileRuleSentence, OPEN_AND_SAVE } from './sentences.vi.ts'

const CUT_OFF = 'Tệp bị thiếu phần cuối, thường do đang lưu hoặc đang tải dở. '

const unreadable: Readonly<Record<string, string>> = {
  macros: 'Tệp có chứa macro (đoạn mã tự chạy) nên không được nhận. Xin lưu thành DOCX hoặc XLSX không có macro, hoặc PDF, rồi gửi lại.',
  'pdf-locked': 'Tệp PDF có mật khẩu mở. Xin bỏ mật khẩu rồi gửi lại.',
  'old-or-locked': 'Tệp là bản cũ (.doc, .xls) hoặc có mật khẩu. Xin lưu thành DOCX, XLSX hoặc PDF rồi gửi lại.',
}

/** `seen` as `assignment.file-refused` has it. */
export function fileRefusedSentence(rule: FileRule, seen: string): string {
  const exact = seen.endsWith('-cut-off') ? CUT_OFF + OPEN_AND_SAVE : unreadable[seen]
  return (rule === 'unreadable' && exact) || fileRuleSentence(rule, seen)
}
