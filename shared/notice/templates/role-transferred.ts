/** A role in a unit passes from one person to another: both are told, and so are the unit's head and its superior. */
import * as z from 'zod/mini'
import { dayText } from '../../time/vietnamese.ts'
import { shorten } from '../html.ts'
import { roleWords } from '../sentences.vi.ts'
import { paragraph, rowsOf } from './letter.ts'
import { template } from './template.ts'
import { SUBJECT_NAME_CHARACTERS_MAX } from './words.ts'

const facts = z.object({
  unitName: z.string(),
  role: z.string(),
  giver: z.string(),
  receiver: z.string(),
  receiverEmail: z.string(),
  /** First day of the receiver. */
  from: z.string(),
  /** Who ordered it. */
  by: z.string(),
})

export const roleTransferredTemplate = template(facts, ({ unitName, role, giver, receiver, receiverEmail, from, by }) => {
  const name = roleWords[role] ?? 'người phụ trách'
  return {
    subject: `Bàn giao vai trò ${name}, ${shorten(unitName, SUBJECT_NAME_CHARACTERS_MAX)}, từ ${dayText(from)}`,
    headline: `Từ ${dayText(from)}, ${receiver} nhận vai trò ${name} của ${unitName} thay ${giver}.`,
    preheader: 'Nếu việc bàn giao này không đúng, xin báo ngay cho cán bộ thi đua cấp trên.',
    lead: [paragraph('Nếu việc bàn giao này không đúng, xin báo ngay cho cán bộ thi đua cấp trên để sửa lại danh bạ.')],
    details: [
      {
        type: 'rows',
        title: 'Bàn giao',
        rows: rowsOf(
          ['Đơn vị', unitName],
          ['Vai trò', name],
          ['Người giao', giver],
          ['Người nhận', `${receiver}, ${receiverEmail}`],
          ['Nhận từ', dayText(from)],
          ['Người thực hiện', by],
        ),
      },
    ],
    next: [
      'Người nhận đăng nhập bằng địa chỉ thư nói trên; không cần mật khẩu.',
      'Mọi việc, hồ sơ và thư của đơn vị vẫn ở nguyên chỗ cũ.',
      'Nếu đơn vị dùng địa chỉ lịch chung, xin đổi địa chỉ đó trên trang Lịch.',
    ],
    action: 'Mở trang thông báo',
  }
})
