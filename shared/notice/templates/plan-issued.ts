/** A plan was issued: what this recipient owes, in the order of the days. */
import * as z from 'zod/mini'
import { type Window, windowIn } from '../../plan/deadline.ts'
import type { PlanState, TaskState } from '../../plan/plan.ts'
import { labelOf } from '../../plan/sentences.vi.ts'
import { dateText, dayText } from '../../time/vietnamese.ts'
import { entryOf, fileOf } from '../calendar-entry.ts'
import { calendarFile } from '../calendar-file.ts'
import { shorten } from '../html.ts'
import { type Block, type Item, type Letter, paragraph, rowsOf } from './letter.ts'
import { type PlanScene, planTemplate } from './template.ts'
import { CONFIRM, deadlineRows, formOf, LINES_MAX, pastRows, planName, TASK_CHARACTERS_MAX } from './words.ts'

interface Owed {
  readonly task: TaskState
  readonly window: Window | undefined
  /** Its last day had passed before the plan came out. */
  readonly isPast: boolean
}

/** `chased`: it goes once more, to whoever has not said that they got it. */
const facts = z.object({ owes: z.array(z.string()), chased: z.optional(z.boolean()) })

export const planIssuedTemplate = planTemplate(facts, ({ owes, chased }, scene) => {
  const owed = owedTasks(scene.plan, owes)
  const letter = { ...(owed.length === 0 ? forInformation(scene) : toDo(owed, scene)), action: CONFIRM }
  if (!chased) return letter
  const lead = [paragraph('Thư này gửi lại vì chưa có xác nhận đã nhận.'), ...letter.lead]
  return { ...letter, subject: `Xin xác nhận đã nhận: ${letter.subject}`, lead }
})

function owedTasks(plan: PlanState, keys: readonly string[]): readonly Owed[] {
  return (
    keys
      // One that was withdrawn since is not asked for any more.
      .flatMap((key) => plan.tasks.find((task) => task.key === key) ?? [])
      .map((task) => {
        const window = windowIn(plan, task)
        return { task, window, isPast: window !== undefined && window.closesAt <= (plan.issuedAt ?? '') }
      })
      .toSorted((left, right) => lastDayOf(left).localeCompare(lastDayOf(right)))
  )
}

/** Tasks without a day come last. */
function lastDayOf({ window }: Owed): string {
  return window?.strictLastDay ?? '9999'
}

function forInformation({ plan }: PlanScene): Omit<Letter, 'action'> {
  const name = planName(plan)
  return {
    subject: `${name}: gửi để biết`,
    headline: `${plan.header.issuer} đã ban hành ${name}. Thư này gửi để biết.`,
    preheader: 'Không có việc phải nộp; chỉ cần xác nhận đã nhận.',
    lead: [paragraph('Nơi nhận thư này không có việc phải nộp. Xin mở trang thông báo để đọc và bấm “Xác nhận đã nhận” trên trang đó.')],
    details: [planBlock(plan)],
    next: ['Thư nhắc hạn chỉ gửi đơn vị được giao việc và thủ trưởng đơn vị.'],
  }
}

function toDo(owed: readonly Owed[], scene: PlanScene): Omit<Letter, 'action'> {
  const { plan } = scene
  const name = planName(plan)
  const coming = owed.filter((one) => !one.isPast)
  const past = owed.filter((one) => one.isPast)
  const first = coming[0]?.window
  // What nobody can do any more is no work: it is counted apart.
  const count = `${coming.length} việc cần làm`
  const over = past.length > 0 ? `, ${past.length} việc đã qua hạn` : ''
  return {
    subject: `${name}: ${count}${first ? `, việc đầu tiên chậm nhất ${dateText(first.strictLastDay)}` : ''}${over}`,
    headline: `${plan.header.issuer} đã ban hành ${name}, giao cho đơn vị ${count}${over}.`,
    preheader: first ? `Việc đầu tiên nên gửi chậm nhất ${dayText(first.strictLastDay)}.` : 'Xin xem từng việc bên dưới.',
    lead: [paragraph('Xin mở trang thông báo, bấm “Xác nhận đã nhận” trên trang đó, rồi giao người làm từng việc đúng hạn.')],
    details: [
      planBlock(plan),
      ...itemsBlock('Việc đơn vị cần làm', coming, plan),
      ...itemsBlock('Đã qua hạn khi kế hoạch được ban hành', past, plan),
    ],
    next: nextOf(plan, coming, past),
    calendar: calendarOf(coming, scene),
  }
}

function planBlock({ header }: PlanState): Block {
  const rows = rowsOf(['Số và ngày', `${header.number}, ngày ${dateText(header.date)}`], ['Về việc', header.title])
  return { type: 'rows', title: 'Kế hoạch', rows }
}

function itemsBlock(title: string, owed: readonly Owed[], plan: PlanState): Block[] {
  if (owed.length === 0) return []
  const items = owed.slice(0, LINES_MAX).map((one) => itemOf(one, plan))
  const more = owed.length - items.length
  const rest = more > 0 ? [paragraph(`Còn ${more} việc nữa, xem đủ trên trang thông báo.`)] : []
  return [{ type: 'items', title: `${title} (${owed.length})`, items }, ...rest]
}

function itemOf({ task, isPast }: Owed, plan: PlanState): Item {
  const { rows, remark } = isPast ? pastRows(task, plan) : deadlineRows(task, plan)
  return {
    label: `${labelOf(task)} · cần nộp: ${formOf(task).noun}`,
    title: shorten(task.content, TASK_CHARACTERS_MAX),
    rows: [...rows, ...rowsOf(['Phối hợp', shorten(task.coordinating.join('; '), TASK_CHARACTERS_MAX)])],
    remark,
  }
}

function nextOf({ policy }: PlanState, coming: readonly Owed[], past: readonly Owed[]): string[] {
  const ladder = policy.reminderDays.toSorted((left, right) => right - left)
  const before = ladder.filter((days) => days > 0)
  const steps = [...(before.length > 0 ? [`trước ${before.join(', ')} ngày`] : []), ...(ladder.includes(0) ? ['vào đúng ngày cuối'] : [])]
  const isDated = coming.some((one) => one.window !== undefined)
  return [
    ...(isDated && steps.length > 0 ? [`Hệ thống nhắc ${steps.join(' và ')}, và chỉ nhắc khi việc chưa được nộp.`] : []),
    'Nộp xong mỗi việc, đơn vị nhận ngay giấy biên nhận qua thư.',
    ...(isDated ? ['Tệp lịch kèm thư này ghi các ngày trên; mở tệp để đưa vào lịch làm việc.'] : []),
    ...(past.length > 0 ? ['Việc đã qua hạn chỉ nộp được sau khi nơi ban hành gia hạn; xin liên hệ nơi ban hành nếu chưa làm.'] : []),
  ]
}

/** Nothing to put into a calendar where no task to come names a day. */
function calendarOf(coming: readonly Owed[], scene: PlanScene): string | undefined {
  const { plan, url } = scene
  const entries = coming.flatMap((one) => (one.window === undefined ? [] : [entryOf(one.task, one.window, plan, url)]))
  const file = fileOf(entries, scene, plan.issuedAt)
  return file && calendarFile(file)
}
