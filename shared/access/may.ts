/**
 * The one authorization function, in front of every read and write. Deny by default: an action that no line below allows is refused,
 * and what one may not see is "not found".
 */
import type { RoleName } from '../directory/model.ts'

export type Action =
  | 'me.read'
  | 'plans.list'
  | 'plan.read'
  | 'plan.draft'
  | 'plan.review'
  | 'plan.issue'
  | 'plan.follow'
  | 'plan.remind'
  | 'work.list'
  | 'assignment.read'
  | 'assignment.edit'
  | 'assignment.judge'
  | 'unit.read'
  | 'unit.edit-contacts'
  | 'unit.hand-over'
  | 'unit.cancel-hand-over'
  | 'notice.list'
  | 'notice.read'
  | 'notice.acknowledge'
  | 'notice.resend'
  | 'directory.read'
  | 'directory.import'
  | 'log.read'
  | 'feed.read'
  | 'feed.manage'
  | 'listener.manage'
  | 'overview.read'
  | 'public.read'
  | 'search.read'

/** Roles of the directory, and whoever has not signed in. */
export type ActingRole = RoleName | 'anyone'

/** The acting person in one of their roles. */
export interface ActingAs {
  readonly person: string
  readonly role: ActingRole
  readonly unit: string
  /** The unit and everything below it on the day, with what closed units left to them (`DirectoryView.reachOf`). */
  readonly tree: ReadonlySet<string>
}

/** A stranger: no person, no unit, no tree. */
export const ANYONE: ActingAs = { person: '', role: 'anyone', unit: '', tree: new Set() }

/** What is asked about. `unit` is whose it is; `issuer` is the unit that issued the plan it belongs to. */
export interface Resource {
  readonly unit?: string
  /** Whose it is where it belongs to a person and to no unit. */
  readonly person?: string
  readonly issuer?: string
  /** A plan that has been issued is read by every unit; a draft is the issuer's alone. */
  readonly issued?: boolean
  /** A plan whose Nơi nhận names the portal, once it has been issued. */
  readonly published?: boolean
}

type Rule = (actor: ActingAs, resource: Resource) => boolean

const everyone: Rule = () => true
const isOwn: Rule = (actor, { unit }) => unit === actor.unit
const isSelf: Rule = (actor, { person }) => person === actor.person
const isInTree: Rule = (actor, { unit }) => unit !== undefined && actor.tree.has(unit)
const isIssuer: Rule = (actor, { issuer }) => issuer !== undefined && actor.tree.has(issuer)
const isIssued: Rule = (_actor, { issued }) => issued === true
const isPublished: Rule = (_actor, { published }) => published === true
const anyOf =
  (...rules: Rule[]): Rule =>
  (actor, resource) =>
    rules.some((rule) => rule(actor, resource))

/** Whatever the role. What is listed and what is found is asked for one by one. */
const signedIn: Partial<Record<Action, Rule>> = {
  'me.read': everyone,
  'plans.list': everyone,
  'search.read': everyone,
  'public.read': isPublished,
}

/** Whoever acts for a unit has its calendar, and their own. */
const feedOfUnit: Partial<Record<Action, Rule>> = { 'feed.read': anyOf(isOwn, isSelf), 'feed.manage': anyOf(isOwn, isSelf) }

/** Role × action → rule. A missing cell is a refusal. */
const rules: Readonly<Record<ActingRole, Partial<Record<Action, Rule>>>> = {
  anyone: { 'public.read': isPublished },
  officer: {
    ...signedIn,
    'overview.read': isInTree,
    'plan.read': anyOf(isIssuer, isIssued),
    'plan.draft': isOwn,
    'plan.review': isIssuer,
    'plan.issue': isIssuer,
    'plan.follow': isIssuer,
    'plan.remind': isIssuer,
    'work.list': isInTree,
    'assignment.read': anyOf(isOwn, isIssuer),
    'assignment.edit': isOwn,
    'assignment.judge': isIssuer,
    'unit.read': isInTree,
    'unit.edit-contacts': isInTree,
    'unit.cancel-hand-over': isInTree,
    'notice.list': isOwn,
    'notice.read': anyOf(isOwn, isIssuer),
    'notice.acknowledge': isOwn,
    'notice.resend': isIssuer,
    'directory.read': everyone,
    'directory.import': isOwn,
    'listener.manage': isOwn,
    'log.read': anyOf(isInTree, isIssuer),
    ...feedOfUnit,
  },
  head: {
    ...signedIn,
    'overview.read': isInTree,
    'plan.read': anyOf(isIssuer, isIssued),
    'plan.follow': isIssuer,
    'work.list': isInTree,
    'assignment.read': anyOf(isInTree, isIssuer),
    'assignment.edit': isOwn,
    'unit.read': isInTree,
    'unit.edit-contacts': isOwn,
    'unit.hand-over': isOwn,
    'unit.cancel-hand-over': isOwn,
    'notice.list': isOwn,
    'notice.read': anyOf(isOwn, isIssuer),
    'notice.acknowledge': isOwn,
    'log.read': isInTree,
    ...feedOfUnit,
  },
  clerk: {
    ...signedIn,
    'plan.read': isIssued,
    'work.list': isOwn,
    'assignment.read': isOwn,
    'assignment.edit': isOwn,
    'unit.read': isOwn,
    'unit.edit-contacts': isOwn,
    'unit.hand-over': isOwn,
    'unit.cancel-hand-over': isOwn,
    'notice.list': isOwn,
    'notice.read': isOwn,
    'notice.acknowledge': isOwn,
    ...feedOfUnit,
    'log.read': isOwn,
  },
  reader: {
    ...signedIn,
    'plan.read': isIssued,
    'work.list': isOwn,
    'assignment.read': isOwn,
    'unit.read': isOwn,
    'notice.list': isOwn,
    'notice.read': isOwn,
    'feed.read': isSelf,
    'feed.manage': isSelf,
  },
}

export function may(actor: ActingAs, action: Action, resource: Resource): boolean {
  const allowed = rules[actor.role]
  return Object.hasOwn(allowed, action) && (allowed[action]?.(actor, resource) ?? false)
}
