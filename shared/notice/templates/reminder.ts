/** A step of the reminder ladder, to the unit that still owes. */
import * as z from 'zod/mini'
import { windowOf } from '../../plan/deadline.ts'
import { dayText } from '../../time/vietnamese.ts'
import { type TaskScene, taskTemplate } from './template.ts'
import { deadlineCallout, formOf, planName, taskBlock, taskInside } from './words.ts'

export const reminderTemplate = taskTemplate(z.object({ daysLeft: z.int() }), ({ daysLeft }, scene) => {
  const { act, noun } = formOf(scene.task)
  return {
    subject: `${daysLeftText(daysLeft)}: ${act} ${taskInside(scene.task)}, ${planName(scene.plan)}`,
    headline: `${timeLeft(daysLeft, scene)}. Hệ thống chưa nhận được ${noun} của đơn vị.`,
    preheader: `Xin ${act} trên trang thông báo.`,
    lead: [deadlineCallout(scene)],
    details: [taskBlock(scene)],
    next: [
      'Nộp xong, đơn vị nhận giấy biên nhận qua thư và không bị nhắc việc này nữa.',
      'Hết hạn, nhiệm vụ đóng lại; muốn nộp sau đó phải được nơi ban hành gia hạn.',
    ],
    action: `Mở trang để ${act}`,
  }
})

export function daysLeftText(daysLeft: number): string {
  return daysLeft <= 0 ? 'Hôm nay là ngày cuối' : `Còn ${daysLeft} ngày`
}

/** Names the day besides counting to it: a mail may be read a day later. */
export function timeLeft(daysLeft: number, { plan, task }: Pick<TaskScene, 'plan' | 'task'>): string {
  const window = windowOf(task.due, plan.policy.closes)
  const day = window === undefined ? '' : ` (${dayText(window.strictLastDay)})`
  const what = `${formOf(task).act} ${taskInside(task)}`
  if (daysLeft > 0) return `Còn ${daysLeft} ngày${day.replace('(', '(đến ')} để ${what}`
  // On the lenient reading the system still takes it tomorrow.
  return `Hôm nay${day} là ngày cuối ${window?.strictLastDay === window?.lastDay ? 'để' : 'nên'} ${what}`
}
