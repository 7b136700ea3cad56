/** Who speaks, when, and to whom: what a phrase means depends on it. */

import type { GroupId, PersonId, Unit, UnitId, UnitType } from '../model.ts'
import type { Directory, DirectoryView } from '../snapshot.ts'
import type { Area } from './cursor.ts'
import { type Names, namesOf } from './names.ts'

export type PhraseRole = 'executing' | 'coordinating' | 'recipient' | 'obligor'

export type RecipientKind =
  | 'superior-body'
  | 'cluster' // the cluster itself is named
  | 'cluster-units' // the units in it are named; told the same way
  | 'person-group'
  | 'unit-group'
  | 'unit'
  | 'unit-self'
  | 'portal'
  | 'archive'

export type How =
  | 'issuer'
  | 'issuer-office'
  | 'named-unit'
  | 'unit-class'
  | 'subordinates'
  | 'cluster-lead'
  | 'cluster-members'
  | 'council'
  | 'council-members'
  | 'leaders'
  | 'named-list'
  | 'named-person'
  | 'outside-known'
  | 'outside-by-form'
  | 'portal'
  | 'archive'
  | 'several'
  | 'beyond-authority'
  | 'ambiguous'
  | 'nothing'

export type SuggestionReason =
  | 'diacritics' // only tones, marks or đ differ
  | 'letters' // a common word is up to two letters off; read, and shown
  | 'proper-name' // a proper name is up to two letters off; proposed, never assumed
  | 'ambiguous' // several bodies fit
  | 'beyond-authority' // the bodies named do not answer to the issuer
  | 'lead-unknown' // nobody is recorded as lead of the cluster

export type Suggestion = {
  readonly reason: SuggestionReason
  /** The phrase as it may have been meant, or the names of the bodies that fit. */
  readonly reading: string
  readonly units?: readonly UnitId[]
  readonly distance?: number
}

/** What a phrase, or a part of one, stands for. */
export type Referent = {
  readonly units: readonly UnitId[]
  readonly people: readonly PersonId[]
  readonly outside: readonly string[]
  readonly groups: readonly GroupId[]
  readonly how: How
  readonly confidence: number
  readonly kind: RecipientKind
  readonly suggestion?: Suggestion
}

export type Scene = {
  readonly view: DirectoryView
  readonly names: Names
  /** The unit for which the issuer speaks: the body itself where its office or its council issues the plan. */
  readonly issuer: Unit
  readonly role: PhraseRole
  /** The nearest Sở at or above the issuer. */
  readonly so: Unit | undefined
  /** Areas of the issuer and of everything above it, nearest first. */
  readonly areas: readonly Area[]
  readonly below: ReadonlySet<UnitId>
  readonly above: ReadonlySet<UnitId>
  /** Numbers of the clusters named in the rest of the document. */
  readonly clustersNamed: ReadonlySet<number>
}

/** Types that act for the unit above them. */
export const spokesmen: readonly UnitType[] = ['vp-so', 'council', 'union']

/** What depends on the issuer and the day alone; a plan asks it for every phrase. */
type Standpoint = Omit<Scene, 'role' | 'clustersNamed'>

const standpoints = new WeakMap<DirectoryView, Map<string, Standpoint>>()

export function sceneOf(directory: Directory, date: string, issuer: string, role: PhraseRole, clustersNamed: ReadonlySet<number>): Scene {
  const view = directory.asOf(date)
  const kept = standpoints.get(view) ?? new Map<string, Standpoint>()
  standpoints.set(view, kept)
  const standpoint = kept.get(issuer) ?? standpointOf(view, namesOf(directory, view), issuer)
  kept.set(issuer, standpoint)
  return { ...standpoint, role, clustersNamed }
}

function standpointOf(view: DirectoryView, names: Names, issuerId: string): Standpoint {
  const named = view.unit(issuerId)
  if (!named) throw new RangeError(`issuer ${issuerId} is no unit on that day`)
  const issuer = spokesmen.includes(named.type) ? (view.parentOf(named.id) ?? named) : named
  const ancestors = view.ancestorsOf(issuer.id)
  const line = [issuer, ...ancestors]
  const areas: Area[] = []
  for (const unit of line) {
    const area = names.areaOf(unit)
    if (area.place !== undefined && !areas.some(({ place }) => place === area.place)) areas.push(area)
  }
  return {
    view,
    names,
    issuer,
    so: line.find((unit) => unit.type === 'so'),
    areas,
    below: new Set(view.subtreeOf(issuer.id).map((unit) => unit.id)),
    above: new Set(ancestors.map((unit) => unit.id)),
  }
}

/** A referent with everything absent that is not given. */
export function referent(how: How, kind: RecipientKind, confidence: number, found: Partial<Referent>): Referent {
  return { units: [], people: [], outside: [], groups: [], ...found, how, kind, confidence }
}

/** How bodies that might be meant are shown. */
export function namesIn(bodies: readonly { readonly name: string }[]): string {
  return bodies.map(({ name }) => name).join('; ')
}

/** Several fit, and none is taken. */
export function ambiguous(kind: RecipientKind, bodies: readonly { readonly name: string }[], units: readonly UnitId[]): Referent {
  return referent('ambiguous', kind, 0, { suggestion: { reason: 'ambiguous', reading: namesIn(bodies), units } })
}

/** One unit: an outside body is tracked by its name, never assigned. */
export function referentOfUnit(unit: Unit, scene: Scene, confidence = 1): Referent {
  const kind = kindOfUnit(unit, scene)
  if (unit.type === 'outside') return referent('outside-known', kind, confidence, { outside: [unit.name] })
  return referent(unit.id === scene.issuer.id ? 'issuer' : 'named-unit', kind, confidence, { units: [unit.id] })
}

function kindOfUnit(unit: Unit, scene: Scene): RecipientKind {
  if (unit.id === scene.issuer.id) return 'unit-self'
  if (scene.above.has(unit.id)) return 'superior-body'
  return speaksFromAbove(unit, scene) ? 'superior-body' : 'unit'
}

/** Committees, ministries and the boards and councils of an area or a sector in which the issuer lives. Departments are peers. */
export function speaksFromAbove(unit: Unit, scene: Scene): boolean {
  if (scene.below.has(unit.id)) return false
  if (unit.type !== 'outside' && unit.type !== 'council') return false
  const head = scene.names.lexOf(unit.name)[0]?.code
  if (head === 'ministry' || head === 'state') return true
  if (head !== 'ubnd' && head !== 'board' && head !== 'council') return false
  const { place } = scene.names.areaOf(unit)
  return place === undefined || scene.areas.some((area) => area.place === place)
}
