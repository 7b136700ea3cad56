/** A step of the reminder ladder, to the unit that still owes. */
import * as z from 'zod/mini'
import { windowIn } from '../../plan/deadline.ts'
import { type TaskScene, taskTemplate } from './template.ts'
import { dayToAimFor, deadlineCallout, extensionOf, formOf, OPEN_TASK, taskBlock, taskInPlan, taskInside } from './words.ts'

export const reminderTemplate = taskTemplate(z.object({ daysLeft: z.nullable(z.int()) }), ({ daysLeft }, scene) => {
  const { act, noun } = formOf(scene.task)
  const isClosed = scene.task.state === 'closed' && !scene.notice.facts.aim
  return {
    subject: `${subjectOf(daysLeft)}: ${act} ${taskInPlan(scene)}`,
    headline: `${timeLeft(daysLeft, scene)}. Hệ thống chưa nhận được ${noun} của đơn vị.`,
    preheader: isClosed ? '' : `Xin ${act} trên trang thông báo.`,
    lead: [deadlineCallout(scene)],
    details: [taskBlock(scene)],
    next: [
      'Nộp xong, đơn vị nhận giấy biên nhận qua thư và không bị nhắc việc này nữa.',
      ...(daysLeft === null || extensionOf(scene) ? [] : ['Hết hạn, nhiệm vụ đóng lại; muốn nộp sau đó phải được nơi ban hành gia hạn.']),
    ],
    action: isClosed ? OPEN_TASK : `Mở trang để ${act}`,
  }
})

/** No days: the plan names no day, and an officer asked for the reminder. Below zero: the day has passed. */
function subjectOf(daysLeft: number | null): string {
  if (daysLeft === null) return 'Nhắc việc'
  if (daysLeft < 0) return 'Đã quá hạn'
  return daysLeft > 0 ? `Còn ${daysLeft} ngày` : 'Hôm nay là ngày cuối'
}

/** Names the day besides counting to it: a mail may be read a day later. */
function timeLeft(daysLeft: number | null, scene: TaskScene): string {
  const what = `${formOf(scene.task).act} ${taskInside(scene.task)}`
  if (daysLeft === null) return `Nơi ban hành nhắc đơn vị ${what}`
  if (daysLeft < 0) return `Đã quá ngày nên ${what}${dayToAimFor(scene)}`
  if (daysLeft > 0) return `Còn ${daysLeft} ngày${dayToAimFor(scene, 'đến ')} để ${what}`
  // On the lenient reading the system still takes it tomorrow.
  const window = windowIn(scene.plan, scene.task)
  return `Hôm nay${dayToAimFor(scene)} là ngày cuối ${window?.strictLastDay === window?.lastDay || scene.notice.facts.aim ? 'để' : 'nên'} ${what}`
}
