/** Units, lists and outside bodies that a phrase names one by one. */

import { spellingOf } from '../../text/fold.ts'
import type { Unit } from '../model.ts'
import { isAreaCode, keyOf } from './cursor.ts'
import { type Lexeme, tokensOf } from './lex.ts'
import { ambiguous, type Referent, referent, referentOfUnit, type Scene } from './scene.ts'

export function readNamed(lexemes: readonly Lexeme[], source: string, scene: Scene): Referent | undefined {
  const [first] = lexemes
  const key = keyOf(lexemes)
  if (!first || first.code === 'all' || key === '') return undefined
  const named = scene.names.unitsNamed(key)
  const found = named.length > 0 ? named : localUnits(lexemes, key, scene)
  // "Mầm non Bình Mỹ": schools are often named without "Trường".
  const schools = found.length === 0 && first.code.startsWith('level-') ? scene.names.unitsNamed(`school ${key}`) : found
  if (schools.length > 0) return choose(schools, properWords(lexemes, source), scene)
  const [list, ...others] = scene.names.groupsNamed(key).filter((group) => group.kind === 'list')
  if (!list || others.length > 0) return undefined
  const { units, people, outside } = scene.view.membersOf(list.id)
  const kind = units.length > 0 || outside.length > 0 ? 'unit-group' : 'person-group'
  return referent('named-list', kind, 1, { units, people, outside, groups: [list.id] })
}

const properWords = (lexemes: readonly Lexeme[], source: string): readonly string[] =>
  lexemes.filter(({ code }) => code === 'word').map(({ from, to }) => spellingOf(source.slice(from, to)))

function isSpelledSo(unit: Unit, words: readonly string[]): boolean {
  const known = new Set(
    [unit.name, ...unit.shortNames].flatMap((name) => tokensOf(name.normalize('NFC')).map(({ text }) => spellingOf(text))),
  )
  return words.every((word) => known.has(word))
}

/** "Phòng Nội vụ", "UBND Quận": the one of the nearest area in which the issuer lives. */
function localUnits(lexemes: readonly Lexeme[], key: string, scene: Scene): readonly Unit[] {
  const last = lexemes.at(-1)
  const type = last && isAreaCode(last.code) ? last.code : undefined
  const candidates = scene.names.unitsNamedLocally(type ? keyOf(lexemes.slice(0, -1)) : key)
  for (const area of scene.areas) {
    if (type !== undefined && area.type !== type) continue
    const here = new Set(candidates.filter((each) => each.area.place === area.place).map(({ unit }) => unit))
    if (here.size > 0) return [...here]
  }
  return []
}

/** Among equal letters the exact spelling counts; among equal names the issuer's own unit, then those that answer to it. */
function choose(units: readonly Unit[], words: readonly string[], scene: Scene): Referent {
  const spelled = units.filter((unit) => isSpelledSo(unit, words))
  const fitting = spelled.length > 0 ? spelled : units
  const own = fitting.filter((unit) => unit.id === scene.issuer.id)
  const below = fitting.filter((unit) => scene.below.has(unit.id))
  const [only] = [fitting, own, below].find(({ length }) => length === 1) ?? []
  if (only && spelled.length === 0) {
    return { ...referentOfUnit(only, scene, 0.85), suggestion: { reason: 'diacritics', reading: only.name } }
  }
  if (only) return referentOfUnit(only, scene)
  const ids = fitting.map((unit) => unit.id)
  return ambiguous('unit', fitting, ids)
}

const isEducation = (code: string): boolean => code === 'gddt' || code === 'edu'

/** The union of the sector, the school in which the plan is issued, the sector as a whole. */
export function readOwn(lexemes: readonly Lexeme[], source: string, scene: Scene): Referent | undefined {
  const codes = lexemes.map(({ code }) => code)
  // "Cơ quan Sở" is the Sở.
  if (codes[0] === 'agency' && codes[1] === 'so') return readNamed(lexemes.slice(1), source, scene)
  if (codes.length === 1 && codes[0] === 'own-school')
    return scene.issuer.type === 'school' ? referentOfUnit(scene.issuer, scene) : undefined
  if (codes[0] === 'sector' && codes.slice(1).every(isEducation)) {
    return scene.so ? referentOfUnit(scene.so, scene, 0.6) : undefined
  }
  if (codes[0] === 'union' && codes.slice(1).every((code) => isEducation(code) || code === 'sector')) {
    const owner = codes.length > 1 ? scene.so : scene.issuer
    const unions = scene.view.unitsOfType('union').filter((unit) => unit.parent !== undefined && unit.parent === owner?.id)
    return unions[0] && unions.length === 1 ? referentOfUnit(unions[0], scene) : undefined
  }
  return undefined
}

/**
 * Bodies the directory does not know, recognised by the form of their names: "Vụ …", "Bộ …", "Sở Nội vụ", another province's Sở, and for a
 * district "Phòng Nội vụ". They are tracked under the words of the plan. A proper name must follow: "bộ tiêu chí" is no ministry.
 */
export function readOutside(lexemes: readonly Lexeme[], source: string, scene: Scene): Referent | undefined {
  const [head, next] = lexemes
  const last = lexemes.at(-1)
  if (!head || !next || !last || lexemes.length > OUTSIDE_WORDS_MAX) return undefined
  const outside = [source.slice(head.from, last.to)]
  const by = (kind: Referent['kind'], confidence: number) => referent('outside-by-form', kind, confidence, { outside })
  const above = by('superior-body', 0.7)
  const capital = /^\p{Lu}/u.test(source.slice(next.from, next.to))
  if (!capital || lexemes.some(({ code }) => ['all', 'unit', 'comma', 'and', 'via'].includes(code))) {
    // "Vụ TĐKT, Bộ GDĐT" is one body and its parent.
    const comma = lexemes.findIndex(({ code }) => code === 'comma')
    const parent = lexemes[comma + 1]?.code
    return head.code === 'state' && capital && parent === 'ministry' ? above : undefined
  }
  if (['ministry', 'state', 'ubnd'].includes(head.code) || (head.code === 'board' && next.code === 'tdkt')) return above
  // A Sở GDĐT is one of a province; of the other Sở any may be named.
  if (head.code === 'so') return next.code !== 'gddt' || last.code === 'place' ? by('unit', 0.7) : undefined
  const district = ['pgd', 'school', 'ubnd-xa'].includes(scene.issuer.type)
  if (head.code === 'dept' && !isEducation(next.code) && district) return by('unit', 0.6)
  return undefined
}

const OUTSIDE_WORDS_MAX = 10
