/** A mail is meant for who acts now: a unit that stands, a person who holds a role there, or is about to. */
import { isPersonId, isUnitId, isValidOn, type PersonId } from '../../../shared/directory/model.ts'
import type { Directory } from '../../../shared/directory/snapshot.ts'
import { dayOf } from '../../../shared/time/calendar.ts'
import { TOLD_MILLISECONDS_MAX } from './amendments.ts'
import { DIRECTORY_BEHIND_MILLISECONDS_MAX, type Directories } from './directories.ts'
import type { Report } from './invariant.ts'
import type { Logged } from './ledger.ts'

export function checkInOffice(event: Logged, directories: Directories, now: number, report: Report): void {
  if (event.name !== 'notice.queued') return
  const { noticeId, kind, recipient, facts } = event.data
  // The giver of a role hears of it when it is given, which may be its first day without it.
  if (kind === 'role-transferred' || kind === 'role-transfer-cancelled') return
  // What happened late in the evening may be told after midnight.
  const [today, since] = [now, now - TOLD_MILLISECONDS_MAX].map((time) => dayOf(new Date(time).toISOString())) as [string, string]
  const known = directories.between(now - DIRECTORY_BEHIND_MILLISECONDS_MAX)
  const isIn = (directory: Directory): boolean => {
    if (isUnitId(recipient))
      return directory.units.some((unit) => unit.id === recipient && (isValidOn(unit, today) || isValidOn(unit, since)))
    return isPersonId(recipient) && acts(recipient, typeof facts.unit === 'string' ? facts.unit : undefined, directory)
  }
  const acts = (person: PersonId, unit: string | undefined, directory: Directory): boolean =>
    (directory.person(person)?.roles ?? []).some(
      ({ role, unit: of, to }) => (to ?? since) >= since && (kind !== 'escalation' || (role === 'head' && of === unit)),
    )
  if (!known.some(isIn)) report('in-office', `${noticeId} (${kind}) goes to ${recipient}, who is not in office on ${today}`)
}
