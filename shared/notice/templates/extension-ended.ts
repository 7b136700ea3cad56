/** An extension ran out: the unit learns how it ended, and where nothing came, so does the plan's owner (who is told the unit's name). */
import * as z from 'zod/mini'
import { cutOffText } from '../../time/vietnamese.ts'
import { shorten } from '../html.ts'
import { type Block, type Letter, paragraph } from './letter.ts'
import { type TaskScene, taskTemplate } from './template.ts'
import { formOf, OPEN_TASK, SEE_HANDED_IN, SUBJECT_NAME_CHARACTERS_MAX, taskBlock, taskInPlan } from './words.ts'

const facts = z.object({ until: z.string(), handedIn: z.boolean(), unitName: z.optional(z.string()) })

export const extensionEndedTemplate = taskTemplate(facts, ({ until, handedIn, unitName }, scene) => {
  if (unitName !== undefined) return toOwner(unitName, until, scene)
  return handedIn ? inTime(until, scene) : missed(until, scene)
})

function inTime(until: string, scene: TaskScene): Letter {
  const { noun } = formOf(scene.task)
  return {
    subject: `Hết gia hạn, đã nhận: ${taskInPlan(scene)}`,
    headline: `Thời gian gia hạn đã hết. Hệ thống đã nhận ${noun} của đơn vị.`,
    preheader: 'Đơn vị không cần làm gì thêm.',
    lead: [ended(until, 'đã nộp')],
    details: [taskBlock(scene)],
    next: ['Cán bộ phụ trách sẽ xem; đơn vị được báo khi được tiếp nhận hoặc cần bổ sung.'],
    action: SEE_HANDED_IN,
  }
}

function missed(until: string, scene: TaskScene): Letter {
  const { noun } = formOf(scene.task)
  return {
    subject: `Hết gia hạn, chưa nhận được: ${taskInPlan(scene)}`,
    headline: `Thời gian gia hạn đã hết. Hệ thống chưa nhận được ${noun} của đơn vị.`,
    preheader: 'Muốn nộp tiếp, xin liên hệ nơi ban hành.',
    lead: [paragraph('Nếu vẫn cần nộp, xin liên hệ nơi ban hành để được xem xét gia hạn thêm.'), ended(until, 'chưa nộp')],
    details: [taskBlock(scene)],
    next: ['Hệ thống không nhận thêm cho nhiệm vụ này.', 'Nơi ban hành cũng được báo. Bản nháp của đơn vị vẫn được giữ.'],
    action: OPEN_TASK,
  }
}

function toOwner(unitName: string, until: string, scene: TaskScene): Letter {
  const { noun } = formOf(scene.task)
  return {
    subject: `${shorten(unitName, SUBJECT_NAME_CHARACTERS_MAX)} chưa nộp khi hết gia hạn: ${taskInPlan(scene)}`,
    headline: `${unitName} đã hết thời gian gia hạn mà chưa gửi ${noun}.`,
    preheader: 'Xin quyết định có gia hạn thêm hay không.',
    lead: [paragraph('Nếu đồng ý cho nộp tiếp, xin gia hạn lần nữa trên trang nhiệm vụ, kèm lý do.'), ended(until, 'chưa nộp')],
    details: [taskBlock(scene)],
    next: ['Không gia hạn thêm thì đơn vị được tính là chưa nộp nhiệm vụ này.'],
    action: OPEN_TASK,
  }
}

function ended(until: string, outcome: string): Block {
  return {
    type: 'callout',
    rows: [
      ['Gia hạn đến', cutOffText(until)],
      ['Kết quả', outcome],
    ],
  }
}
