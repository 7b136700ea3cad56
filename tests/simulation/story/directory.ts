/** A small directory: one department that issues, schools under it and district offices, each with a clerk and a head. */

import { SYSTEM } from '../../../events/event.ts'
import { personAggregate, unitAggregate } from '../../../shared/directory/aggregates.ts'
import type { Person, Unit } from '../../../shared/directory/model.ts'
import { type Directory, directoryOf } from '../../../shared/directory/snapshot.ts'
import { prepare, streamOf } from '../../../shared/log/command.ts'
import { isRefusal } from '../../../shared/log/refusal.ts'
import { APPEND_STREAMS_MAX, type Append } from '../../../shared/ports.ts'
import { subscriptionAggregate } from '../../../shared/subscription/subscription.ts'

export const issuer = 'unt_so'
export const officer: Person = {
  id: 'per_officer',
  name: 'Trần Thị Mẫu',
  email: 'canbo@so.thidua.test',
  roles: [{ role: 'officer', unit: issuer, from: '2008-08-01' }],
}
export const START = '2021-01-05T01:00:00.000Z'
/** Under this name its secret is kept. */
export const LISTENERS_SECRET = 'sec_00000000000000000000000000000000'

const districts = ['Đống Đa', 'Ba Đình', 'Cầu Giấy', 'Tây Hồ', 'Hà Đông']

export interface Cast {
  readonly directory: Directory
  /** Everything that registers it, in appends a store takes. */
  readonly appends: readonly (readonly Append[])[]
}

const known = new Map<string, Cast>()

/** The same for every seed that asks for as many. `isListenedTo`: another system hears what the department does. */
export function castOf(schools: number, offices: number, isListenedTo: boolean): Cast {
  const name = `${schools}+${offices}${isListenedTo ? '+1' : ''}`
  const cast = known.get(name) ?? build(schools, offices, isListenedTo)
  known.set(name, cast)
  return cast
}

function build(schools: number, offices: number, isListenedTo: boolean): Cast {
  const units = [
    department(),
    ...Array.from({ length: schools }, (_, index) => school(index + 1)),
    ...districts.slice(0, offices).map((district, index) => districtOffice(district, index + 1)),
  ]
  const people = [officer, ...units.flatMap(staff)]
  const appends = [
    ...units.map((value) => registration(unitAggregate, value)),
    ...people.map((value) => registration(personAggregate, value)),
    ...(isListenedTo ? [listener()] : []),
  ]
  const batches = Array.from({ length: Math.ceil(appends.length / APPEND_STREAMS_MAX) }, (_, index) =>
    appends.slice(index * APPEND_STREAMS_MAX, (index + 1) * APPEND_STREAMS_MAX),
  )
  return { directory: directoryOf(units, [], people), appends: batches }
}

function registration<Value extends Unit | Person>(aggregate: typeof unitAggregate | typeof personAggregate, value: Value): Append {
  const context = { at: START, actor: SYSTEM, correlationId: 'setup', causationId: 'setup' }
  // Each value goes to the aggregate of its own kind.
  const kind = aggregate as unknown as typeof unitAggregate
  const prepared = prepare(kind, streamOf(kind.kind, value.id), undefined, { value: value as unknown as Unit }, context)
  if (isRefusal(prepared) || prepared.append === undefined) throw new Error(`${value.id} cannot be registered`)
  return prepared.append
}

/** Another system, which the department let listen before the year began. */
function listener(): Append {
  const subscriptionId = 'sub_000000000000000000000000aa'
  const opening = {
    type: 'open' as const,
    subscriptionId,
    unit: issuer,
    url: 'https://nhan.thidua.test/',
    secretId: LISTENERS_SECRET,
    after: 0,
  }
  const context = { at: START, actor: { person: officer.id }, correlationId: 'setup', causationId: 'setup' }
  const prepared = prepare(subscriptionAggregate, streamOf('subscription', subscriptionId), undefined, opening, context)
  if (isRefusal(prepared) || prepared.append === undefined) throw new Error('the listener cannot be let in')
  return prepared.append
}

const contacts = (place: string, count: number) =>
  Array.from({ length: count }, (_, index) => ({ email: `${index === 0 ? 'vanthu' : 'lanhdao'}@${place}.thidua.test` }))

function department(): Unit {
  const shortNames = ['Sở GDĐT', 'Sở GD&ĐT Hà Nội']
  return { id: issuer, name: 'Sở Giáo dục và Đào tạo Hà Nội', shortNames, type: 'so', contacts: contacts('so', 2), validFrom: '2008-08-01' }
}

export function school(number: number): Unit {
  return {
    id: `unt_thpt-${number}`,
    name: `Trường THPT Mẫu ${number}`,
    shortNames: [],
    type: 'dvtt',
    levels: ['thpt'],
    parent: issuer,
    // Every third has one address only: when it bounces there is nobody else to try.
    contacts: contacts(`thpt-${number}`, number % 3 === 0 ? 1 : 2),
    validFrom: '2008-08-01',
  }
}

function districtOffice(district: string, number: number): Unit {
  return {
    id: `unt_pgd-${number}`,
    name: `Phòng Giáo dục và Đào tạo quận ${district}`,
    shortNames: [`Phòng GDĐT quận ${district}`],
    type: 'pgd',
    area: `quận ${district}`,
    parent: issuer,
    contacts: contacts(`pgd-${number}`, 2),
    validFrom: '2008-08-01',
  }
}

export function staff(unit: Unit): Person[] {
  if (unit.id === issuer) return []
  const place = unit.id.slice(4)
  return (['clerk', 'head'] as const).map((role) => ({
    id: `per_${role}-${place}`,
    name: role === 'clerk' ? `Lê Văn Thư ${place}` : `Phạm Thị Trưởng ${place}`,
    email: `${role}@${place}.thidua.test`,
    roles: [{ role, unit: unit.id, from: '2008-08-01' }],
  }))
}

/** Who acts for a unit now; once it is gone, whoever did last. */
export function clerkOf(unit: string, directory: Directory, date: string): Person {
  const [acting] = directory.asOf(date).peopleIn(unit as Unit['id'], 'clerk')
  const found = acting ?? directory.person(`per_clerk-${unit.slice(4)}`)
  if (found === undefined) throw new Error(`${unit} has no clerk`)
  return found
}
