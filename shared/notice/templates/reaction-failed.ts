/** The system gave up on something it should have done by itself: an officer is told in words; the codes are on the page. */
import * as z from 'zod/mini'
import { reactionWords } from '../sentences.vi.ts'
import { template } from './template.ts'
import { OPEN_NOTICE } from './words.ts'

export const failureFacts = z.object({ reaction: z.string(), eventId: z.string(), eventName: z.string(), reason: z.string() })

export const reactionFailedTemplate = template(failureFacts, ({ reaction }) => {
  const work = reactionWords[reaction] ?? 'một việc tự động'
  return {
    subject: `Hệ thống chưa làm được: ${work}`,
    headline: `Hệ thống đã thử nhiều lần nhưng chưa làm được việc sau: ${work}.`,
    preheader: 'Dữ liệu đã lưu không mất. Xin báo người vận hành chạy lại.',
    lead: [
      {
        type: 'paragraph',
        text: 'Dữ liệu đã lưu không mất. Xin chuyển thư này cho người vận hành hệ thống; trang thông báo ghi mã của lỗi để chạy lại đúng việc đó.',
      },
    ],
    details: [],
    next: [
      'Việc này được giữ lại cho đến khi người vận hành chạy lại.',
      'Chạy lại không gây trùng: việc đã làm xong không bị làm lần nữa.',
      'Nếu còn lỗi, mỗi giờ báo một lần.',
    ],
    action: OPEN_NOTICE,
  }
})
