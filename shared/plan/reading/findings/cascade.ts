import { daysBetween } from '../deadline/calendar.ts'
import type { Finding, PlanReading } from '../types.ts'
import { levelOf } from '../units.ts'
import { onTask } from './rule.ts'
import { finish } from './sentence.ts'
import { is, topicOf } from './topic.ts'

/** A child hands in to its parent: what its own units owe must come in before, with days to put it together. */
const margin_days_min = 3
const handedUp = ['dossier', 'register', 'self-assessment-report', 'data-entry']

/** Findings about a plan against the plan of the body above, once the two are linked. Neither plan is changed. */
export function compareWithParent(child: PlanReading, parent: PlanReading): Finding[] {
  const own = child.header.issuer === null ? undefined : levelOf(child.header.issuer)
  return child.tasks.flatMap((task) => {
    const owed = parent.tasks.find(
      (p) =>
        handedUp.some((kind) => is(p, kind) && is(task, kind)) &&
        topicOf(p) === topicOf(task) &&
        p.due.to != null &&
        p.executing.some((u) => levelOf(u) === own),
    )
    if (owed?.due.to == null || task.due.to == null || daysBetween(task.due.to, owed.due.to) >= margin_days_min) return []
    const draft = onTask(task, { parent: String(owed.tt), parentDeadline: owed.deadlineText ?? '', least: String(margin_days_min) })
    return [finish({ code: 'child-after-parent', severity: 'confirm', find: () => [] }, draft)]
  })
}
