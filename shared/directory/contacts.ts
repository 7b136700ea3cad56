/** The addresses to which a unit's mail goes, as the unit itself puts them right. */
import type { Decision, DecisionContext } from '../log/aggregate.ts'
import { refuse } from '../log/refusal.ts'
import { unitAggregate } from './aggregates.ts'
import { emailOf, isEmail } from './contact.ts'
import { UNIT_CONTACTS_MAX, type Unit } from './model.ts'

type UnitEvents = Exclude<ReturnType<typeof unitAggregate.decide>, { readonly refused: true }>[number]

/** As `unitAggregate`, ordered to change nothing but the addresses. A unit without an address would hear of nothing, so one must stay. */
export const unitContactsAggregate = {
  ...unitAggregate,
  decide(unit: Unit | undefined, { emails }: { readonly emails: readonly string[] }, context: DecisionContext): Decision<UnitEvents> {
    if (unit === undefined) return refuse('not-found')
    const wanted = emails.map(emailOf)
    const wrong = wanted.findIndex((email) => !isEmail(email))
    if (wrong >= 0) return refuse('email-wrong', `emails.${wrong}`)
    const distinct = [...new Map(wanted.map((email) => [email.toLowerCase(), email])).values()]
    if (distinct.length === 0) return refuse('contact-missing', 'emails')
    if (distinct.length > UNIT_CONTACTS_MAX) return refuse('too-many-contacts', 'emails', { max: UNIT_CONTACTS_MAX })
    return unitAggregate.decide(unit, { value: { ...unit, contacts: distinct.map((email) => ({ email })) } }, context)
  },
}
