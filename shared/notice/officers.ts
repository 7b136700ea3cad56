/** Who is told of a plan's course: whoever issued it, or else those who answer for it now. */
import { isPersonId, isUnitId, type Person, type Unit } from '../directory/model.ts'
import type { Directory, DirectoryView } from '../directory/snapshot.ts'
import type { PlanState } from '../plan/plan.ts'

/**
 * Its owner, while that person acts for the issuer and the issuer is there. A person leaves, an office is dissolved: then the officers of
 * whoever took over, or of the nearest unit above that has some. Nobody is left out for whom there is no other.
 */
export function officersOf(
  { owner, issuerUnit }: Pick<PlanState, 'owner' | 'issuerUnit'>,
  directory: Directory,
  date: string,
): readonly Person[] {
  const view = directory.asOf(date)
  const issuer = isUnitId(issuerUnit) ? directory.unit(issuerUnit) : undefined
  const person = owner !== undefined && isPersonId(owner) ? directory.person(owner) : undefined
  const acting = person !== undefined && actsFor(person, issuerUnit, view) ? [person] : []
  const seat = issuer && (view.unit(issuer.id) ?? (issuer.parent && view.unit(issuer.parent)))
  if (acting.length > 0 && seat?.id === issuerUnit) return acting
  const line = seat === undefined ? [] : [seat, ...view.ancestorsOf(seat.id)]
  const told = [...new Set([...acting, ...nearestOfficers(line, view)])]
  return told.length === 0 && person !== undefined ? [person] : told
}

/** Of the first of these units that has any. */
export function nearestOfficers(units: readonly Unit[], view: DirectoryView): readonly Person[] {
  return units.map(({ id }) => view.peopleIn(id, 'officer')).find(({ length }) => length > 0) ?? []
}

const actsFor = ({ id }: Person, issuer: string, view: DirectoryView): boolean =>
  view.rolesOf(id).some((role) => view.reachOf(role.unit).some((unit) => unit.id === issuer))
