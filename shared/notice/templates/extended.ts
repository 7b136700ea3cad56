/** One unit was given more time for one task. */
import * as z from 'zod/mini'
import { cutOffText } from '../../time/vietnamese.ts'
import { entryIn, fileOf, saidAt } from '../calendar-entry.ts'
import { calendarFile } from '../calendar-file.ts'
import { paragraph, type Row, rowsOf } from './letter.ts'
import { taskTemplate } from './template.ts'
import { deadlineRows, formOf, taskBlock, taskInPlan, taskInside, WRITTEN } from './words.ts'

export const extendedTemplate = taskTemplate(z.object({ until: z.string(), reason: z.string() }), ({ until, reason }, scene) => {
  const { act } = formOf(scene.task)
  const end = cutOffText(until)
  const entry = entryIn(scene.plan, scene.task.key, scene.url, until)
  const file = entry && fileOf([entry], scene, saidAt(scene.plan, scene.task))
  const rows: Row[] = [
    ['Hạn mới của đơn vị', end],
    ...rowsOf(...deadlineRows(scene.task, scene.plan).rows.filter(([label]) => label === WRITTEN)),
  ]
  return {
    subject: `Được gia hạn: ${taskInPlan(scene)}`,
    headline: `Đơn vị được gia hạn ${act} ${taskInside(scene.task)} đến ${end}.`,
    preheader: `Xin ${act} trước hạn mới.`,
    lead: [{ type: 'callout', rows }, paragraph(`Xin ${act} trên trang trước hạn mới. Gia hạn này chỉ dành riêng cho đơn vị.`)],
    details: [{ type: 'quote', title: 'Lý do gia hạn', text: reason }, taskBlock(scene)],
    next: [
      'Nộp trong thời gian gia hạn vẫn được ghi là nộp sau hạn, kèm lý do gia hạn.',
      'Hết hạn mới, hệ thống đóng lại và báo kết quả.',
      ...(file ? ['Tệp lịch kèm theo (lich.ics) dời việc này sang hạn mới; mở tệp để cập nhật lịch.'] : []),
    ],
    action: `Mở trang để ${act}`,
    calendar: file && calendarFile(file),
  }
})
