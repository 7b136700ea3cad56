/** A hand-over was taken back before its day: whoever was told of it hears that it will not be. */
import { dayText } from '../../time/vietnamese.ts'
import { shorten } from '../html.ts'
import { paragraph } from './letter.ts'
import { roleName, transferFacts, transferRows } from './role-transferred.ts'
import { template } from './template.ts'
import { OPEN_NOTICE, SUBJECT_NAME_CHARACTERS_MAX } from './words.ts'

export const roleTransferCancelledTemplate = template(transferFacts, (facts) => {
  const { unitName, giver, receiver, from } = facts
  const name = roleName(facts.role)
  const outcome = `${giver} tiếp tục giữ vai trò này như trước; ${receiver} không phải làm gì thêm.`
  return {
    subject: `Hủy bàn giao vai trò ${name}, ${shorten(unitName, SUBJECT_NAME_CHARACTERS_MAX)}`,
    headline: `Việc bàn giao vai trò ${name} của ${unitName} cho ${receiver} từ ${dayText(from)} đã được hủy.`,
    preheader: outcome,
    lead: [paragraph(outcome)],
    details: [{ type: 'rows', title: 'Bàn giao đã hủy', rows: transferRows(facts) }],
    next: ['Nếu việc hủy này không đúng, có thể bàn giao lại bất cứ lúc nào.'],
    action: OPEN_NOTICE,
  }
})
