/** A unit's mails go to the addresses it has: whoever keeps the directory looks again soon enough. */
import { DIRECTORY_FRESH_SECONDS } from '../../../shared/directory/load.ts'
import { SKEW_MILLISECONDS_MAX } from '../faults.ts'
import type { Report } from './invariant.ts'
import type { Logged } from './ledger.ts'

/** The longest that a function works on what it read when it began. */
const WORK_MILLISECONDS_MAX = 300_000
const BEHIND_MILLISECONDS_MAX = DIRECTORY_FRESH_SECONDS * 1_000 + WORK_MILLISECONDS_MAX + 2 * SKEW_MILLISECONDS_MAX

interface Addresses {
  readonly from: number
  readonly emails: readonly string[]
}

export function addressesOf(report: Report): { add(event: Logged, now: number): void } {
  const known = new Map<string, Addresses[]>()
  return {
    add(event, now) {
      if (event.name === 'unit.registered' || event.name === 'unit.changed') {
        const { id, contacts } = event.data.unit
        known.set(id, [...(known.get(id) ?? []), { from: now, emails: contacts.map(({ email }) => email) }])
      } else if (event.name === 'notice.queued') {
        const { noticeId, recipient, address } = event.data
        const all = known.get(recipient)
        const good = all?.filter((_, index) => (all[index + 1]?.from ?? Infinity) >= now - BEHIND_MILLISECONDS_MAX)
        if (good !== undefined && !good.some(({ emails }) => emails.includes(address)))
          report('addresses', `${noticeId} goes to ${address}, which ${recipient} has given up`)
      }
    },
  }
}
