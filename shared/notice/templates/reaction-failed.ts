/** The system gave up on something it should have done by itself: an officer is told in words; the codes are on the page. */
import * as z from 'zod/mini'
import { reactionWords } from '../sentences.vi.ts'
import { paragraph } from './letter.ts'
import { template } from './template.ts'
import { OPEN_NOTICE } from './words.ts'

export const failureFacts = z.object({ reaction: z.string(), eventId: z.string(), eventName: z.string(), reason: z.string() })

export const reactionFailedTemplate = template(failureFacts, ({ reaction }) => {
  const work = reactionWords[reaction] ?? 'một việc tự động'
  // What gave up is another system, and the officer alone has it called again.
  const isListener = reaction === 'subscription-queued/call-listener'
  const what = isListener
    ? 'Xin mở trang “Hệ thống nhận tin” trong Danh bạ để gọi lại.'
    : 'Xin chuyển thư này cho người vận hành hệ thống để chạy lại.'
  return {
    subject: `Hệ thống chưa làm được: ${work}`,
    headline: `Hệ thống đã thử nhiều lần nhưng chưa làm được việc sau: ${work}.`,
    preheader: what,
    lead: [paragraph(`Dữ liệu đã lưu không mất. ${what} Trang thông báo ghi mã của lỗi.`)],
    details: [],
    next: [
      'Việc này được giữ lại cho đến khi chạy lại.',
      'Chạy lại không gây trùng: việc đã làm xong không bị làm lần nữa.',
      'Nếu còn lỗi, mỗi giờ báo một lần.',
    ],
    action: OPEN_NOTICE,
  }
})
