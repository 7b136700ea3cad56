/** What happens to units, groups and people. Each event carries the whole new value, so the directory of any day can be rebuilt. */
import * as z from 'zod/mini'
import { defineEvent } from './event.ts'
import { id, isoDate, line } from './words.ts'

export const unitSchema = z.object({
  id: id('unt'),
  name: line(),
  shortNames: z.array(line()),
  type: z.string().check(z.regex(/^[a-z][a-z-]{0,30}$/)),
  levels: z.optional(z.array(z.enum(['mn', 'th', 'thcs', 'thpt', 'gdnn-gdtx']))),
  area: z.optional(line()),
  parent: z.optional(id('unt')),
  contacts: z.array(z.object({ email: z.string().check(z.maxLength(254)) })).check(z.maxLength(2)),
  validFrom: isoDate,
  validTo: z.optional(isoDate),
  successor: z.optional(id('unt')),
})

export const memberSchema = z.object({
  unit: z.optional(id('unt')),
  person: z.optional(id('per')),
  /** A body outside this system, by name. */
  outside: z.optional(line()),
  from: isoDate,
  to: z.optional(isoDate),
  /** Lead of a cluster or chair of a council for this period. */
  lead: z.optional(z.literal(true)),
})

export const groupSchema = z.object({
  id: id('grp'),
  kind: z.enum(['cluster', 'council', 'list']),
  number: z.optional(z.int()),
  /** Unit that runs it, or an outside body by name. */
  owner: z.string(),
  name: line(),
  /** The unit that stands for the group where it acts as one body. */
  body: z.optional(id('unt')),
  members: z.array(memberSchema),
})

const roleName = z.enum(['officer', 'clerk', 'head', 'reader'])

export const roleSchema = z.object({
  role: roleName,
  unit: id('unt'),
  from: isoDate,
  to: z.optional(isoDate),
  /** Who handed it over, where somebody did. */
  giver: z.optional(id('per')),
})

export const personSchema = z.object({
  id: id('per'),
  name: line(),
  email: z.string().check(z.maxLength(254)),
  roles: z.array(roleSchema),
})

const sampleUnit = {
  id: 'unt_thpt-mau',
  name: 'Trường THPT Mẫu',
  shortNames: [],
  type: 'dvtt',
  parent: 'unt_so-ha-noi',
  contacts: [{ email: 'vanthu@thpt-mau.thidua.test' }],
  validFrom: '2008-08-01',
}

const sampleGroup = {
  id: 'grp_cum-7',
  kind: 'cluster' as const,
  number: 7,
  owner: 'Thành phố',
  name: 'Cụm thi đua số 7',
  members: [{ unit: 'unt_so-ha-noi', from: '2020-01-01' }],
}

const samplePerson = {
  id: 'per_officer',
  name: 'Trần Thị Mẫu',
  email: 'canbo@so.thidua.test',
  roles: [{ role: 'officer' as const, unit: 'unt_so-ha-noi', from: '2020-01-01' }],
}

export const unitRegistered = defineEvent({
  name: 'unit.registered',
  version: 1,
  sentence: 'A unit entered the directory.',
  data: z.object({ unit: unitSchema }),
  sample: { unit: sampleUnit },
})

export const unitChanged = defineEvent({
  name: 'unit.changed',
  version: 1,
  sentence: "A unit's name, parent, contacts or validity changed.",
  data: z.object({ unit: unitSchema }),
  sample: { unit: { ...sampleUnit, name: 'Trường THPT Mẫu Mới' } },
})

export const groupRegistered = defineEvent({
  name: 'group.registered',
  version: 1,
  sentence: 'A cluster, council or list entered the directory.',
  data: z.object({ group: groupSchema }),
  sample: { group: sampleGroup },
})

export const groupChanged = defineEvent({
  name: 'group.changed',
  version: 1,
  sentence: "A group's name or members changed.",
  data: z.object({ group: groupSchema }),
  sample: { group: { ...sampleGroup, members: [] } },
})

export const personRegistered = defineEvent({
  name: 'person.registered',
  version: 1,
  sentence: 'A person entered the directory.',
  data: z.object({ person: personSchema }),
  sample: { person: samplePerson },
})

export const personChanged = defineEvent({
  name: 'person.changed',
  version: 1,
  sentence: "A person's name, address or roles changed.",
  data: z.object({ person: personSchema }),
  sample: { person: { ...samplePerson, roles: [] } },
})

const transferSchema = z.object({
  unitId: id('unt'),
  role: roleName,
  giver: id('per'),
  receiver: id('per'),
  /** First day of the receiver; the giver's last day is the one before. */
  from: isoDate,
})

const sampleTransfer = {
  unitId: 'unt_thpt-mau',
  role: 'clerk' as const,
  giver: 'per_van-thu',
  receiver: 'per_van-thu-moi',
  from: '2021-03-01',
}

export const unitRoleTransferred = defineEvent({
  name: 'unit.role-transferred',
  version: 1,
  sentence: 'A role in a unit was handed from one person to another, from a day on.',
  data: transferSchema,
  sample: sampleTransfer,
})

export const unitRoleTransferCancelled = defineEvent({
  name: 'unit.role-transfer-cancelled',
  version: 1,
  sentence: 'A hand-over was taken back before its day: the giver keeps the role.',
  data: transferSchema,
  sample: sampleTransfer,
})

export const directoryEvents = [
  unitRegistered,
  unitChanged,
  unitRoleTransferred,
  unitRoleTransferCancelled,
  groupRegistered,
  groupChanged,
  personRegistered,
  personChanged,
] as const
