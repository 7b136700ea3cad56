/** From a recipient to a mail: which address, under which name. */
import type { NoticeKind } from '../../events/notice.ts'
import { isPersonId, isUnitId, type Person, type Unit } from '../directory/model.ts'
import type { Directory } from '../directory/snapshot.ts'
import type { QueuedNotice } from './notice.ts'
import { noticeIdOf } from './queue.ts'

export interface Occasion {
  readonly kind: NoticeKind
  readonly planId?: string
  readonly key?: string
  /** Tells two mails of one kind apart, such as two steps of the reminder ladder. */
  readonly occasion?: string
  readonly facts: Readonly<Record<string, unknown>>
}

/** Nobody reads the mail of a unit that is gone, or not founded yet. `date`: the day in Hà Nội. */
export function isThere(unit: Unit, directory: Directory, date: string): boolean {
  return directory.asOf(date).unit(unit.id) === unit
}

/** A mail to a unit's contact (1 or 2); nothing when it has none of that rank. */
export function noticeToUnit(unit: Unit, about: Occasion, contact = 1): QueuedNotice | undefined {
  const address = unit.contacts[contact - 1]?.email
  return address === undefined ? undefined : notice(unit.id, unit.name, address, contact, about)
}

export function noticeToPerson(person: Person, about: Occasion): QueuedNotice {
  return notice(person.id, person.name, person.email, 1, about)
}

function notice(recipient: string, name: string, address: string, contact: number, about: Occasion): QueuedNotice {
  const { kind, planId, key, occasion, facts } = about
  return {
    noticeId: noticeIdOf({ kind, planId, key, recipient, contact, occasion }),
    kind,
    planId,
    key,
    recipient,
    name,
    address,
    contact,
    facts: { ...facts },
  }
}

/** The same mail once more, under an id of its own, to where it goes today: an address that was put right is why most go again. */
export function onceMore(told: QueuedNotice, noticeId: string, directory: Directory): QueuedNotice {
  const { kind, planId, key, recipient, name, contact, facts } = told
  return { noticeId, kind, planId, key, recipient, name, address: addressNow(told, directory), contact, facts }
}

function addressNow({ recipient, contact, address }: QueuedNotice, directory: Directory): string {
  const unit = isUnitId(recipient) ? directory.unit(recipient) : undefined
  const person = isPersonId(recipient) ? directory.person(recipient) : undefined
  return unit?.contacts[contact - 1]?.email ?? person?.email ?? address
}
