/** Rows of the sheet of people, one a role → people. Roles already known are kept: a hand-over is a new row, never a deletion. */

import { isEmail } from '../contact.ts'
import { isPersonId, type Person, type PersonId, type Role } from '../model.ts'
import { personIdOf } from '../person-id.ts'
import type { Directory } from '../snapshot.ts'
import { type RowReader, readerOf } from './fields.ts'
import { roleLabels } from './labels.vi.ts'
import type { SheetRow } from './sheet.ts'
import { type UnitNames, unitNamed } from './units.ts'

export type PersonRow = {
  readonly reader: RowReader
  readonly id: PersonId
  readonly name: string
  readonly email: string
  readonly role?: Role
}

export function readPeople(rows: readonly SheetRow[], directory: Directory, names: UnitNames): readonly PersonRow[] {
  const read = rows.map((row) => personRowOf(row, directory, names))
  for (const same of Map.groupBy(read, ({ id }) => id).values()) refuseConflicts(same)
  for (const same of Map.groupBy(read, ({ email }) => email.toLowerCase()).values()) {
    const owner = directory.personByEmail(same[0]?.email ?? '')?.id ?? same[0]?.id
    for (const { reader, id, email } of same) if (email !== '' && id !== owner) reader.refuse('duplicate', 'email', email)
  }
  return read
}

function personRowOf(row: SheetRow, directory: Directory, names: UnitNames): PersonRow {
  const reader = readerOf(row)
  const name = reader.requiredText('name')
  const email = emailIn(reader)
  const id = idOf(reader, email, directory)
  const role = reader.code('role', roleLabels, 'unknown-role')
  const unitText = reader.requiredText('unit')
  const unit = unitText === '' ? undefined : unitNamed(unitText, names, reader, 'unit', 'unknown-unit')
  const from = reader.requiredDate('from')
  const to = reader.date('to')
  if (to !== undefined && from !== '' && to < from) reader.refuse('period-reversed', 'to', to)
  const held = role && unit && from ? { role, unit, from, ...(to === undefined ? {} : { to }) } : undefined
  return { reader, id, name, email, ...(held ? { role: held } : {}) }
}

function emailIn(reader: RowReader): string {
  const emails = reader.emails('email')
  const [email = ''] = emails
  if (emails.length === 0) reader.refuse('required', 'email', '')
  if (emails.length > 1) reader.refuse('bad-email', 'email', emails.join(', '))
  return isEmail(email) ? email : ''
}

function idOf(reader: RowReader, email: string, directory: Directory): PersonId {
  const given = reader.text('id')
  if (given === '') return directory.personByEmail(email)?.id ?? personIdOf(email)
  if (isPersonId(given)) return given
  reader.refuse('bad-id', 'id', given)
  return 'per_x'
}

function refuseConflicts(rows: readonly PersonRow[]): void {
  const [first] = rows
  if (!first) return
  for (const { reader, name, email } of rows) {
    if (name !== '' && first.name !== '' && name !== first.name) reader.refuse('conflicting-rows', 'name', name)
    if (email !== '' && first.email !== '' && email !== first.email) reader.refuse('conflicting-rows', 'email', email)
  }
  const roles = Map.groupBy(rows, ({ role }) => (role ? roleKey(role) : ''))
  for (const [key, same] of roles) if (key !== '' && same.length > 1) for (const { reader } of same) reader.refuse('duplicate', 'role', key)
}

const roleKey = ({ role, unit, from }: Role): string => `${role} ${unit} ${from}`

/** The person with the roles of the rows: one with the same role, unit and first day is replaced, the others stay. */
export function personOf(rows: readonly PersonRow[], before: Person | undefined): Person | undefined {
  const [first] = rows
  if (!first) return undefined
  const roles = new Map((before?.roles ?? []).map((role) => [roleKey(role), role]))
  for (const { role } of rows) {
    if (role === undefined) continue
    // No sheet says who handed it over.
    const giver = roles.get(roleKey(role))?.giver
    roles.set(roleKey(role), giver === undefined ? role : { ...role, giver })
  }
  return { id: first.id, name: first.name, email: first.email, roles: [...roles.values()] }
}
