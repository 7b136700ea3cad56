/**
 * Chasing those who have not said that they got the plan: the mail by which they were told goes once more, to where it would go today.
 * Whoever got it today already is left alone, so asking twice tells nobody twice.
 */
import { isPersonId, isUnitId } from '../directory/model.ts'
import type { Directory, DirectoryView } from '../directory/snapshot.ts'
import { stateOf, streamOf } from '../log/command.ts'
import { everyItem } from '../log/pages.ts'
import type { CommandContext, EventStore } from '../ports.ts'
import { dayOf } from '../time/calendar.ts'
import { onceMore } from './address.ts'
import type { NoticeRow, NoticeState } from './notice.ts'
import { noticeIdOf, queueNotices } from './queue.ts'

const KIND = 'plan-issued'

/** Answers how many mails were put into the outbox. One query, and one read for each hundred who are silent. */
export async function chaseSilent(planId: string, store: EventStore, directory: Directory, context: CommandContext): Promise<number> {
  const today = dayOf(context.at)
  const entries = await everyItem((after) => store.list(`notice#${planId}`, { prefix: `${KIND}#`, after }))
  const rows = entries.map((entry) => JSON.parse(entry.row) as NoticeRow)
  const silent = silentAmong(
    rows.filter(({ recipient }) => isThere(recipient, directory.asOf(today))),
    today,
  )
  const stored = await store.loadMany(silent.map(({ noticeId }) => streamOf('notice', noticeId)))
  const again = stored.flatMap((one) => {
    const told = stateOf<NoticeState>(one)
    if (told === undefined) return []
    const { recipient, contact, facts } = told
    const noticeId = noticeIdOf({ kind: KIND, planId, recipient, contact, occasion: `chased#${today}` })
    return [{ ...onceMore(told, noticeId, directory), facts: { ...facts, chased: true } }]
  })
  return queueNotices(store, again, { ...context, key: undefined, expectedVersion: undefined })
}

/** A unit that is gone, or a person without a role, answers no more. */
function isThere(recipient: string, view: DirectoryView): boolean {
  if (isUnitId(recipient)) return view.unit(recipient)?.id === recipient
  return isPersonId(recipient) && view.rolesOf(recipient).length > 0
}

/** Of each recipient who got a mail and answered none: the newest that left. What is still under way, or came back, is no silence. */
export function silentAmong(rows: readonly NoticeRow[], today: string): readonly NoticeRow[] {
  return [...Map.groupBy(rows, ({ recipient }) => recipient).values()].flatMap((own) => {
    const isAnswered = own.some(({ delivery }) => delivery === 'acknowledged')
    const isToldToday = own.some(({ queuedAt = '', delivery }) => delivery !== 'cancelled' && queuedAt !== '' && dayOf(queuedAt) === today)
    const left = own.filter(({ delivery }) => delivery === 'sent' || delivery === 'delivered')
    return isAnswered || isToldToday
      ? []
      : left.toSorted((one, other) => (one.queuedAt ?? '').localeCompare(other.queuedAt ?? '')).slice(-1)
  })
}
