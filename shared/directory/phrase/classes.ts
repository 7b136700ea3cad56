/** Phrases that name all units of a class: "các phòng GDĐT các quận, huyện, thị xã", "đơn vị trực thuộc", "trường MN, TH, THCS". */

import { type Level, levels, type Unit, type UnitType } from '../model.ts'
import { type Cursor, cursorOf } from './cursor.ts'
import type { Lexeme } from './lex.ts'
import { namesIn, type Referent, referent, type Scene } from './scene.ts'
import { inAreas, readTail, type Tail } from './tail.ts'

/** How sure we are where the phrase leaves out what its class belongs to. */
const IMPLIED_CONFIDENCE = 0.7
const VAGUE_CONFIDENCE = 0.5

const teaching: readonly UnitType[] = ['school', 'dvtt', 'gdnn-gdtx']
const subordinateTypes: readonly UnitType[] = ['pgd', 'dvtt', 'school', 'gdnn-gdtx', 'ubnd-xa']

export function readClass(lexemes: readonly Lexeme[], scene: Scene): Referent | undefined {
  const readers = [readDistrictOffices, readDepartments, readUnits, readSchools, readInstitutions, readCommittees]
  for (const read of readers) {
    const cursor = cursorOf(lexemes)
    const plural = cursor.skip('all') > 0
    const found = read(cursor, plural, scene)
    if (found) return found
  }
  return undefined
}

/** Units to whom the issuer's plans go. */
export function subordinatesOf(issuer: Unit, scene: Scene): readonly Unit[] {
  return scene.view.childrenOf(issuer.id).filter((unit) => subordinateTypes.includes(unit.type))
}

function readDistrictOffices(cursor: Cursor, plural: boolean, scene: Scene): Referent | undefined {
  if (!cursor.take('dept') || !cursor.take('gddt', 'edu')) return undefined
  const tail = readTail(cursor, scene)
  if (!tail || !scene.so || tail.toSector || tail.agency || tail.direct || tail.toDistrictOffice) return undefined
  const all = scene.view.subtreeOf(scene.so.id).filter((unit) => unit.type === 'pgd')
  const found = inAreas(all, tail, scene)
  const many = plural || tail.plural || tail.areaTypes.length > 1
  const implied = !many && tail.places.length === 0
  return classReferent(found, { plural: many, confidence: implied ? IMPLIED_CONFIDENCE : 1, tail }, scene)
}

function readDepartments(cursor: Cursor, plural: boolean, scene: Scene): Referent | undefined {
  if (!cursor.take('dept')) return undefined
  cursor.skip('comma', 'and')
  cursor.take('board')
  const tail = readTail(cursor, scene)
  if (!tail || !scene.so || tail.toSector || tail.toDistrictOffice || tail.areaTypes.length > 0 || tail.places.length > 0) return undefined
  // Only the Sở itself may leave out whose departments they are: a district's people would mean the district's.
  if (!tail.toSo && scene.issuer.id !== scene.so.id) return undefined
  const found = scene.view.childrenOf(scene.so.id).filter((unit) => unit.type === 'phong-so')
  return classReferent(
    found,
    { plural: true, confidence: tail.toSo || tail.agency || plural ? (tail.toSo ? 1 : 0.9) : IMPLIED_CONFIDENCE, tail },
    scene,
  )
}

function readUnits(cursor: Cursor, plural: boolean, scene: Scene): Referent | undefined {
  cursor.skip('agency', 'comma', 'and')
  if (!cursor.take('unit')) return undefined
  const tail = readTail(cursor, scene)
  if (!tail || tail.agency) return undefined
  const owner = ownerOf(tail, scene)
  if (!owner) return undefined
  const direct = tail.direct || tail.toSo
  const below = direct && owner.type === 'so' ? ofType(scene.view.childrenOf(owner.id), ['dvtt']) : subordinatesOf(owner, scene)
  const found = inAreas(below, tail, scene)
  return classReferent(
    found,
    { plural, confidence: direct ? 1 : IMPLIED_CONFIDENCE, tail, how: direct ? 'unit-class' : 'subordinates' },
    scene,
  )
}

function readSchools(cursor: Cursor, plural: boolean, scene: Scene): Referent | undefined {
  const taught = new Set<Level>()
  let heads = 0
  for (;;) {
    const level = levels.find((each) => cursor.take(`level-${each}`))
    if (level) taught.add(level)
    else if (cursor.take('school')) heads++
    else if (cursor.take('centre')) {
      heads++
      taught.add('gdnn-gdtx')
    } else if (heads === 0 || cursor.skip('comma', 'and', 'all') === 0) break
  }
  if (heads === 0) return undefined
  const fits = (unit: Unit) => (unit.levels ?? []).some((level) => (taught.size === 0 ? level !== 'gdnn-gdtx' : taught.has(level)))
  return teachingReferent(cursor, fits, { plural: plural || taught.size > 1, confidence: taught.size > 0 ? 1 : 0.9 }, scene)
}

function readInstitutions(cursor: Cursor, plural: boolean, scene: Scene): Referent | undefined {
  return cursor.take('institution') ? teachingReferent(cursor, () => true, { plural, confidence: 0.9 }, scene) : undefined
}

function teachingReferent(
  cursor: Cursor,
  fits: (unit: Unit) => boolean,
  reading: Pick<ClassReading, 'plural' | 'confidence'>,
  scene: Scene,
): Referent | undefined {
  const tail = readTail(cursor, scene)
  const owner = tail && ownerOf(tail, scene)
  if (!tail || tail.agency || !owner) return undefined
  const scope = tail.direct ? scene.view.childrenOf(owner.id) : scene.view.subtreeOf(owner.id).filter((unit) => unit.id !== owner.id)
  return classReferent(inAreas(ofType(scope, teaching).filter(fits), tail, scene), { ...reading, tail }, scene)
}

/** Whose units are meant. */
const ownerOf = (tail: Tail, scene: Scene): Unit | undefined => (tail.toSo || tail.toSector ? scene.so : scene.issuer)

/** People's committees: outside bodies of the districts, units of their own where schools answer to the commune. */
function readCommittees(cursor: Cursor, plural: boolean, scene: Scene): Referent | undefined {
  if (!cursor.take('ubnd')) return undefined
  const tail = readTail(cursor, scene)
  if (!tail || (tail.areaTypes.length === 0 && tail.places.length === 0)) return undefined
  const all = [...scene.view.unitsOfType('outside'), ...scene.view.unitsOfType('ubnd-xa')].filter((unit) => isCommittee(unit, scene))
  const found = (inAreas(all, tail, scene) ?? []).filter(
    (unit) => tail.areaTypes.length === 0 || tail.areaTypes.some((type) => type === scene.names.areaOf(unit).type),
  )
  const outside = found.filter((unit) => unit.type === 'outside').map((unit) => unit.name)
  const known = classReferent(ofType(found, ['ubnd-xa']), { plural, confidence: 1, tail }, scene)
  if (known) return { ...known, outside }
  return outside.length === 0 ? undefined : referent('outside-known', outside.length > 1 ? 'unit-group' : 'superior-body', 1, { outside })
}

function isCommittee(unit: Unit, scene: Scene): boolean {
  return scene.names.lexOf(unit.name)[0]?.code === 'ubnd'
}

const ofType = (units: readonly Unit[], types: readonly UnitType[]): readonly Unit[] => units.filter((unit) => types.includes(unit.type))

type ClassReading = { readonly plural: boolean; readonly confidence: number; readonly tail: Tail; readonly how?: Referent['how'] }

function classReferent(found: readonly Unit[] | undefined, reading: ClassReading, scene: Scene): Referent | undefined {
  if (!found || found.length === 0) return undefined
  const confidence = reading.tail.vague ? Math.min(VAGUE_CONFIDENCE, reading.confidence) : reading.confidence
  const binding = scene.role === 'executing' || scene.role === 'obligor'
  const answerable = binding ? found.filter((unit) => scene.below.has(unit.id) && unit.id !== scene.issuer.id) : found
  if (answerable.length === 0) return beyondAuthority(scene)
  const kind = found.length === 1 && !reading.plural ? 'unit' : 'unit-group'
  return referent(reading.how ?? 'unit-class', kind, confidence, { units: answerable.map((unit) => unit.id) })
}

/** A plan can bind nobody beside or above its issuer: what it says is shown with those it can bind, and nothing is assigned. */
function beyondAuthority(scene: Scene): Referent | undefined {
  const below = subordinatesOf(scene.issuer, scene)
  if (below.length === 0) return undefined
  const reading = namesIn(below.slice(0, 3))
  const units = below.map((unit) => unit.id)
  return referent('beyond-authority', 'unit-group', 0, { suggestion: { reason: 'beyond-authority', reading, units } })
}
