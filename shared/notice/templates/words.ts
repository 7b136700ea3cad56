/** Sentences that several templates share. */
import { outlasting, windowIn } from '../../plan/deadline.ts'
import { deadlineWords } from '../../plan/deadline-words.ts'
import type { PlanState, TaskState } from '../../plan/plan.ts'
import { labelOf, taskForms } from '../../plan/sentences.vi.ts'
import { cutOffText, dayText } from '../../time/vietnamese.ts'
import { shorten } from '../html.ts'
import type { Block, Row } from './letter.ts'
import { rowsOf } from './letter.ts'
import type { TaskScene } from './template.ts'

/** What a mail's button is called. */
export const CONFIRM = 'Đọc và xác nhận đã nhận'
export const OPEN_TASK = 'Mở trang nhiệm vụ'
export const OPEN_NOTICE = 'Mở trang thông báo'
export const SEE_HANDED_IN = 'Xem bản đã nộp'

/** Names of rows. */
export const WRITTEN = 'Thời hạn ghi trong kế hoạch'
export const ADVISED = 'Nên gửi chậm nhất'
export const EXTENDED = 'Đơn vị được gia hạn đến hết'

/** A task's text where it stands among others; the page shows the whole. */
export const TASK_CHARACTERS_MAX = 400
/** Names and files in a subject line. */
export const SUBJECT_NAME_CHARACTERS_MAX = 60
/** Names listed in a mail; the page it links to lists all. */
export const LINES_MAX = 60

export function planName(plan: PlanState): string {
  return `Kế hoạch ${shorten(plan.header.number, SUBJECT_NAME_CHARACTERS_MAX)}`
}

/** `Nhiệm vụ 8, Kế hoạch 148/KH-SGDĐT`. */
export function taskName({ plan, task }: Pick<TaskScene, 'plan' | 'task'>): string {
  return `${labelOf(task)}, ${planName(plan)}`
}

/** `nhiệm vụ 8`, within a sentence. */
export function taskInside(task: TaskState): string {
  const label = labelOf(task)
  return label.charAt(0).toLowerCase() + label.slice(1)
}

/** `nhiệm vụ 8, Kế hoạch 148/KH-SGDĐT`: as subjects end. */
export function taskInPlan({ plan, task }: Pick<TaskScene, 'plan' | 'task'>): string {
  return `${taskInside(task)}, ${planName(plan)}`
}

export function formOf(task: TaskState): (typeof taskForms)['dossier'] {
  return taskForms[task.form]
}

/** A deadline as rows: the document's words, then what the system read in them. */
export function deadlineRows(task: TaskState, plan: PlanState): { readonly rows: readonly Row[]; readonly remark?: string } {
  const words = deadlineWords(task, plan.policy.closes)
  const rows = rowsOf(
    [WRITTEN, words.written],
    ['Bắt đầu nhận', words.opens],
    [ADVISED, words.advised],
    [words.advised === undefined ? 'Gửi chậm nhất' : 'Hệ thống còn nhận đến', words.accepted],
  )
  return { rows, remark: words.remark }
}

/** A deadline that nobody can meet any more. */
export function pastRows(task: TaskState, plan: PlanState): { readonly rows: readonly Row[]; readonly remark?: undefined } {
  const { written, accepted } = deadlineWords(task, plan.policy.closes)
  return { rows: rowsOf([WRITTEN, written], ['Hạn chung đã hết', accepted]) }
}

/** ` (đến thứ Sáu, 15/3/2024)`: the day a reminder counts to, the plan's or that of an extension; nothing where the plan names none. */
export function dayToAimFor({ notice, plan, task }: TaskScene, before = ''): string {
  const aim = notice.facts.aim ?? windowIn(plan, task)?.strictLastDay
  return typeof aim === 'string' ? ` (${before}${dayText(aim)})` : ''
}

const CLOSED_REMARK = 'Nếu chưa được gia hạn, xin đề nghị nơi ban hành.'

/** Until when the unit had more time than the others when the mail was queued, in words. */
export function extensionOf({ notice, plan, task }: TaskScene): string | undefined {
  const { extension } = notice.facts
  const extended = typeof extension === 'string' ? outlasting(extension, windowIn(plan, task)) : undefined
  return extended && cutOffText(extended)
}

/** The deadline where it is what the reader must not overlook. A closed task takes nothing without an extension: say so. */
export function deadlineCallout(scene: TaskScene): Block {
  const { plan, task } = scene
  const isClosed = task.state === 'closed'
  const extended = extensionOf(scene)
  const { rows, remark = isClosed && !extended ? CLOSED_REMARK : undefined } = (isClosed ? pastRows : deadlineRows)(task, plan)
  return {
    type: 'callout',
    rows: [...rows, ...rowsOf([EXTENDED, extended])],
    remark,
  }
}

/** Which task this is about, for the mails about one. */
export function taskBlock({ plan, task }: Pick<TaskScene, 'plan' | 'task'>): Block {
  const rows = rowsOf(
    ['Kế hoạch', `${plan.header.number}, ${plan.header.issuer}`],
    [labelOf(task), task.content],
    ['Phối hợp', task.coordinating.join('; ')],
  )
  return { type: 'rows', title: 'Nhiệm vụ', rows }
}

/** The first lines and how many more there are. */
export function linesUpTo(lines: readonly string[], rest: string): string[] {
  const more = lines.length - LINES_MAX
  return more > 0 ? [...lines.slice(0, LINES_MAX), `và ${more} ${rest} nữa, xem đủ trên trang thông báo`] : [...lines]
}
