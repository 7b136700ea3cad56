/**
 * The words of the directory: units, groups of units and people, each with the days on which it is true.
 *
 * All dates are ISO days (`YYYY-MM-DD`) of the Vietnamese calendar; a period includes both its first and its last day,
 * because the decisions that open and close a unit name "from" and "until" days, never instants.
 */

/** The directory is read whole by everybody and kept: a change of any entry revises all of it. */
export const DIRECTORY_REVISION = 'directory'

export type IsoDate = string
export type UnitId = `unt_${string}`
export type GroupId = `grp_${string}`
export type PersonId = `per_${string}`

export const unitTypes = [
  'so', // Sở GDĐT
  'vp-so', // Văn phòng Sở: acts for the Sở when the Sở itself is named
  'phong-so', // phòng, thanh tra thuộc cơ quan Sở
  'pgd', // phòng GDĐT quận, huyện, thị xã (until 30/6/2025)
  'dvtt', // đơn vị trực thuộc Sở, whatever it teaches: see `levels`
  'school', // trường MN, TH, THCS of a district, later of a commune
  'gdnn-gdtx', // trung tâm GDNN-GDTX that answers to a district
  'council', // a council as a body that can be given a task; its members are a group
  'union', // công đoàn
  'ubnd-xa', // UBND phường, xã: runs the schools since 1/7/2025
  'outside', // a body that is named and tracked, but has no duty in this system
] as const
export type UnitType = (typeof unitTypes)[number]

export const levels = ['mn', 'th', 'thcs', 'thpt', 'gdnn-gdtx'] as const
export type Level = (typeof levels)[number]

/** Two mail addresses a unit: the clerk's office and one more, so that one full mailbox does not silence a unit. */
export const UNIT_CONTACTS_MAX = 2

export type Contact = { readonly email: string }

export type Unit = {
  readonly id: UnitId
  readonly name: string
  /** Other spellings by which plans name this unit. */
  readonly shortNames: readonly string[]
  readonly type: UnitType
  /** What it teaches; a school of two levels has both. */
  readonly levels?: readonly Level[]
  /** The territory it serves, e.g. `quận Đống Đa`. Inherited from the parent where absent. */
  readonly area?: string
  readonly parent?: UnitId
  readonly contacts: readonly Contact[]
  readonly validFrom: IsoDate
  readonly validTo?: IsoDate
  /** Who takes over its duties after `validTo`. */
  readonly successor?: UnitId
}

export const groupKinds = ['cluster', 'council', 'list'] as const
export type GroupKind = (typeof groupKinds)[number]

/** Exactly one of unit, person and outside. */
export type MemberRef =
  | { readonly unit: UnitId; readonly person?: never; readonly outside?: never }
  | { readonly person: PersonId; readonly unit?: never; readonly outside?: never }
  | { readonly outside: string; readonly unit?: never; readonly person?: never }

export type Member = MemberRef & {
  readonly from: IsoDate
  readonly to?: IsoDate
  /** The lead of a cluster (cụm trưởng) or the chair of a council, for this period. */
  readonly lead?: true
}

export type Group = {
  readonly id: GroupId
  readonly kind: GroupKind
  /** "Cụm thi đua số 7": 7. */
  readonly number?: number
  /** The body that set it up: a unit, or the name of one outside the directory ("Bộ GDĐT"). */
  readonly owner: UnitId | string
  readonly name: string
  /** The unit that stands for the group where it acts as one body: the council itself. */
  readonly body?: UnitId
  readonly members: readonly Member[]
}

export const roleNames = ['officer', 'clerk', 'head', 'reader'] as const
export type RoleName = (typeof roleNames)[number]

export type Role = {
  readonly role: RoleName
  readonly unit: UnitId
  readonly from: IsoDate
  readonly to?: IsoDate
  /** Who handed it over, where somebody did. */
  readonly giver?: PersonId
}

/** A person never owns a unit's work: roles are held for a period and handed over. */
export type Person = {
  readonly id: PersonId
  readonly name: string
  readonly email: string
  readonly roles: readonly Role[]
}

export const isUnitId = (text: string): text is UnitId => isId('unt', text)
export const isGroupId = (text: string): text is GroupId => isId('grp', text)
export const isPersonId = (text: string): text is PersonId => isId('per', text)

export const ID_CHARACTERS_MAX = 80

function isId(prefix: string, text: string): boolean {
  return text.length <= ID_CHARACTERS_MAX && text.startsWith(`${prefix}_`) && /^[a-z]{3}_[a-z0-9]+(-[a-z0-9]+)*$/.test(text)
}

/** Is the period `from..to` (both included, open where `to` is absent) true on `date`? */
export function coversDate(period: { readonly from: IsoDate; readonly to?: IsoDate | undefined }, date: IsoDate): boolean {
  return period.from <= date && (period.to === undefined || date <= period.to)
}

export function isValidOn(unit: Unit, date: IsoDate): boolean {
  return coversDate({ from: unit.validFrom, to: unit.validTo }, date)
}
