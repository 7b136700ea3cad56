/** "Thư của đơn vị": what was sent to a unit, and to one of its people in person, the newest first. */
import { stateOf, streamOf } from '../log/command.ts'
import { everyItem } from '../log/pages.ts'
import type { PlanState } from '../plan/plan.ts'
import type { EventStore } from '../ports.ts'
import type { NoticeRow } from './notice.ts'

export async function unitNotices(unit: string, person: string, store: EventStore) {
  const [toUnit, toPerson] = await Promise.all([rowsFor(unit, store), rowsFor(person, store)])
  const rows = [...toUnit, ...toPerson].toSorted((left, right) => (right.queuedAt ?? '').localeCompare(left.queuedAt ?? ''))
  const planIds = [...new Set(rows.flatMap(({ planId }) => planId ?? []))]
  const plans = await store.loadMany(planIds.map((planId) => streamOf('plan', planId)))
  const numbers = new Map(plans.flatMap((stored) => stateOf<PlanState>(stored) ?? []).map(({ planId, header }) => [planId, header.number]))
  return rows.map(({ noticeId, kind, planId, key, recipient, contact, delivery, queuedAt }) => ({
    noticeId,
    kind,
    planId,
    planNumber: planId === undefined ? undefined : numbers.get(planId),
    key,
    isPersonal: recipient === person,
    contact,
    delivery,
    queuedAt,
  }))
}

/** Every mail to a recipient: a few hundred a year. */
async function rowsFor(recipient: string, store: EventStore): Promise<readonly NoticeRow[]> {
  const entries = await everyItem((after) => store.shelf(`unit#${recipient}`, { prefix: 'notice#', after }))
  return entries.map((entry) => JSON.parse(entry.row) as NoticeRow)
}
