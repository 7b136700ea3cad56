/** A step of the reminder ladder, to the unit that still owes. */
import * as z from 'zod/mini'
import { windowOf } from '../../plan/deadline.ts'
import { dateText, dayText } from '../../time/vietnamese.ts'
import type { Block } from './letter.ts'
import { type TaskScene, taskTemplate } from './template.ts'
import { deadlineRows, formOf, planName, taskBlock, taskInside } from './words.ts'

export const reminderTemplate = taskTemplate(z.object({ daysLeft: z.int() }), ({ daysLeft }, scene) => {
  const { act, noun } = formOf(scene.task)
  const when = timeLeft(daysLeft, scene)
  const about = `${act} ${taskInside(scene.task)}`
  return {
    subject: `${when}: ${about}, ${planName(scene.plan)}`,
    headline: `${when} để ${about}. Hệ thống chưa nhận được ${noun} của đơn vị.`,
    preheader: `Xin ${act} trên trang thông báo.`,
    blocks: [deadlineCallout(scene), taskBlock(scene)],
    next: [
      'Nộp xong, đơn vị nhận giấy biên nhận qua thư và không bị nhắc việc này nữa.',
      'Hết hạn, nhiệm vụ đóng lại; muốn nộp sau đó phải được nơi ban hành gia hạn.',
    ],
    action: `Mở trang để ${act}`,
  }
})

/** Names the day besides counting to it: a mail may be read a day later. */
export function timeLeft(daysLeft: number, { plan, task }: Pick<TaskScene, 'plan' | 'task'>): string {
  const day = windowOf(task.due, plan.policy.closes)?.strictLastDay
  if (daysLeft <= 0) return `Hôm nay${day === undefined ? '' : `, ${dayText(day)},`} là ngày nên gửi cuối cùng`
  return `Còn ${daysLeft} ngày${day === undefined ? '' : ` (đến ${dateText(day)})`}`
}

export function deadlineCallout({ plan, task }: Pick<TaskScene, 'plan' | 'task'>): Block {
  return { type: 'callout', ...deadlineRows(task, plan) }
}
