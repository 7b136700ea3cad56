/** What follows a class of units: "… thuộc Sở", "… các quận, huyện, thị xã", "… quận Đống Đa". */

import type { Unit } from '../model.ts'
import { type Cursor, isAreaCode } from './cursor.ts'
import type { AreaCode } from './lexicon.ts'
import type { Scene } from './scene.ts'

export type Tail = {
  readonly areaTypes: readonly AreaCode[]
  readonly places: readonly string[]
  readonly toSo: boolean
  readonly toSector: boolean
  readonly toDistrictOffice: boolean
  readonly agency: boolean
  readonly direct: boolean
  /** Words the directory cannot tell apart ("chuyên môn", "liên quan") narrow the class in a way we cannot follow. */
  readonly vague: boolean
  readonly plural: boolean
}

/** Takes everything to the end, or returns undefined where something is no part of a tail. */
export function readTail(cursor: Cursor, scene: Scene): Tail | undefined {
  const areaTypes: AreaCode[] = []
  const places: string[] = []
  const flags = { toSo: false, toSector: false, toDistrictOffice: false, agency: false, direct: false, vague: false, plural: false }
  while (!cursor.done()) {
    const lexeme = cursor.next()
    if (!lexeme) break
    if (cursor.take('of', 'comma', 'and')) continue
    if (cursor.take('all')) flags.plural = true
    else if (cursor.take('agency')) flags.agency = true
    else if (cursor.take('direct')) flags.direct = true
    else if (cursor.take('which', 'public')) flags.vague = true
    else if (cursor.take('sector')) {
      flags.toSector = true
      cursor.skip('gddt', 'edu')
    } else if (cursor.take('so')) {
      if (!takesOwnSo(cursor, scene)) return undefined
      flags.toSo = true
    } else if (cursor.take('dept')) {
      if (!cursor.take('gddt', 'edu')) return undefined
      flags.toDistrictOffice = true
    } else if (isAreaCode(lexeme.code)) {
      cursor.take(lexeme.code)
      areaTypes.push(lexeme.code)
    } else if (cursor.take('place')) places.push(lexeme.key)
    else return undefined
  }
  return { ...flags, areaTypes: [...new Set(areaTypes)], places }
}

/** After "Sở": its subject and, if named, its own place. Another province's Sở is no tail. */
function takesOwnSo(cursor: Cursor, scene: Scene): boolean {
  cursor.skip('gddt', 'edu')
  const { type, place } = scene.so ? scene.names.areaOf(scene.so) : {}
  if (cursor.next()?.code === 'place') return cursor.take('place')?.key === place
  if (type !== undefined && cursor.next()?.code === type) {
    cursor.take(type)
    const named = cursor.take('place')
    return named === undefined || named.key === place
  }
  return true
}

/** Undefined where a place is named in which there is no such unit. */
export function inAreas(units: readonly Unit[], tail: Tail, scene: Scene): readonly Unit[] | undefined {
  const { areaOf } = scene.names
  if (tail.places.length > 0) {
    const own = scene.so ? areaOf(scene.so).place : undefined
    if (tail.places.every((place) => place === own)) return units
    const found = units.filter((unit) => tail.places.includes(areaOf(unit).place ?? ''))
    return tail.places.every((place) => found.some((unit) => areaOf(unit).place === place)) ? found : undefined
  }
  if (tail.areaTypes.length === 0 || tail.areaTypes.includes('area-thanh-pho')) return units
  const home = scene.areas.find(({ type }) => type !== undefined && tail.areaTypes.includes(type))
  // A district that says "các trường thuộc quận" means its own; the Sở, which is in none, means all of that type.
  if (home && tail.areaTypes.length === 1) return units.filter((unit) => areaOf(unit).place === home.place)
  return units.filter((unit) => tail.areaTypes.some((type) => type === areaOf(unit).type))
}
