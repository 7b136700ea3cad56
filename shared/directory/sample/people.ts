/** The invented people of the sample and what they do. */

import { slugOf } from '../../text/fold.ts'
import type { Person, PersonId, RoleName, Unit, UnitId } from '../model.ts'
import { personName } from './names.ts'
import { founded, office, so } from './units.ts'

type Post = { readonly unit: UnitId; readonly roles: readonly RoleName[]; readonly count: number }

/** Types that hold no people of their own: outside bodies have none, councils are made of the people of other units. */
const withoutPosts: readonly Unit['type'][] = ['outside', 'council']

/** One clerk and one head a unit; the Sở has a director and four deputies; units that issue plans in the seeds have an officer. */
export function samplePeople(units: readonly Unit[], issuers: readonly UnitId[]): Person[] {
  const posts = units.filter((unit) => !withoutPosts.includes(unit.type)).flatMap((unit) => postsOf(unit.id, issuers.includes(unit.id)))
  let n = 0
  return posts.flatMap(({ unit, roles, count }) => Array.from({ length: count }, () => personOf(n++, unit, roles)))
}

function postsOf(unit: UnitId, issues: boolean): Post[] {
  const posts: Post[] = [
    { unit, roles: ['clerk'], count: unit === office ? 2 : 1 },
    { unit, roles: ['head'], count: unit === so ? 5 : 1 },
  ]
  if (issues) posts.push({ unit, roles: ['officer'], count: 1 })
  if (unit === so) posts.push({ unit, roles: ['reader'], count: 1 })
  return posts
}

function personOf(n: number, unit: UnitId, roles: readonly RoleName[]): Person {
  const name = personName(n)
  // The number keeps ids and addresses different where invented names repeat.
  const tail = `${slugOf(name)}-${n + 1}`
  const id: PersonId = `per_${tail}`
  return { id, name, email: `${tail}@${unit.slice(4)}.thidua.test`, roles: roles.map((role) => ({ role, unit, from: founded })) }
}

/** The same people with one more role each in a council: its chair as head, its secretary as clerk. */
export function seatInCouncil(
  people: readonly Person[],
  council: UnitId,
  chair: Person | undefined,
  secretary: Person | undefined,
): Person[] {
  return people.map((person) => {
    const roles: RoleName[] = []
    if (person.id === chair?.id) roles.push('head')
    if (person.id === secretary?.id) roles.push('clerk')
    return roles.length === 0
      ? person
      : { ...person, roles: [...person.roles, ...roles.map((role) => ({ role, unit: council, from: founded }))] }
  })
}
