/** "Thư của đơn vị": what was sent to a unit, and to one of its people in person, the newest first. */
import { everyItem } from '../log/pages.ts'
import { currentPlans } from '../plan/load.ts'
import type { EventStore } from '../ports.ts'
import type { NoticeRow } from './notice.ts'

export async function unitNotices(unit: string, person: string, store: EventStore) {
  const [toUnit, toPerson] = await Promise.all([rowsFor(unit, store), rowsFor(person, store)])
  const rows = [...toUnit, ...toPerson].toSorted((left, right) => (right.queuedAt ?? '').localeCompare(left.queuedAt ?? ''))
  const planIds = [...new Set(rows.flatMap(({ planId }) => planId ?? []))]
  const plans = await currentPlans(store, planIds)
  const known = new Map(plans.flatMap((plan) => (plan === undefined ? [] : [[plan.planId, plan] as const])))
  return rows.map(({ noticeId, kind, planId = '', key, recipient, contact, delivery, queuedAt }) => {
    const plan = known.get(planId)
    return {
      noticeId,
      kind,
      planId: plan?.planId,
      planNumber: plan?.header.number,
      key,
      reference: plan?.tasks.find((task) => task.key === key)?.reference,
      isPersonal: recipient === person,
      contact,
      delivery,
      queuedAt,
    }
  })
}

/** Every mail to a recipient: a few hundred a year. */
async function rowsFor(recipient: string, store: EventStore): Promise<readonly NoticeRow[]> {
  const entries = await everyItem((after) => store.shelf(`unit#${recipient}`, { prefix: 'notice#', after }))
  return entries.map((entry) => JSON.parse(entry.row) as NoticeRow)
}
