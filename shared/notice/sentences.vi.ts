/** What readers see of what runs by itself, of roles and of who was given more time. */
import { cutOffText } from '../time/vietnamese.ts'

/** What each reaction does, by its folder in `functions/`: after "chưa làm được". */
export const reactionWords: Readonly<Record<string, string>> = {
  'plan-issued/tell-recipients': 'gửi kế hoạch đã ban hành đến các nơi nhận',
  'plan-issued/schedule-deadlines': 'đặt lịch mở, nhắc và đóng nhiệm vụ',
  'plan-issued/enter-registers': 'ghi kế hoạch vào danh sách của cấp trên và của đơn vị được giao việc',
  'plan-published/put-on-portal': 'đăng kế hoạch lên trang công khai',
  'plan-issued/fulfil-duty': 'ghi nhận đơn vị đã xây dựng kế hoạch của mình',
  'document-uploaded/read-plan': 'đọc văn bản vừa tải lên thành bản nháp',
  'document-offered/expire-document': 'dọn lượt tải văn bản đã hết giờ',
  'plan-amended/retime-deadlines': 'đặt lại lịch mở, nhắc và đóng theo văn bản điều chỉnh',
  'plan-amended/tell-affected': 'báo cho các đơn vị có việc thay đổi',
  'deadline-opened/open-task': 'mở nhiệm vụ đến ngày bắt đầu nhận',
  'deadline-near/remind': 'nhắc các đơn vị sắp đến hạn',
  'deadline-reached/close-task': 'đóng nhiệm vụ đã hết hạn',
  'extension-reached/end-extension': 'kết thúc gia hạn của đơn vị',
  'task-closed/tell-officer': 'báo đơn vị còn thiếu khi nhiệm vụ đóng',
  'assignment-changed/record-standing': 'ghi tiến độ của đơn vị',
  'assignment-changed/tell-unit': 'báo cho đơn vị về việc nộp',
  'assignment-extended/schedule-extension': 'đặt lịch nhắc và kết thúc gia hạn',
  'upload-offered/expire-upload': 'dọn lượt gửi tệp đã hết giờ',
  'object-created/check-file': 'kiểm tra tệp vừa gửi lên',
  'notice-queued/send-mail': 'gửi một thư thông báo',
  'mail-reported/record-delivery': 'ghi kết quả chuyển thư',
  'notice-bounced/tell-officer': 'báo thư bị trả lại và gửi sang địa chỉ thứ hai',
  'directory-changed/tell-asked': 'gửi kế hoạch đến đơn vị mới được giao việc',
  'role-transferred/tell-people': 'báo về việc bàn giao vai trò ở một đơn vị',
  'plan-progressed/enter-bulletin': 'ghi vào bản tin',
  'subscription-queued/call-listener': 'gọi hệ thống khác nhận tin',
  'reaction-failed/tell-officer': 'báo lỗi cho cán bộ phụ trách',
}

/** Roles as they stand within a sentence. */
export const roleWords: Readonly<Record<string, string>> = {
  officer: 'cán bộ thi đua',
  head: 'thủ trưởng',
  clerk: 'văn thư',
  reader: 'người xem',
}

/** A unit among those that owe a task that closed for the others. `until`: ISO 8601, UTC. */
export function withExtension(name: string, until: string): string {
  return `${name} – được gia hạn đến hết: ${cutOffText(until)}`
}
