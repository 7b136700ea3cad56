/** What is said when a unit's work cannot be done, judged or given more time as was asked: see `shared/access/sentences.vi.ts` for how they are written. */
import type { Sentences } from '../access/sentences.vi.ts'
import { fileSentences } from '../files/refusals.vi.ts'
import { taskSentences } from '../plan/task-refusals.vi.ts'

export const workSentences: Sentences = {
  ...fileSentences,
  ...taskSentences,
  'already-handed-in': 'Đã nộp rồi. Muốn sửa, xin rút lại trước, sửa xong thì nộp lại.',
  'already-accepted': 'Nội dung đã nộp đã được tiếp nhận nên không rút lại được. Cần sửa, xin đề nghị cán bộ phụ trách trả lại.',
  'fulfilled-by-plan':
    'Việc này đã xong vì đơn vị đã ban hành kế hoạch của mình, nên không rút lại được. Cần thay đổi, xin ban hành kế hoạch điều chỉnh.',
  'not-handed-in': 'Đơn vị chưa nộp nên chưa làm được bước này.',
  closed: 'Nhiệm vụ đã đóng[; hạn nhận là {closedAt:end}]. Cần nộp tiếp, xin đề nghị nơi ban hành gia hạn.',
  'extension-over': 'Thời gian gia hạn đã hết[; hạn là {closedAt:end}]. Cần nộp tiếp, xin đề nghị nơi ban hành gia hạn thêm.',
  'nominees-missing': 'Danh sách còn trống hoặc thiếu tên, danh hiệu. Xin ghi đủ rồi nộp.',
  'files-missing': 'Chưa có tệp nào. Xin gửi ít nhất một tệp rồi nộp.',
  'note-missing': 'Chưa có nội dung. Xin viết vài dòng hoặc gửi kèm một tệp rồi nộp.',
  'files-being-checked': 'Còn tệp đang gửi hoặc đang được kiểm tra. Xin đợi vài giây, hoặc bỏ tệp gửi dở, rồi nộp lại.',
  'upload-over': 'Lượt gửi tệp này đã kết thúc. Xin chọn lại tệp để gửi.',
  'too-many-files': 'Đã đủ số tệp cho phép[ ({max} tệp)]. Xin bỏ bớt hoặc gộp các tệp rồi gửi tiếp.',
  'not-attached': 'Tệp này không còn trong hồ sơ. Xin tải lại trang để xem các tệp hiện có.',
  'work-too-large': 'Phần việc này đã lưu quá nhiều nội dung. Xin rút gọn, hoặc gửi danh sách bằng một tệp.',
  'file-type': 'Loại tệp này không được nhận. Xin chuyển sang PDF, DOCX, XLSX, JPG hoặc PNG rồi gửi lại.',
  'file-type-differs': 'Đuôi tệp không khớp với loại tệp. Xin lưu lại tệp đúng loại rồi gửi lại.',
  'task-released': 'Nhiệm vụ này không còn giao cho đơn vị, nên không cần làm gì thêm. Nội dung đã nộp vẫn được lưu.',
  'no-deadline': 'Nhiệm vụ này không có ngày hết hạn nên không cần gia hạn.',
  'extension-too-early': 'Hạn mới phải sau hạn hiện nay và sau thời điểm này. Xin chọn ngày muộn hơn.',
}
