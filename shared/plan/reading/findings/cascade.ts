import { labelOf } from '../../sentences.vi.ts'
import { daysBetween, plusDays } from '../deadline/calendar.ts'
import type { Finding } from '../types.ts'
import { finish } from './sentence.ts'
import { childAfterParentWords } from './sentences.vi.ts'
import { is, topicOf } from './topic.ts'

/** A child hands in to its parent: what its own units owe must come in before, with days to put it together. */
const MARGIN_DAYS_MIN = 3
const handedUp = ['dossier', 'register', 'self-assessment-report', 'data-entry']

/** What is compared of a task, of the appendix or of the body. */
export type Comparable = {
  readonly key: string
  readonly reference?: string
  readonly content: string
  readonly kinds: readonly string[]
  readonly deadlineText: string
  readonly due: { readonly to?: string | null; readonly toBound?: 'inclusive' | 'exclusive' } | null
}

export type Compared = Finding & { readonly key: string }

/** Findings about a child's tasks against those its own unit owes above. Neither plan is changed. */
export function compareWithParent(child: readonly Comparable[], owedAbove: readonly Comparable[]): Compared[] {
  return child.flatMap((task) => {
    const owed = owedAbove.find(
      (above) =>
        handedUp.some((kind) => is(above, kind) && is(task, kind)) && topicOf(above) === topicOf(task) && lastDay(above) !== undefined,
    )
    const [own, above] = [lastDay(task), owed && lastDay(owed)]
    if (owed === undefined || own === undefined || above === undefined || daysBetween(own, above) >= MARGIN_DAYS_MIN) return []
    const values = {
      tt: labelOf(task),
      deadline: task.deadlineText,
      parent: labelOf(owed).toLowerCase(),
      parentDeadline: owed.deadlineText,
      least: String(MARGIN_DAYS_MIN),
    }
    const draft = { field: 'deadlineText', anchor: `${task.content}|${task.deadlineText}`, values }
    return [{ ...finish({ code: 'child-after-parent', severity: 'confirm' }, draft, childAfterParentWords), key: task.key }]
  })
}

/** The last good day on the strict reading, which both plans are compared on. */
function lastDay({ due }: Comparable): string | undefined {
  if (due?.to == null) return undefined
  return due.toBound === 'exclusive' ? plusDays(due.to, -1) : due.to
}
