/** What is said of a file that is offered, whatever it is for. */
import type { Sentences } from '../access/sentences.vi.ts'

export const fileSentences: Sentences = {
  'file-name': 'Tên tệp có ký tự không dùng được. Xin đổi tên tệp (chỉ dùng chữ, số, dấu cách, gạch ngang) rồi gửi lại.',
}
