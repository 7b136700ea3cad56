/** Clusters (cụm, khối thi đua): by number, by owner, by name; the cluster itself, its lead or its units. */

import type { Group, UnitId } from '../model.ts'
import { ownerUnitOf } from '../snapshot.ts'
import { areaIn, isAreaCode, keyOf } from './cursor.ts'
import type { Lexeme } from './lex.ts'
import { ambiguous, namesIn, type Referent, referent, type Scene } from './scene.ts'

type ClusterPhrase = {
  readonly asks: 'cluster' | 'units' | 'lead'
  readonly plural: boolean
  readonly numbers: readonly number[]
  /** From the word "cụm" on, for clusters that have a name and no number. */
  readonly name: readonly Lexeme[]
  readonly owner: readonly Lexeme[]
}

/** No plan names a wider range; "số 1 - 2021" is no range of clusters. */
const RANGE_MAX = 50

export function readClusters(lexemes: readonly Lexeme[], scene: Scene): Referent | undefined {
  const phrase = parse(lexemes)
  if (!phrase) return undefined
  const found = phrase.numbers.length > 0 ? numbered(phrase, scene) : unnumbered(phrase, scene)
  if (!found) return undefined
  if ('how' in found) return found
  return ofClusters(found.groups, phrase.asks, found.confidence, scene)
}

function parse(lexemes: readonly Lexeme[]): ClusterPhrase | undefined {
  const at = lexemes.findIndex(({ code }) => code === 'cluster')
  const lead = lexemes.findIndex(({ code }) => code === 'cluster-lead')
  const start = at >= 0 ? at : lead
  if (start < 0) return undefined
  const before = lexemes.slice(0, start).map(({ code }) => code)
  if (before.some((code) => !['all', 'unit', 'member', 'of', 'direct', 'cluster-lead'].includes(code))) return undefined
  let next = start + 1
  while (['emulation', 'tdkt'].includes(lexemes[next]?.code ?? '')) next++
  const list = numbersAt(lexemes, next)
  const asks = lead >= 0 ? 'lead' : before.includes('unit') || before.includes('member') ? 'units' : 'cluster'
  const owner = lexemes.slice(list.next).filter(({ code }) => code !== 'of' && code !== 'all')
  return { asks, plural: before.includes('all'), numbers: list.numbers, name: lexemes.slice(start), owner }
}

/** "số 9, 10 và 11", "số 9-11", "số 9, số 10". */
function numbersAt(lexemes: readonly Lexeme[], start: number): { numbers: number[]; next: number } {
  const numbers: number[] = []
  let next = start
  for (;;) {
    const separated = numbers.length > 0 && ['comma', 'and', 'to'].includes(lexemes[next]?.code ?? '')
    const at = next + (separated ? 1 : 0)
    const number = lexemes[lexemes[at]?.code === 'no' ? at + 1 : at]
    if (number?.code !== 'number' || (numbers.length > 0 && !separated)) return { numbers, next }
    const value = Number(number.key)
    const last = numbers.at(-1)
    if (last !== undefined && lexemes[next]?.code === 'to' && value > last && value - last <= RANGE_MAX) {
      for (let between = last + 1; between < value; between++) numbers.push(between)
    }
    numbers.push(value)
    next = lexemes.indexOf(number) + 1
  }
}

type Found = { readonly groups: readonly Group[]; readonly confidence: number }

/** All of the numbers must be known: a missing one is not silently left out. */
function numbered({ numbers, owner }: ClusterPhrase, scene: Scene): Found | Referent | undefined {
  const groups: Group[] = []
  for (const number of numbers) {
    const all = scene.view.groups.filter((group) => group.kind === 'cluster' && group.number === number)
    const fitting = owner.length > 0 ? all.filter((group) => isOwnedBy(group, owner, scene)) : all.filter((group) => concerns(group, scene))
    const [first, ...others] = fitting.length > 1 ? nearest(fitting, scene) : fitting
    if (!first) return undefined
    if (others.length > 0) return ambiguousClusters([first, ...others], scene)
    groups.push(first)
  }
  return { groups, confidence: 1 }
}

function unnumbered({ name, owner, asks, plural }: ClusterPhrase, scene: Scene): Found | Referent | undefined {
  const named = scene.names.groupsNamed(keyOf(name)).filter((group) => group.kind === 'cluster')
  if (named.length === 1) return { groups: named, confidence: 1 }
  const clusters = scene.view.groups.filter((group) => group.kind === 'cluster')
  if (owner.length > 0) {
    const owned = clusters.filter((group) => isOwnedBy(group, owner, scene))
    return owned.length > 0 && (plural || asks !== 'cluster') ? { groups: owned, confidence: 0.9 } : undefined
  }
  const below = clusters.filter((group) => isBelow(group, scene))
  // Duties bind those below; the clusters with which one works together are those to which one belongs.
  if (scene.role !== 'coordinating' && below.length > 0) return { groups: below, confidence: 0.8 }
  const own = clusters.filter((group) => membersOf(group, scene).includes(scene.issuer.id))
  const told = own.filter((group) => group.number !== undefined && scene.clustersNamed.has(group.number))
  const [only, ...others] = told.length > 0 ? told : own
  if (!only) return below.length > 0 ? { groups: below, confidence: 0.6 } : undefined
  return others.length > 0 ? ambiguousClusters([only, ...others], scene) : { groups: [only], confidence: 0.8 }
}

const membersOf = (group: Group, scene: Scene): readonly UnitId[] => scene.view.membersOf(group.id).units

/** A cluster of units that answer to the issuer, set up in its own area or by itself. */
function isBelow(group: Group, scene: Scene): boolean {
  const members = membersOf(group, scene)
  const owner = ownerUnitOf(group, scene.view)
  const own = owner !== undefined && (owner.id === scene.issuer.id || scene.names.areaOf(owner).place === scene.areas[0]?.place)
  return own && members.length > 0 && members.every((id) => id !== scene.issuer.id && scene.below.has(id))
}

/** A number alone names a cluster only among those that have to do with the issuer. */
function concerns(group: Group, scene: Scene): boolean {
  if (isBelow(group, scene) || membersOf(group, scene).includes(scene.issuer.id)) return true
  const owner = ownerUnitOf(group, scene.view)
  if (!owner) return false
  return scene.below.has(owner.id) || scene.above.has(owner.id) || scene.names.areaOf(owner).place === scene.areas[0]?.place
}

function nearest(groups: readonly Group[], scene: Scene): readonly Group[] {
  const below = groups.filter((group) => isBelow(group, scene))
  if (below.length > 0) return below
  const own = groups.filter((group) => membersOf(group, scene).includes(scene.issuer.id))
  return own.length > 0 ? own : groups
}

function isOwnedBy(group: Group, owner: readonly Lexeme[], scene: Scene): boolean {
  const unit = ownerUnitOf(group, scene.view)
  const [first] = owner
  if (first && (isAreaCode(first.code) || first.code === 'place')) {
    const { type, place } = areaIn(owner)
    const area = unit ? scene.names.areaOf(unit) : areaIn(scene.names.lexOf(group.owner))
    if (place !== undefined) return area.place === place
    return area.type === type && scene.areas.some((own) => own.place === area.place)
  }
  if (first?.code === 'so')
    return unit?.type === 'so' && owner.slice(1).every(({ code }) => code === 'gddt' || code === 'edu' || code === 'place')
  const key = keyOf(owner)
  const name = keyOf(scene.names.lexOf(unit?.name ?? group.owner))
  return name === key || name.startsWith(`${key} `)
}

function ofClusters(groups: readonly Group[], asks: ClusterPhrase['asks'], confidence: number, scene: Scene): Referent {
  const ids = groups.map((group) => group.id)
  const kind = asks === 'units' ? 'cluster-units' : 'cluster'
  const members = groups.map((group) => scene.view.membersOf(group.id))
  const units = [...new Set(members.flatMap((each) => each.units))]
  const outside = [...new Set(members.flatMap((each) => each.outside))]
  if (asks === 'units' || (asks === 'cluster' && scene.role === 'recipient')) {
    return referent('cluster-members', kind, confidence, { units, outside, groups: ids })
  }
  const led = members.filter(({ lead }) => lead?.unit !== undefined || lead?.outside !== undefined)
  if (led.length < members.length) {
    const suggestion = { reason: 'lead-unknown', reading: namesIn(groups), units } as const
    return referent('cluster-members', kind, Math.min(confidence, 0.6), { units, outside, groups: ids, suggestion })
  }
  const leads = led.flatMap(({ lead }) => lead?.unit ?? [])
  return referent('cluster-lead', kind, confidence, { units: leads, outside: led.flatMap(({ lead }) => lead?.outside ?? []), groups: ids })
}

function ambiguousClusters(groups: readonly Group[], scene: Scene): Referent {
  return ambiguous('cluster', groups, [...new Set(groups.flatMap((group) => membersOf(group, scene)))])
}
