/** A task closed: the plan's owner learns who is missing. */
import * as z from 'zod/mini'
import { labelOf } from '../../plan/sentences.vi.ts'
import { cutOffText, numberText } from '../../time/vietnamese.ts'
import type { Block } from './letter.ts'
import { taskTemplate } from './template.ts'
import { OPEN_TASK, taskBlock, taskName } from './words.ts'

const facts = z.object({ at: z.string(), expected: z.int(), done: z.int(), owing: z.int(), names: z.array(z.string()) })

export const taskClosedTemplate = taskTemplate(facts, ({ at, expected, done, owing, names }, scene) => {
  const score = `${numberText(done)} trên ${numberText(expected)} đơn vị đã nộp`
  const nobody = expected === 0 ? 'phải nộp' : 'thiếu'
  const missing = owing === 0 ? `không đơn vị nào ${nobody}` : `${numberText(owing)} đơn vị còn thiếu`
  return {
    subject: `${taskName(scene)}: đã đóng, ${missing}`,
    headline: `${labelOf(scene.task)} đã đóng: ${score}, ${missing}.`,
    preheader: owing === 0 ? 'Xin xem kết quả.' : 'Xin xem danh sách đơn vị còn thiếu.',
    lead: [
      {
        type: 'callout',
        rows: [
          ['Kế hoạch', scene.plan.header.number],
          ['Hết hạn nhận', cutOffText(at)],
          ['Đã nộp', `${numberText(done)}/${numberText(expected)} đơn vị`],
        ],
      },
    ],
    details: [...missingBlock(owing, names), taskBlock(scene)],
    next:
      owing === 0
        ? [expected === 0 ? 'Xin theo dõi trực tiếp nơi thực hiện.' : 'Những gì đã nộp chờ Ông/Bà xem và tiếp nhận trên trang nhiệm vụ.']
        : [
            'Từ lúc này hệ thống không nhận thêm, trừ đơn vị được gia hạn.',
            'Muốn cho đơn vị nào nộp tiếp, xin gia hạn trên trang nhiệm vụ, kèm lý do; nộp khi đó vẫn ghi là sau hạn.',
          ],
    action: OPEN_TASK,
  }
})

function missingBlock(owing: number, names: readonly string[]): Block[] {
  if (names.length === 0) return []
  const more = owing - names.length
  const lines = more > 0 ? [...names, `và ${numberText(more)} đơn vị nữa, xem đủ trên trang nhiệm vụ`] : names
  return [{ type: 'list', title: 'Đơn vị còn thiếu', lines }]
}
