/** What is said when a unit's own page cannot do what was asked: see `shared/access/sentences.vi.ts` for how they are written. */
import type { Sentences } from '../access/sentences.vi.ts'

export const unitSentences: Sentences = {
  'email-wrong': 'Địa chỉ thư điện tử chưa đúng. Xin kiểm tra lại từng ký tự, ví dụ vanthu@truong.edu.vn.',
  'contact-missing': 'Đơn vị phải có ít nhất một địa chỉ nhận thông báo. Xin nhập địa chỉ mới trước khi bỏ địa chỉ cũ.',
  'too-many-contacts': 'Mỗi đơn vị có nhiều nhất[ {max}] địa chỉ nhận thông báo. Xin bỏ bớt.',
  'hand-over-not-yours':
    'Ông/Bà chỉ bàn giao hoặc hủy bàn giao được vai trò của chính mình. Với vai trò của người khác, xin đề nghị thủ trưởng đơn vị.',
  'hand-over-past': 'Ngày bàn giao đã qua. Xin chọn hôm nay hoặc một ngày sau.',
  'hand-over-far': 'Ngày bàn giao quá xa. Xin chọn một ngày trong vòng[ {max}] ngày tới.',
  'hand-over-too-soon': 'Người giao mới nhận vai trò này từ đúng ngày đó. Xin chọn ngày muộn hơn ít nhất một ngày.',
  'hand-over-to-self': 'Người nhận trùng với người giao. Xin nhập thư điện tử của người nhận.',
  'role-not-there': 'Người giao không giữ vai trò này ở đơn vị vào ngày bàn giao. Xin tải lại trang để xem danh sách hiện nay.',
  'role-not-begun': 'Người giao chưa đến ngày nhận vai trò này nên chưa bàn giao tiếp được. Xin làm lại từ ngày đó.',
  'hand-over-not-there': 'Việc bàn giao này đã được hủy hoặc sửa. Xin tải lại trang để xem danh sách hiện nay.',
  'hand-over-in-force': 'Việc bàn giao đã có hiệu lực, không hủy được nữa. Nếu cần đổi lại, xin lập một lần bàn giao mới.',
  'hand-over-altered': 'Danh bạ đã được sửa sau lần bàn giao này. Xin báo cán bộ thi đua cấp trên sửa tiếp trong danh bạ.',
  'role-there-already': 'Người nhận đã giữ vai trò này ở đơn vị. Xin kiểm tra lại thư điện tử của người nhận.',
}
