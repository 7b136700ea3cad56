/** A unit's head learns that the unit still owes, while there is still time. */
import * as z from 'zod/mini'
import { shorten } from '../html.ts'
import { paragraph } from './letter.ts'
import { type TaskScene, taskTemplate } from './template.ts'
import { dayToAimFor, deadlineCallout, formOf, OPEN_TASK, SUBJECT_NAME_CHARACTERS_MAX, taskBlock, taskInPlan, taskInside } from './words.ts'

export const escalationTemplate = taskTemplate(z.object({ daysLeft: z.int(), unitName: z.string() }), ({ daysLeft, unitName }, scene) => {
  const { act, noun } = formOf(scene.task)
  return {
    subject: `${shorten(unitName, SUBJECT_NAME_CHARACTERS_MAX)} chưa ${act}: ${taskInPlan(scene)}`,
    headline: `${unitName} chưa ${act} ${taskInside(scene.task)}; ${timeLeft(daysLeft, scene)}.`,
    preheader: 'Xin Ông/Bà đôn đốc người được giao việc này.',
    lead: [
      paragraph(`Thư này gửi thủ trưởng đơn vị. Xin Ông/Bà đôn đốc người được giao, để ${noun} được gửi đúng hạn.`),
      deadlineCallout(scene),
    ],
    details: [taskBlock(scene)],
    next: [
      'Đơn vị nộp xong thì hệ thống không nhắc việc này nữa.',
      'Hết hạn, nơi ban hành nhận danh sách đơn vị chưa nộp; muốn nộp sau đó phải được gia hạn.',
    ],
    action: OPEN_TASK,
  }
})

function timeLeft(daysLeft: number, scene: TaskScene): string {
  return daysLeft > 0 ? `còn ${daysLeft} ngày${dayToAimFor(scene, 'đến ')}` : `hôm nay${dayToAimFor(scene)} là ngày cuối nên gửi`
}
