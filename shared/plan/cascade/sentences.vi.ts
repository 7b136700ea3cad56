/** What the officer of a draft reads about the plans above it. */
import type { Doubt } from './cited.ts'

const parent = (facts: ParentFacts) => `Kế hoạch số ${facts.number} ngày ${facts.date} của ${facts.issuer}`

export interface ParentFacts {
  readonly number: string
  readonly date: string
  readonly issuer: string
}

export const foundSentence = (facts: ParentFacts, basis: string) =>
  `Văn bản căn cứ “${basis}”, là ${parent(facts)} đã có trong hệ thống. Khi ban hành, bản nháp này được ghi là kế hoạch con của kế hoạch đó.`

export const periodSentence = (facts: ParentFacts, theme: string | undefined) =>
  `Đơn vị có ${parent(facts)} cho cả giai đoạn. Khi ban hành, bản nháp này được ghi là kế hoạch năm của giai đoạn đó.` +
  (theme === undefined ? '' : ` Chủ đề giai đoạn đặt ra cho năm này: “${theme}”.`)

const doubts: Readonly<Record<Doubt, string>> = {
  date: 'nhưng ngày ban hành không khớp',
  number: 'nhưng ký hiệu viết khác',
  several: 'và còn kế hoạch khác cùng số',
  cited: 'nhưng văn bản chỉ nhắc đến trong nội dung, không nêu ở phần căn cứ',
}

export const doubtfulSentence = (facts: ParentFacts, basis: string, doubt: Doubt) =>
  `Văn bản nêu “${basis}”; trong hệ thống có ${parent(facts)}, ${doubts[doubt]}. Có ghi là kế hoạch con của kế hoạch đó không?`

export const foundSuggestion = 'Nếu không đúng, xin bỏ qua điểm này, kèm lý do.'
export const doubtfulSuggestion = 'Chấp nhận nếu đúng là kế hoạch đó; bỏ qua nếu không phải.'

export const dutySentence = (facts: ParentFacts, task: string, content: string, isLate: boolean) =>
  `Khi ban hành kế hoạch này, đơn vị hoàn thành ${task} của ${parent(facts)}: “${content}”.` +
  (isLate ? ' Hạn của việc đó đã qua, nên việc được ghi là sau hạn.' : '')

export const selfSentence = (task: string, content: string) =>
  `Khi ban hành kế hoạch này, đơn vị hoàn thành luôn ${task} của chính kế hoạch: “${content}”.`

export const answeredSuggestion = 'Nếu việc đó cần một kế hoạch khác, xin bỏ qua điểm này, kèm lý do.'

export const unclearSentence = (facts: ParentFacts, task: string, content: string) =>
  `${parent(facts)} giao đơn vị ${task}: “${content}”. Bản nháp này có phải là kế hoạch được yêu cầu không?`

export const unclearSuggestion = 'Chấp nhận nếu phải: khi ban hành, việc đó được ghi là đã làm. Bỏ qua nếu không phải.'
