/** Who hears how a plan goes, when its officer or its office is there no more. */
import { expect, it } from 'vitest'
import type { Person, Unit, UnitId } from '../directory/model.ts'
import { directoryOf } from '../directory/snapshot.ts'
import { officersOf } from './officers.ts'

const SO: UnitId = 'unt_so'
const OFFICE: UnitId = 'unt_pgd'
const COMMUNE: UnitId = 'unt_ubnd'
const unit = (id: UnitId, type: Unit['type'], rest: Partial<Unit> = {}): Unit => ({
  ...{ id, name: id, type, shortNames: [], contacts: [], validFrom: '2008-08-01' },
  ...rest,
})
const officer = (id: Person['id'], at: UnitId, rest: { readonly from?: string; readonly to?: string } = {}): Person => ({
  ...{ id, name: id, email: `${id}@thidua.test` },
  roles: [{ role: 'officer', unit: at, from: '2008-08-01', ...rest }],
})

const dissolved = { validTo: '2025-06-30' }
const top = [unit(SO, 'so'), unit(COMMUNE, 'ubnd-xa', { parent: SO, validFrom: '2025-07-01' })]
const told = (office: Partial<Unit>, people: readonly Person[]) =>
  officersOf(
    { owner: 'per_owner', issuerUnit: OFFICE },
    directoryOf([...top, unit(OFFICE, 'pgd', { parent: SO, ...office })], [], people),
    '2025-07-15',
  ).map(({ id }) => id)

const [left, stays, colleague] = [
  officer('per_owner', OFFICE, { to: '2025-06-30' }),
  officer('per_owner', OFFICE),
  officer('per_second', OFFICE),
]
const above = officer('per_above', SO)
const heir = officer('per_heir', COMMUNE, { from: '2025-07-01' })

it.each<[string, Partial<Unit>, readonly Person[], readonly string[]]>([
  ['who issued the plan', {}, [stays, colleague, above], ['per_owner']],
  ['the other officers, when that person has left', {}, [left, colleague, above], ['per_second']],
  ['those above, when nobody is left in the office', {}, [left, above], ['per_above']],
  ['those of whoever took over', { ...dissolved, successor: COMMUNE }, [left, above, heir], ['per_heir']],
  ['those above a commune that has no officer', { ...dissolved, successor: COMMUNE }, [left, above], ['per_above']],
  ['those above an office that nobody took over', dissolved, [left, above], ['per_above']],
  ['also who issued it, while the role in the dissolved office was not ended', dissolved, [stays, above], ['per_owner', 'per_above']],
  ['who issued it, when there is nobody else', dissolved, [left], ['per_owner']],
])('%s', (_who, office, people, expected) => {
  expect(told(office, people)).toEqual(expected)
})
