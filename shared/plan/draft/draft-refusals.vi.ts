/** What is said of a document that was read and is no draft, on the page and by the function that reads it. */
import type { Sentences } from '../../access/sentences.vi.ts'

export const draftSentences: Sentences = {
  'not-a-plan': 'Văn bản này không đọc được thành kế hoạch[: {reason}]. Xin chọn đúng tệp kế hoạch đã ban hành.',
  'plan-date-missing': 'Văn bản không ghi ngày ban hành. Xin bổ sung dòng địa danh và ngày tháng rồi đọc lại.',
}
