/** A plan was amended: what is different for this unit, what it was before, and what stays valid of what the unit did. */
import * as z from 'zod/mini'
import { planAfter } from '../../plan/amendment/as-of.ts'
import { outlasting, windowIn } from '../../plan/deadline.ts'
import { deadlineWords } from '../../plan/deadline-words.ts'
import type { PlanState, TaskState } from '../../plan/plan.ts'
import { labelOf } from '../../plan/sentences.vi.ts'
import { cutOffText, dateText } from '../../time/vietnamese.ts'
import { entryIn, fileOf, sequenceOf } from '../calendar-entry.ts'
import { type CalendarEntry, calendarFile, cancellationFile } from '../calendar-file.ts'
import { shorten } from '../html.ts'
import { type Block, type Item, type Letter, paragraph, type Row, rowsOf } from './letter.ts'
import { findTask, type PlanScene, planTemplate } from './template.ts'
import { ADVISED, CONFIRM, deadlineRows, formOf, LINES_MAX, planName, SUBJECT_NAME_CHARACTERS_MAX, TASK_CHARACTERS_MAX } from './words.ts'

const taskOfUnitSchema = z.object({
  key: z.string(),
  change: z.enum(['changed', 'asked', 'released', 'withdrawn']),
  /** What the unit had done by then; absent when nothing. */
  state: z.optional(z.enum(['draft', 'submitted', 'returned', 'accepted', 'withdrawn'])),
  late: z.optional(z.boolean()),
  files: z.optional(z.int()),
  extension: z.optional(z.string()),
})

/** One task that an amendment made different for one unit. */
export type TaskOfUnit = z.infer<typeof taskOfUnitSchema>

export const amendmentFacts = z.object({ amendment: z.int(), tasks: z.array(taskOfUnitSchema) })

export const planAmendedTemplate = planTemplate(amendmentFacts, ({ amendment, tasks }, scene) => {
  const versions = { was: planAfter(scene.plan, amendment - 1), is: planAfter(scene.plan, amendment) }
  const order = versions.is.amendments?.at(-1)
  const name = planName(scene.plan)
  const document = order === undefined ? 'văn bản điều chỉnh' : `Văn bản ${shorten(order.document.number, SUBJECT_NAME_CHARACTERS_MAX)}`
  const { calendar, cancellation } = calendarsOf(tasks, versions, scene)
  const items = tasks.slice(0, LINES_MAX).flatMap((task) => itemOf(task, versions) ?? [])
  return {
    subject: `${name} được điều chỉnh: ${tasks.length} việc của đơn vị thay đổi`,
    headline: `${scene.plan.header.issuer} đã điều chỉnh ${name} theo ${document}; ${tasks.length} việc của đơn vị thay đổi.`,
    preheader: preheaderOf(tasks),
    lead: [
      paragraph('Thư này chỉ nêu những gì thay đổi đối với đơn vị; các việc khác của kế hoạch giữ nguyên. Xin làm theo bản mới dưới đây.'),
    ],
    details: [
      ...orderBlock(order),
      { type: 'items', title: `Việc thay đổi (${tasks.length})`, items },
      ...(tasks.length > items.length ? [paragraph(`Còn ${tasks.length - items.length} việc nữa, xem đủ trên trang thông báo.`)] : []),
    ],
    next: nextOf(tasks, { calendar, cancellation }),
    action: CONFIRM,
    calendar,
    cancellation,
  } satisfies Letter
})

interface Versions {
  readonly was: PlanState
  readonly is: PlanState
}

function orderBlock(order: NonNullable<PlanState['amendments']>[number] | undefined): Block[] {
  if (order === undefined) return []
  const rows = rowsOf(['Văn bản điều chỉnh', `${order.document.number}, ngày ${dateText(order.document.date)}`], ['Lý do', order.reason])
  return [{ type: 'rows', title: 'Căn cứ', rows }]
}

/** Whether the unit still has to do it. */
const isAsked = ({ change }: TaskOfUnit) => change === 'changed' || change === 'asked'

function preheaderOf(tasks: readonly TaskOfUnit[]): string {
  return tasks.some(isAsked) ? 'Xin xem hạn mới và nội dung mới của từng việc.' : 'Đơn vị không phải làm những việc nêu trong thư.'
}

const labels: Readonly<Record<TaskOfUnit['change'], string>> = {
  changed: 'thay đổi',
  asked: 'giao thêm cho đơn vị',
  released: 'không còn giao cho đơn vị',
  withdrawn: 'bỏ khỏi kế hoạch',
}

function itemOf(unitTask: TaskOfUnit, { was, is }: Versions): Item | undefined {
  const [before, after] = [findTask(was, unitTask.key), findTask(is, unitTask.key)]
  const task = after ?? before
  if (task === undefined) return undefined
  const { rows, remark } = rowsFor(unitTask, before, after, { was, is })
  return {
    label: `${labelOf(task)} · ${labels[unitTask.change]}`,
    title: shorten(task.content, TASK_CHARACTERS_MAX),
    rows: [...rows, ...doneRows(unitTask, after ?? before, is)],
    remark,
  }
}

function rowsFor(
  { change }: TaskOfUnit,
  before: TaskState | undefined,
  after: TaskState | undefined,
  { was, is }: Versions,
): { readonly rows: readonly Row[]; readonly remark?: string } {
  if (change === 'asked' && after !== undefined) {
    const { rows, remark } = deadlineRows(after, is)
    return { rows: [...rowsOf(['Cần nộp', formOf(after).noun]), ...rows], remark }
  }
  if (before === undefined || after === undefined || change !== 'changed') return { rows: [] }
  return { rows: [...differingRows(before, was, after, is)], remark: deadlineWords(after, is.policy.closes).remark }
}

/** Old beside new, for what is not the same. */
function differingRows(before: TaskState, was: PlanState, after: TaskState, is: PlanState): readonly Row[] {
  const [old, now] = [deadlineWords(before, was.policy.closes), deadlineWords(after, is.policy.closes)]
  const none = 'không ghi ngày cụ thể'
  return [
    ...pair('Thời hạn ghi', old.written ?? none, now.written ?? none),
    ...pair('Bắt đầu nhận', old.opens ?? 'ngay', now.opens ?? 'ngay'),
    ...pair('Hệ thống nhận đến', old.accepted ?? none, now.accepted ?? none),
    ...(old.advised === now.advised ? [] : rowsOf([ADVISED, now.advised])),
    ...pair('Nội dung', shorten(before.content, TASK_CHARACTERS_MAX), shorten(after.content, TASK_CHARACTERS_MAX)),
    ...pair('Phối hợp', before.coordinating.join('; ') || 'không', after.coordinating.join('; ') || 'không'),
    ...pair('Cần nộp', formOf(before).noun, formOf(after).noun),
  ]
}

function pair(label: string, old: string, now: string): readonly Row[] {
  return old === now
    ? []
    : [
        [`${label} trước đây`, shorten(old, TASK_CHARACTERS_MAX)],
        [`${label} từ nay`, shorten(now, TASK_CHARACTERS_MAX)],
      ]
}

/** What stays valid. */
function doneRows(unitTask: TaskOfUnit, task: TaskState | undefined, is: PlanState): Row[] {
  const { state, late, files = 0, extension } = unitTask
  const noun = task === undefined ? 'nội dung' : formOf(task).noun
  const count = files > 0 ? ` (${files} tệp)` : ''
  const isGone = !isAsked(unitTask)
  const done =
    state === 'submitted' || state === 'accepted'
      ? `đã nộp ${noun}${count}${late === true ? ', sau hạn' : ''}; vẫn có giá trị và được lưu${isGone ? '' : ', không phải nộp lại'}`
      : state === undefined
        ? undefined
        : `đang soạn ${noun}${count}; ${isGone ? 'được lưu, không phải nộp nữa' : 'giữ nguyên, chỉ cần làm tiếp'}`
  const holds = outlasting(extension, windowIn(is, task)) ? 'vẫn có hiệu lực' : 'nay theo hạn chung'
  const until = extension === undefined || isGone ? undefined : `đến ${cutOffText(extension)}; ${holds}`
  return rowsOf(['Việc đơn vị đã làm', done], ['Gia hạn của đơn vị', until])
}

function nextOf(tasks: readonly TaskOfUnit[], { calendar, cancellation }: Calendars): string[] {
  return [
    ...(tasks.some(isAsked) ? ['Hệ thống nhắc theo hạn mới và không nhắc theo hạn cũ nữa; việc nào đã nộp thì không bị nhắc.'] : []),
    ...(tasks.every(isAsked) ? [] : ['Hệ thống không nhắc và không nhận những việc không còn giao cho đơn vị.']),
    ...(calendar === undefined ? [] : ['Tệp lịch kèm theo (lich.ics) dời các ngày đã có sang ngày mới; mở tệp để cập nhật lịch làm việc.']),
    ...(cancellation === undefined ? [] : ['Tệp kèm theo huy-lich.ics xóa khỏi lịch làm việc những việc không còn; mở tệp để cập nhật.']),
  ]
}

type Calendars = Pick<Letter, 'calendar' | 'cancellation'>

/** What still comes moves to its new day; what the unit need not do any more, or has no day any more, goes. */
function calendarsOf(tasks: readonly TaskOfUnit[], { was, is }: Versions, scene: PlanScene): Calendars {
  const order = is.amendments?.at(-1)
  if (order === undefined) return {}
  const moved: CalendarEntry[] = []
  const gone: CalendarEntry[] = []
  for (const task of tasks) {
    const { key, change, extension } = task
    const [old, now] = [entryIn(was, key, scene.url), entryIn(is, key, scene.url, extension)]
    if (isAsked(task) && now !== undefined) moved.push(now)
    else if (old !== undefined && change !== 'asked') gone.push({ ...old, sequence: sequenceOf({ amended: order.amendment }) })
  }
  const [calendar, cancellation] = [fileOf(moved, scene, order.at), fileOf(gone, scene, order.at)]
  return { calendar: calendar && calendarFile(calendar), cancellation: cancellation && cancellationFile(cancellation) }
}
