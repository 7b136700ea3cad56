/** What is said when a plan cannot be read, changed, issued or followed as was asked: see `shared/access/sentences.vi.ts` for how they are written. */
import type { Sentences } from '../access/sentences.vi.ts'
import { fileSentences } from '../files/refusals.vi.ts'
import { draftSentences } from './draft/draft-refusals.vi.ts'
import { taskSentences } from './task-refusals.vi.ts'

export const planSentences: Sentences = {
  ...fileSentences,
  ...taskSentences,
  ...draftSentences,
  'already-exists': 'Kế hoạch này đã có trong hệ thống. Xin mở bản đã có để làm tiếp.',
  'fix-not-there': 'Đề nghị này không còn áp dụng được. Xin xem lại và sửa trực tiếp.',
  'document-awaited': 'Tệp đã sửa đang được đọc. Xin chờ đọc xong, xem lại rồi ban hành.',
  'draft-copied': 'Bản này lập từ kế hoạch đã ban hành, không có tệp để đọc lại. Xin sửa từng điểm.',
  'document-type': 'Loại tệp này không đọc được thành kế hoạch. Xin chọn tệp DOCX, DOC, PDF, TXT, MD hoặc ảnh quét rồi gửi lại.',
  'plan-issued': 'Kế hoạch đã ban hành nên không sửa trực tiếp được. Muốn thay đổi, xin mở trang Điều chỉnh của kế hoạch.',
  'plan-not-issued': 'Kế hoạch chưa ban hành. Xin ban hành kế hoạch trước.',
  'findings-open': 'Còn[ {count}] điểm cần xem lại. Xin chấp nhận hoặc bỏ qua từng điểm, kèm lý do, rồi ban hành.',
  'no-tasks': 'Kế hoạch chưa có nhiệm vụ nào. Xin kiểm tra phụ lục của văn bản rồi đọc lại.',
  'no-recipients': 'Kế hoạch chưa có Nơi nhận. Xin kiểm tra phần Nơi nhận của văn bản rồi đọc lại.',
  'nobody-to-remind': 'Không có đơn vị nào để nhắc: mọi đơn vị đã nộp, hoặc đơn vị chưa nộp chưa có địa chỉ thư trong danh bạ.',
}
