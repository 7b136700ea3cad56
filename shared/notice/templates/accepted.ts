/** A hand-in was accepted. */
import * as z from 'zod/mini'
import { taskTemplate } from './template.ts'
import { formOf, planName, taskBlock, taskInside } from './words.ts'

export const acceptedTemplate = taskTemplate(z.object({ submission: z.int() }), ({ submission }, scene) => {
  const { noun } = formOf(scene.task)
  return {
    subject: `Đã tiếp nhận: ${noun} ${taskInside(scene.task)}, ${planName(scene.plan)}`,
    headline: `Cán bộ phụ trách đã tiếp nhận ${noun} của đơn vị (lần nộp ${submission}).`,
    preheader: 'Đơn vị không cần làm gì thêm cho nhiệm vụ này.',
    lead: [{ type: 'paragraph', text: 'Đơn vị không cần làm gì thêm cho nhiệm vụ này.' }],
    details: [taskBlock(scene)],
    next: ['Bản được tiếp nhận được lưu cùng giấy biên nhận và xem lại được trên trang bất cứ lúc nào.'],
    action: 'Xem bản đã tiếp nhận',
  }
})
