/** The receipt of a hand-in: when, which files, how large, and the checksum of each. */
import * as z from 'zod/mini'
import { nomineeSchema } from '../../../events/words.ts'
import { instantText, sizeText } from '../../time/vietnamese.ts'
import { type Block, paragraph, type Row, rowsOf } from './letter.ts'
import { taskTemplate } from './template.ts'
import { formOf, linesUpTo, SEE_HANDED_IN, taskBlock, taskInPlan, taskName } from './words.ts'

const facts = z.object({
  submission: z.int(),
  submittedAt: z.string(),
  late: z.boolean(),
  nominees: z.array(nomineeSchema),
  note: z.string(),
  files: z.array(z.object({ fileName: z.string(), bytes: z.int(), sha256: z.string() })),
  /** The unit's own plan, where issuing it was the hand-in. */
  ownPlan: z.optional(z.object({ number: z.string() })),
})

type Facts = z.infer<typeof facts>

export const receiptTemplate = taskTemplate(facts, (given, scene) => {
  const { noun } = formOf(scene.task)
  const time = instantText(given.submittedAt)
  return {
    subject: `Giấy biên nhận: ${noun} ${taskInPlan(scene)}`,
    headline:
      given.ownPlan === undefined
        ? `Hệ thống đã nhận ${noun} của đơn vị vào ${time}.`
        : `Đơn vị đã ban hành Kế hoạch số ${given.ownPlan.number} vào ${time}; việc được giao coi như đã làm.`,
    preheader: preheaderOf(given),
    lead: [
      paragraph(
        given.ownPlan === undefined
          ? 'Xin giữ thư này làm giấy biên nhận và so lại nội dung ghi dưới đây.'
          : 'Xin giữ thư này làm giấy biên nhận. Đơn vị không phải gửi thêm tệp nào cho việc này.',
      ),
      { type: 'callout', rows: receiptRows(given, taskName(scene), time) },
    ],
    details: [
      ...filesBlock(given.files),
      ...nomineesBlock(given.nominees),
      ...(given.note.trim() === '' ? [] : [{ type: 'quote' as const, title: 'Nội dung đã gửi', text: given.note }]),
      taskBlock(scene),
    ],
    next: [
      `Cán bộ phụ trách sẽ xem; đơn vị được báo khi ${noun} được tiếp nhận hoặc cần bổ sung.`,
      ...(given.ownPlan === undefined ? [takeBack(given.late)] : []),
    ],
    action: SEE_HANDED_IN,
  }
})

function preheaderOf({ late, ownPlan }: Facts): string {
  if (ownPlan !== undefined) return late ? 'Ban hành sau hạn của việc được giao.' : 'Ban hành đúng hạn của việc được giao.'
  return late ? 'Nộp sau hạn, theo gia hạn đã ghi.' : 'Nộp đúng hạn. Xin giữ thư này làm bằng chứng.'
}

const takeBack = (late: boolean) =>
  `Trước khi hết ${late ? 'thời gian gia hạn' : 'hạn'}, đơn vị vẫn rút lại được trên trang để sửa rồi nộp lại.`

function receiptRows({ submission, late, files, nominees, ownPlan }: Facts, name: string, time: string): Row[] {
  return rowsOf(
    ['Thời điểm nhận', time],
    ['Nộp cho', name],
    ['Kế hoạch của đơn vị', ownPlan?.number],
    ['Lần nộp', `lần ${submission}, ${late ? 'sau hạn' : 'đúng hạn'}`],
    ['Số tệp', files.length === 0 ? undefined : String(files.length)],
    ['Số đối tượng đăng ký', nominees.length === 0 ? undefined : String(nominees.length)],
  )
}

/** All files, never some: it is what makes this a receipt. The number of files of a dossier is bounded. */
function filesBlock(files: Facts['files']): Block[] {
  if (files.length === 0) return []
  const items = files.map(({ fileName, bytes, sha256 }, index) => ({
    label: `Tệp ${index + 1} · ${sizeText(bytes)}`,
    title: fileName,
    rows: [],
    exact: ['SHA-256', sha256] as const,
  }))
  return [{ type: 'items', title: 'Tệp đã nhận', items }]
}

function nomineesBlock(nominees: Facts['nominees']): Block[] {
  if (nominees.length === 0) return []
  const lines = nominees.map(
    ({ name, position, award }) => `${name}${position === undefined || position === '' ? '' : `, ${position}`}: ${award}`,
  )
  return [{ type: 'list', title: 'Đối tượng đăng ký', numbered: true, lines: linesUpTo(lines, 'đối tượng') }]
}
