/** Who I am, in which roles I can act, and what the portal may offer me in this one. Asked of the one authorization function. */
import { isUnitId } from '../directory/model.ts'
import type { Directory } from '../directory/snapshot.ts'
import { dayOf } from '../time/calendar.ts'
import { type ActingAs, may } from './may.ts'
import { standingFor } from './standing-for.ts'
import { wholeDirectory } from './whole-directory.ts'

export function meOf(actor: ActingAs, directory: Directory, at: string) {
  const person = directory.people.find((candidate) => candidate.id === actor.person)
  const roles = person === undefined ? [] : directory.asOf(dayOf(at)).rolesOf(person.id)
  const own = { unit: actor.unit }
  const below = isUnitId(actor.unit) ? directory.asOf(dayOf(at)).childrenOf(actor.unit) : []
  return {
    person: actor.person,
    name: person?.name,
    /** The machine's time: what the pages count days from. */
    now: at,
    actingAs: `${actor.role}@${actor.unit}`,
    may: {
      draftPlans: may(actor, 'plan.draft', { unit: standingFor(actor.unit, directory, at) }),
      /** A unit with nobody below it has no plan of its own to follow. */
      followPlans: below.length > 0 && may(actor, 'plan.follow', { issuer: actor.unit }),
      readDirectory: may(actor, 'directory.read', own),
      importDirectory: may(actor, 'directory.import', wholeDirectory(directory, dayOf(at))),
    },
    roles: roles.map(({ role, unit }) => ({ name: `${role}@${unit}`, role, unit, unitName: directory.unit(unit)?.name })),
  }
}
