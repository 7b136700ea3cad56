/** What an officer reads about how a phrase was understood, and what is doubtful in it. */

import type { How, RecipientKind, Suggestion, SuggestionReason } from './scene.ts'

export const howSentences: Readonly<Record<How, string>> = {
  issuer: 'Chính đơn vị ban hành kế hoạch.',
  'issuer-office': 'Đơn vị ban hành kế hoạch; Văn phòng thực hiện thay.',
  'named-unit': 'Đơn vị được nêu tên.',
  'unit-class': 'Tất cả đơn vị thuộc loại được nêu.',
  subordinates: 'Tất cả đơn vị trực thuộc đơn vị ban hành.',
  'cluster-lead': 'Cụm trưởng, thay mặt cụm thi đua.',
  'cluster-members': 'Các đơn vị trong cụm thi đua.',
  council: 'Hội đồng.',
  'council-members': 'Các thành viên hội đồng.',
  leaders: 'Người đứng đầu các đơn vị được nêu.',
  'named-list': 'Danh sách có trong danh bạ.',
  'named-person': 'Người được nêu tên.',
  'outside-known': 'Cơ quan ngoài hệ thống, có trong danh bạ: chỉ theo dõi, không giao việc.',
  'outside-by-form': 'Có lẽ là cơ quan ngoài hệ thống, chưa có trong danh bạ: chỉ theo dõi, không giao việc.',
  portal: 'Đăng trên cổng thông tin.',
  archive: 'Lưu.',
  several: 'Nhiều thành phần.',
  'beyond-authority': 'Các đơn vị này không thuộc quyền của đơn vị ban hành.',
  ambiguous: 'Có nhiều cách hiểu.',
  nothing: 'Không tìm thấy trong danh bạ.',
}

export const recipientKindWords: Readonly<Record<RecipientKind, string>> = {
  'superior-body': 'Cấp trên',
  cluster: 'Cụm thi đua',
  'cluster-units': 'Các đơn vị trong cụm',
  'person-group': 'Nhóm người',
  'unit-group': 'Nhóm đơn vị',
  unit: 'Đơn vị',
  'unit-self': 'Chính đơn vị ban hành',
  portal: 'Cổng thông tin',
  archive: 'Lưu',
}

const suggestionSentences: Readonly<Record<SuggestionReason, string>> = {
  diacritics: 'Sai hoặc mất dấu, đã hiểu là “{reading}”. Hãy xác nhận.',
  letters: 'Sai chữ, đã hiểu là “{reading}”. Hãy xác nhận.',
  'proper-name': 'Không có đơn vị nào đúng tên này. Có phải “{reading}”?',
  ambiguous: 'Có thể là: {reading}. Hãy chọn.',
  'beyond-authority': 'Kế hoạch không giao việc được cho các đơn vị này. Có phải giao cho: {reading}…?',
  'lead-unknown': 'Chưa ghi cụm trưởng của {reading}; tạm giao cho các đơn vị trong cụm.',
}

export function suggestionSentence({ reason, reading }: Suggestion): string {
  return suggestionSentences[reason].replace('{reading}', () => reading)
}
