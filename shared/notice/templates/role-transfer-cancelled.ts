/** A hand-over was taken back before its day: whoever was told of it hears that it will not be. */
import { dayText } from '../../time/vietnamese.ts'
import { shorten } from '../html.ts'
import { roleWords } from '../sentences.vi.ts'
import { paragraph, rowsOf } from './letter.ts'
import { transferFacts } from './role-transferred.ts'
import { template } from './template.ts'
import { SUBJECT_NAME_CHARACTERS_MAX } from './words.ts'

export const roleTransferCancelledTemplate = template(transferFacts, ({ unitName, role, giver, receiver, receiverEmail, from, by }) => {
  const name = roleWords[role] ?? 'người phụ trách'
  return {
    subject: `Hủy bàn giao vai trò ${name}, ${shorten(unitName, SUBJECT_NAME_CHARACTERS_MAX)}`,
    headline: `Việc bàn giao vai trò ${name} của ${unitName} cho ${receiver} từ ${dayText(from)} đã được hủy.`,
    preheader: `${giver} tiếp tục giữ vai trò này.`,
    lead: [paragraph(`${giver} tiếp tục giữ vai trò này như trước; ${receiver} không phải làm gì thêm.`)],
    details: [
      {
        type: 'rows',
        title: 'Bàn giao đã hủy',
        rows: rowsOf(
          ['Đơn vị', unitName],
          ['Vai trò', name],
          ['Người giao', giver],
          ['Người nhận đã định', `${receiver}, ${receiverEmail}`],
          ['Ngày nhận đã định', dayText(from)],
          ['Người hủy', by],
        ),
      },
    ],
    next: ['Nếu việc hủy này không đúng, có thể bàn giao lại bất cứ lúc nào.'],
    action: 'Mở trang thông báo',
  }
})
