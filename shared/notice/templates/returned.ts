/** A hand-in was sent back, with the reason. */
import * as z from 'zod/mini'
import { paragraph } from './letter.ts'
import { taskTemplate } from './template.ts'
import { deadlineCallout, formOf, taskBlock, taskInPlan } from './words.ts'

export const returnedTemplate = taskTemplate(z.object({ reason: z.string() }), ({ reason }, scene) => {
  const { noun, act } = formOf(scene.task)
  return {
    subject: `Cần bổ sung: ${noun} ${taskInPlan(scene)}`,
    headline: `Cán bộ phụ trách đã trả lại ${noun} để đơn vị bổ sung.`,
    preheader: 'Xin xem lý do, sửa và nộp lại trước hạn.',
    lead: [
      { type: 'quote', title: 'Lý do trả lại', text: reason },
      paragraph(`Xin sửa theo lý do trên rồi ${act} lại trên trang. Phần đã gửi vẫn còn ở đó, không phải làm lại từ đầu.`),
      deadlineCallout(scene),
    ],
    details: [taskBlock(scene)],
    next: ['Cho đến khi nộp lại, nhiệm vụ này được tính là chưa nộp.', 'Bản đã nộp trước đây được lưu nguyên cùng giấy biên nhận.'],
    action: 'Mở trang để sửa và nộp lại',
  }
})
