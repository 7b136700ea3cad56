/** A task that asks its units for a plan of their own, and whether a plan is the one it asks for. */
import type { PlanTask } from '../../../events/plan.ts'
import type { Directory } from '../../directory/snapshot.ts'
import { type Issuing, tasksAskedOf } from '../duties.ts'
import { fold } from '../reading/fold.ts'

export interface OwnPlan {
  readonly issuerUnit: string
  readonly header: { readonly title: string; readonly year: number; readonly throughYear?: number }
}

/** What a row mainly asks for comes first in its kinds. */
export function asksForOwnPlan({ kinds: [main] }: Pick<PlanTask, 'kinds'>): boolean {
  return main === 'build-plan'
}

/** The tasks by which a plan asks this unit for a plan of its own. */
export function ownPlanTasks(
  plan: Issuing & { readonly tasks: readonly PlanTask[] },
  unit: string,
  directory: Directory,
  date: string,
): readonly PlanTask[] {
  return tasksAskedOf(unit, plan, directory, date).filter(asksForOwnPlan)
}

/** Words that every plan of this field has in its title, and those that only say who makes it. */
const COMMON = new Set(
  (
    'ke hoach kh xay dung ban hanh lap gui nop trien khai thuc hien to chuc cong tac phong trao thi dua khen thuong tdkt td kt ' +
    'cua don vi minh cac nganh giao duc va dao tao gd dt gddt so truong quan huyen xa thanh pho ha noi nam hoc giai doan tu den ngay ve theo'
  ).split(' '),
)

/**
 * "Xây dựng kế hoạch công tác thi đua năm 2023" is answered by any plan of the work of 2023; "kế hoạch tổ chức hội nghị điển hình tiên
 * tiến" only by one whose title says at least half of what is particular about it.
 */
export function isAnsweredBy(task: Pick<PlanTask, 'content'>, own: OwnPlan): boolean {
  // To whom it goes says nothing about the plan.
  const content = fold(task.content).replace(/ ve: .*/s, '')
  const years = [...content.matchAll(/\b(20\d\d)\b/g)].map(([, year]) => Number(year))
  const last = own.header.throughYear ?? own.header.year
  if (years.length > 0 && !years.some((year) => own.header.year <= year && year <= last)) return false
  const after = content.slice(Math.max(0, content.search(/\b(?:ke hoach|kh)\b/)))
  const particular = [...new Set(after.match(/[a-z]+/g) ?? [])].filter((word) => !COMMON.has(word))
  if (particular.length === 0) return true
  const title = new Set(fold(own.header.title).match(/[a-z]+/g) ?? [])
  return particular.filter((word) => title.has(word)).length * 2 >= particular.length
}
