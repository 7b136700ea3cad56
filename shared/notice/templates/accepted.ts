/** A hand-in was accepted. */
import * as z from 'zod/mini'
import { paragraph } from './letter.ts'
import { taskTemplate } from './template.ts'
import { formOf, taskBlock, taskInPlan } from './words.ts'

export const acceptedTemplate = taskTemplate(z.object({ submission: z.int() }), ({ submission }, scene) => {
  const { noun } = formOf(scene.task)
  return {
    subject: `Đã tiếp nhận: ${noun} ${taskInPlan(scene)}`,
    headline: `Cán bộ phụ trách đã tiếp nhận ${noun} của đơn vị (lần nộp ${submission}).`,
    preheader: 'Đơn vị không cần làm gì thêm cho nhiệm vụ này.',
    lead: [paragraph('Đơn vị không cần làm gì thêm cho nhiệm vụ này.')],
    details: [taskBlock(scene)],
    next: ['Bản được tiếp nhận được lưu cùng giấy biên nhận và xem lại được trên trang bất cứ lúc nào.'],
    action: 'Xem bản đã tiếp nhận',
  }
})
