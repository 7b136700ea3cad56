/** An immutable, indexed picture of the directory, and the questions one asks of it on a given day. */

import {
  coversDate,
  type Group,
  type IsoDate,
  isUnitId,
  isValidOn,
  type Person,
  type PersonId,
  type Role,
  type RoleName,
  type Unit,
  type UnitId,
  type UnitType,
} from './model.ts'

export type GroupMembers = {
  readonly units: readonly UnitId[]
  readonly people: readonly PersonId[]
  readonly outside: readonly string[]
  /** Who leads the cluster or chairs the council, if the directory says so. */
  readonly lead?: { readonly unit?: UnitId; readonly person?: PersonId; readonly outside?: string }
}

/** One and the same from one change to the next: what is worked out from it may be kept with it. */
export type DirectoryView = {
  /** Units valid on the day, in the order in which they were given. */
  readonly units: readonly Unit[]
  /** Groups with at least one member on the day. */
  readonly groups: readonly Group[]
  /** The unit, or, once it is closed, the unit that took over; undefined where nobody did, or before it exists. */
  unit(id: string): Unit | undefined
  unitsOfType(type: UnitType): readonly Unit[]
  parentOf(id: string): Unit | undefined
  childrenOf(id: string): readonly Unit[]
  /** Nearest first, without the unit itself. */
  ancestorsOf(id: string): readonly Unit[]
  /** The unit and everything below it. */
  subtreeOf(id: string): readonly Unit[]
  /**
   * The units whose record whoever acts for this unit may reach: itself, everything below it, and what does not stand on the day but was
   * taken over by one of these, or by nobody and hangs under one of them. A closed unit reaches its own record alone, never its successor's.
   */
  reachOf(id: string): readonly Unit[]
  /** The unit's own area or the nearest ancestor's. */
  areaOf(id: string): string | undefined
  membersOf(id: string): GroupMembers
  /** Groups of which the unit is a member on the day. */
  groupsOf(id: string): readonly Group[]
  rolesOf(id: PersonId): readonly Role[]
  /** Those who hold the role (any role where none is given) in the unit itself; a role never moves to a successor by itself. */
  peopleIn(id: string, role?: RoleName): readonly Person[]
}

export type Directory = {
  readonly units: readonly Unit[]
  readonly groups: readonly Group[]
  readonly people: readonly Person[]
  unit(id: string): Unit | undefined
  group(id: string): Group | undefined
  person(id: PersonId): Person | undefined
  personByEmail(email: string): Person | undefined
  asOf(date: IsoDate): DirectoryView
}

/** Pictures kept ready; a plan asks about a handful of days, and a picture is cheap to make again. */
const VIEWS_KEPT_MAX = 8

/** Longer chains of successors or parents than this are an error in the data, not a history. */
const CHAIN_MAX = 64

export function directoryOf(units: readonly Unit[], groups: readonly Group[], people: readonly Person[]): Directory {
  const unitsById = new Map<string, Unit>(units.map((unit) => [unit.id, unit]))
  const groupsById = new Map<string, Group>(groups.map((group) => [group.id, group]))
  const peopleById = new Map(people.map((person) => [person.id, person]))
  const peopleByEmail = new Map(people.map((person) => [person.email.toLowerCase(), person]))
  const rolesByUnit = Map.groupBy(
    people.flatMap((person) => person.roles.map((role) => ({ person, role }))),
    ({ role }) => role.unit,
  )
  const data: Data = { units, groups, unitsById, groupsById, peopleById, rolesByUnit }
  const changes = changesOf([
    ...units.map(({ validFrom, validTo }) => ({ from: validFrom, to: validTo })),
    ...groups.flatMap(({ members }) => members),
    ...people.flatMap(({ roles }) => roles),
  ])
  const views = new Map<string, DirectoryView>()

  function asOf(date: IsoDate): DirectoryView {
    const since = changes.findLast((change) => change <= date) ?? ''
    const kept = views.get(since)
    if (kept) return kept
    if (views.size >= VIEWS_KEPT_MAX) views.clear()
    const view = viewOf(data, date)
    views.set(since, view)
    return view
  }

  return {
    units,
    groups,
    people,
    unit: (id) => unitsById.get(id),
    group: (id) => groupsById.get(id),
    person: (id) => peopleById.get(id),
    personByEmail: (email) => peopleByEmail.get(email.toLowerCase()),
    asOf,
  }
}

type Period = { readonly from: IsoDate; readonly to?: IsoDate | undefined }

/** Where somebody comes, or has gone, in order: a first day, or a last day with a mark that sorts after it and before the next. */
function changesOf(periods: readonly Period[]): readonly string[] {
  return [...new Set(periods.flatMap(({ from, to }) => (to === undefined ? [from] : [from, `${to}~`])))].sort()
}

type Data = {
  readonly units: readonly Unit[]
  readonly groups: readonly Group[]
  readonly unitsById: ReadonlyMap<string, Unit>
  readonly groupsById: ReadonlyMap<string, Group>
  readonly peopleById: ReadonlyMap<PersonId, Person>
  readonly rolesByUnit: ReadonlyMap<string, readonly { readonly person: Person; readonly role: Role }[]>
}

function viewOf(data: Data, date: IsoDate): DirectoryView {
  const units = data.units.filter((unit) => isValidOn(unit, date))
  const byType = Map.groupBy(units, (unit) => unit.type)
  const unit = (id: string) => standingFor(data, id, date)
  const children = Map.groupBy(units, (child) => (child.parent === undefined ? undefined : unit(child.parent)?.id))
  const groups = data.groups.filter((group) => group.members.some((member) => coversDate(member, date)))
  const groupsByUnit: ReadonlyMap<string, readonly Group[]> = groupsByMember(groups, date, unit)
  const tree = treeOf(unit, children)
  const notStanding = data.units.filter((one) => !isValidOn(one, date))
  // Who took over, or else the nearest above it that stands: who stands keeps its own.
  const keeperOf = (one: Unit | undefined, step = 0): Unit | undefined =>
    one && step < CHAIN_MAX ? (unit(one.id) ?? keeperOf(one.parent && data.unitsById.get(one.parent), step + 1)) : undefined

  return {
    units,
    groups,
    unit,
    unitsOfType: (type) => byType.get(type) ?? [],
    ...tree,
    reachOf(id) {
      const own = data.unitsById.get(id)
      const standing = unit(id) === own ? tree.subtreeOf(id) : []
      const within = new Set<Unit | undefined>(standing)
      return [...standing, ...notStanding.filter((one) => one === own || within.has(keeperOf(one)))]
    },
    membersOf: (id) => membersOf(data.groupsById.get(id), date, unit),
    groupsOf: (id) => groupsByUnit.get(id) ?? [],
    rolesOf: (id) => (data.peopleById.get(id)?.roles ?? []).filter((role) => coversDate(role, date)),
    peopleIn: (id, role) => holders(data.rolesByUnit.get(id) ?? [], date, role),
  }
}

function standingFor(data: Data, id: string, date: IsoDate, step = 0): Unit | undefined {
  const unit = data.unitsById.get(id)
  if (unit === undefined || isValidOn(unit, date)) return unit
  // Not yet founded: nobody stands for it, least of all its successor.
  if (date < unit.validFrom || unit.successor === undefined || step === CHAIN_MAX) return undefined
  return standingFor(data, unit.successor, date, step + 1)
}

type Tree = Pick<DirectoryView, 'parentOf' | 'childrenOf' | 'ancestorsOf' | 'subtreeOf' | 'areaOf'>

function treeOf(unit: (id: string) => Unit | undefined, children: ReadonlyMap<string | undefined, readonly Unit[]>): Tree {
  function parentOf(id: string): Unit | undefined {
    const child = unit(id)
    const parent = child?.parent === undefined ? undefined : unit(child.parent)
    // A unit that succeeds its own parent is the new root of that branch.
    return parent?.id === child?.id ? undefined : parent
  }

  function ancestorsOf(id: string): Unit[] {
    const found: Unit[] = []
    for (let above = parentOf(id); above && found.length < CHAIN_MAX && !found.includes(above); above = parentOf(above.id))
      found.push(above)
    return found
  }

  function subtreeOf(id: string): Unit[] {
    const root = unit(id)
    const found = new Set<Unit>(root ? [root] : [])
    for (const next of found) for (const child of children.get(next.id) ?? []) found.add(child)
    return [...found]
  }

  const areaOf = (id: string) => [unit(id), ...ancestorsOf(id)].find((at) => at?.area !== undefined)?.area

  return { parentOf, childrenOf: (id) => children.get(id) ?? [], ancestorsOf, subtreeOf, areaOf }
}

function membersOf(group: Group | undefined, date: IsoDate, unit: (id: string) => Unit | undefined): GroupMembers {
  const units = new Set<UnitId>()
  const people = new Set<PersonId>()
  const outside = new Set<string>()
  let lead: GroupMembers['lead']
  for (const member of group?.members ?? []) {
    if (!coversDate(member, date)) continue
    if (member.unit !== undefined) {
      const standing = unit(member.unit)
      if (!standing) continue
      units.add(standing.id)
      if (member.lead) lead = { unit: standing.id }
    } else if (member.person !== undefined) {
      people.add(member.person)
      if (member.lead) lead = { person: member.person }
    } else {
      outside.add(member.outside)
      if (member.lead) lead = { outside: member.outside }
    }
  }
  return { units: [...units], people: [...people], outside: [...outside], ...(lead ? { lead } : {}) }
}

function groupsByMember(groups: readonly Group[], date: IsoDate, unit: (id: string) => Unit | undefined): Map<UnitId, Group[]> {
  const found = new Map<UnitId, Group[]>()
  for (const group of groups) {
    for (const id of membersOf(group, date, unit).units) found.set(id, [...(found.get(id) ?? []), group])
  }
  return found
}

function holders(roles: readonly { readonly person: Person; readonly role: Role }[], date: IsoDate, wanted?: RoleName): Person[] {
  const held = roles.filter(({ role }) => (wanted === undefined || role.role === wanted) && coversDate(role, date))
  return [...new Set(held.map(({ person }) => person))]
}

/** The owner of a group where it is a unit of the directory. */
export function ownerUnitOf(group: Group, view: DirectoryView): Unit | undefined {
  return isUnitId(group.owner) ? view.unit(group.owner) : undefined
}
