/** A role in a unit passes from one person to another: both are told, and so are the unit's head and its superior. */
import * as z from 'zod/mini'
import { dayText } from '../../time/vietnamese.ts'
import { shorten } from '../html.ts'
import { roleWords } from '../sentences.vi.ts'
import { paragraph, rowsOf } from './letter.ts'
import { template } from './template.ts'
import { OPEN_NOTICE, SUBJECT_NAME_CHARACTERS_MAX } from './words.ts'

export const transferFacts = z.object({
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

/** Which hand-over it is about: the same, whether it is made or taken back. */
export function transferRows({ unitName, role, giver, receiver, receiverEmail, from, by }: z.infer<typeof transferFacts>) {
  return rowsOf(
    ['Đơn vị', unitName],
    ['Vai trò', roleName(role)],
    ['Người giao', giver],
    ['Người nhận', `${receiver}, ${receiverEmail}`],
    ['Nhận từ', dayText(from)],
    ['Người thực hiện', by],
  )
}

export const roleName = (role: string): string => roleWords[role] ?? 'người phụ trách'

export const roleTransferredTemplate = template(transferFacts, (facts) => {
  const { unitName, giver, receiver, from } = facts
  const name = roleName(facts.role)
  return {
    subject: `Bàn giao vai trò ${name}, ${shorten(unitName, SUBJECT_NAME_CHARACTERS_MAX)}, từ ${dayText(from)}`,
    headline: `Từ ${dayText(from)}, ${receiver} nhận vai trò ${name} của ${unitName} thay ${giver}.`,
    preheader: 'Nếu không đúng, xin hủy trước ngày đó.',
    lead: [
      paragraph(
        'Nếu không đúng: trước ngày đó, người giao, thủ trưởng đơn vị hoặc cán bộ thi đua cấp trên hủy được trên trang Đơn vị; từ ngày đó, xin báo cán bộ thi đua cấp trên.',
      ),
    ],
    details: [{ type: 'rows', title: 'Bàn giao', rows: transferRows(facts) }],
    next: [
      'Người nhận đăng nhập bằng địa chỉ thư nói trên; không cần mật khẩu.',
      'Mọi việc, hồ sơ và thư của đơn vị vẫn ở nguyên chỗ cũ.',
      'Nếu đơn vị dùng địa chỉ lịch chung, xin đổi địa chỉ đó trên trang Lịch.',
    ],
    action: OPEN_NOTICE,
  }
})
