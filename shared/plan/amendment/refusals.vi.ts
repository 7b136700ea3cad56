/** What is said when an issued plan cannot be amended as was asked: see `shared/access/sentences.vi.ts` for how they are written. */
import type { Sentences } from '../../access/sentences.vi.ts'

export const amendmentSentences: Sentences = {
  'draft-amends': 'Bản này để điều chỉnh một kế hoạch đã ban hành. Xin xác nhận ở trang Điều chỉnh của kế hoạch đó.',
  'draft-ended': 'Bản điều chỉnh này đã kết thúc nên không sửa được nữa. Xin mở trang Điều chỉnh để lập bản mới.',
  'not-an-amendment': 'Bản này không phải bản điều chỉnh. Xin mở trang Điều chỉnh của kế hoạch đã ban hành.',
  'task-exists': 'Số thứ tự này đã có trong bản điều chỉnh. Xin chọn số khác.',
  'task-matched-already': 'Nhiệm vụ này đã được ghép với một dòng khác của văn bản. Xin bỏ ghép dòng kia trước.',
  'matches-open': 'Còn[ {count}] dòng chưa rõ là nhiệm vụ nào. Xin chọn cho từng dòng rồi xác nhận.',
  'amendment-outdated': 'Kế hoạch vừa được điều chỉnh bằng một văn bản khác sau khi bản này được lập. Xin bỏ bản này và lập bản mới.',
  'amendment-too-early': 'Ngày của văn bản điều chỉnh đang trước ngày ban hành kế hoạch. Xin kiểm tra lại ngày.',
  'amendment-too-large':
    'Văn bản này thay đổi quá nhiều[ (tối đa {max} nhiệm vụ)] nên không ghi được trong một lần. Xin chia thành nhiều lần điều chỉnh.',
  'nothing-amended': 'Chưa có gì thay đổi so với kế hoạch. Xin sửa ít nhất một điểm rồi xác nhận.',
}
