/** Names of units and groups by the letters in which plans may write them. */

import { editDistance } from '../../text/fold.ts'
import type { Group, Unit } from '../model.ts'
import type { Directory, DirectoryView } from '../snapshot.ts'
import { type Area, areaIn, isAreaCode, keyOf } from './cursor.ts'
import { type Lexeme, lexOf, type Vocabulary, vocabularyOf } from './lex.ts'

/** A name without the area of its bearer: "Phòng Nội vụ" of "Phòng Nội vụ quận Đống Đa", for those who live in that area. */
export type LocalName = { readonly unit: Unit; readonly area: Area }

export type Names = {
  readonly vocabulary: Vocabulary
  lexOf(text: string): readonly Lexeme[]
  areaOf(unit: Unit): Area
  unitsNamed(key: string): readonly Unit[]
  unitsNamedLocally(key: string): readonly LocalName[]
  groupsNamed(key: string): readonly Group[]
  /** Units whose full name is within `limit` letters of the key, the nearest only. */
  unitsNearly(key: string, limit: number): { readonly units: readonly Unit[]; readonly distance: number }
}

const vocabularies = new WeakMap<Directory, Vocabulary>()
const namesByView = new WeakMap<DirectoryView, Names>()
// Units are immutable, so the reading of their names is kept for as long as the directory that gave the places.
const readings = new WeakMap<Vocabulary, WeakMap<object, readonly (readonly Lexeme[])[]>>()

export function namesOf(directory: Directory, view: DirectoryView): Names {
  const kept = namesByView.get(view)
  if (kept) return kept
  const names = indexOf(vocabularyFor(directory), view)
  namesByView.set(view, names)
  return names
}

function vocabularyFor(directory: Directory): Vocabulary {
  const kept = vocabularies.get(directory)
  if (kept) return kept
  const common = vocabularyOf([])
  const places = new Set<string>()
  for (const { area } of directory.units) if (area !== undefined) places.add(placeTextOf(area, common))
  places.delete('')
  const vocabulary = vocabularyOf(places)
  vocabularies.set(directory, vocabulary)
  return vocabulary
}

/** `quận Đống Đa` → `Đống Đa`. */
function placeTextOf(area: string, common: Vocabulary): string {
  const text = area.normalize('NFC')
  const [first] = lexOf(text, common)
  return first && isAreaCode(first.code) ? text.slice(first.to).trim() : text.trim()
}

function readingsOf(bearer: Unit | Group, vocabulary: Vocabulary): readonly (readonly Lexeme[])[] {
  const kept = readings.get(vocabulary) ?? new WeakMap<object, readonly (readonly Lexeme[])[]>()
  readings.set(vocabulary, kept)
  const known = kept.get(bearer)
  if (known) return known
  const names = 'shortNames' in bearer ? [bearer.name, ...bearer.shortNames] : [bearer.name]
  const read = names.map((name) => lexOf(name.normalize('NFC'), vocabulary))
  kept.set(bearer, read)
  return read
}

function indexOf(vocabulary: Vocabulary, view: DirectoryView): Names {
  const areas = new Map<string | undefined, Area>([[undefined, {}]])
  const units = new Map<string, Unit[]>()
  const local = new Map<string, LocalName[]>()
  const groups = new Map<string, Group[]>()

  function areaOf(unit: Unit): Area {
    const text = view.areaOf(unit.id)
    const area = areas.get(text) ?? areaIn(lexOf((text ?? '').normalize('NFC'), vocabulary))
    areas.set(text, area)
    return area
  }

  for (const unit of view.units) {
    const area = areaOf(unit)
    for (const lexemes of readingsOf(unit, vocabulary)) {
      add(units, keyOf(lexemes), unit)
      const base = withoutArea(lexemes, area)
      if (base) add(local, keyOf(base), { unit, area })
    }
  }
  for (const group of view.groups) for (const lexemes of readingsOf(group, vocabulary)) add(groups, keyOf(lexemes), group)

  return {
    vocabulary,
    lexOf: (text) => lexOf(text.normalize('NFC'), vocabulary),
    areaOf,
    unitsNamed: (key) => units.get(key) ?? [],
    unitsNamedLocally: (key) => local.get(key) ?? [],
    groupsNamed: (key) => groups.get(key) ?? [],
    unitsNearly: (key, limit) => nearest(units, key, limit),
  }
}

function withoutArea(lexemes: readonly Lexeme[], area: Area): readonly Lexeme[] | undefined {
  const last = lexemes.at(-1)
  if (last?.code !== 'place' || last.key !== area.place) return undefined
  const before = lexemes.at(-2)
  return lexemes.slice(0, before && isAreaCode(before.code) ? -2 : -1)
}

/** Numbers are no spelling: "Cụm 9" is never "Cụm 8" misspelt. */
const digitsOf = (key: string): string => key.replace(/\D+/g, ' ')

function nearest(named: ReadonlyMap<string, readonly Unit[]>, key: string, limit: number): { units: readonly Unit[]; distance: number } {
  let best = limit
  const found = new Set<Unit>()
  for (const [other, units] of named) {
    const distance = editDistance(key, other, best)
    if (distance > best || digitsOf(other) !== digitsOf(key)) continue
    if (distance < best) found.clear()
    best = distance
    for (const unit of units) found.add(unit)
  }
  return { units: [...found], distance: best }
}

function add<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key)
  if (!list) map.set(key, [value])
  else if (!list.includes(value)) list.push(value)
}
