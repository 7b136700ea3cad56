/** One unit was given more time for one task. */
import * as z from 'zod/mini'
import { cutOffText } from '../../time/vietnamese.ts'
import { type Row, rowsOf } from './letter.ts'
import { taskTemplate } from './template.ts'
import { deadlineRows, formOf, planName, taskBlock, taskInside, WRITTEN } from './words.ts'

export const extendedTemplate = taskTemplate(z.object({ until: z.string(), reason: z.string() }), ({ until, reason }, scene) => {
  const { act } = formOf(scene.task)
  const end = cutOffText(until)
  const rows: Row[] = [
    ['Hạn mới của đơn vị', end],
    ...rowsOf(...deadlineRows(scene.task, scene.plan).rows.filter(([label]) => label === WRITTEN)),
  ]
  return {
    subject: `Được gia hạn: ${taskInside(scene.task)}, ${planName(scene.plan)}`,
    headline: `Đơn vị được gia hạn ${act} ${taskInside(scene.task)} đến ${end}.`,
    preheader: `Xin ${act} trước hạn mới.`,
    lead: [
      { type: 'callout', rows },
      { type: 'paragraph', text: `Xin ${act} trên trang trước hạn mới. Gia hạn này chỉ dành riêng cho đơn vị.` },
    ],
    details: [{ type: 'quote', title: 'Lý do gia hạn', text: reason }, taskBlock(scene)],
    next: ['Nộp trong thời gian gia hạn vẫn được ghi là nộp sau hạn, kèm lý do gia hạn.', 'Hết hạn mới, hệ thống đóng lại và báo kết quả.'],
    action: `Mở trang để ${act}`,
  }
})
