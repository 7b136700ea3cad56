/** Councils: "Hội đồng TĐ-KT Ngành", "HĐTĐKT Quận", "Thành viên Hội đồng TĐKT". */

import type { Group, Unit } from '../model.ts'
import { ownerUnitOf } from '../snapshot.ts'
import { type Area, areaIn, isAreaCode, keyOf } from './cursor.ts'
import type { Lexeme } from './lex.ts'
import { namesIn, type Referent, referent, referentOfUnit, type Scene } from './scene.ts'

/** What a council is for and whose it is; `whose` undefined where the phrase leaves it out. */
type CouncilName = { readonly subject: string; readonly whose?: 'sector' | 'so' | 'school' | 'area'; readonly area: Area }

type Council = { readonly name: CouncilName; readonly unit?: Unit; readonly group?: Group | undefined; readonly owner?: Unit | undefined }

export function readCouncil(lexemes: readonly Lexeme[], scene: Scene): Referent | undefined {
  let start = 0
  while (['all', 'standing'].includes(lexemes[start]?.code ?? '')) start++
  const members = lexemes[start]?.code === 'member'
  if (members) start++
  while (['of', 'all', 'standing'].includes(lexemes[start]?.code ?? '')) start++
  const name = councilNameOf(lexemes.slice(start))
  if (!name) return undefined
  const [first, ...others] = fitting(name, scene)
  if (!first) return undefined
  const found = referentOfCouncil(first, members, scene)
  if (others.length === 0 && name.whose !== undefined) return found
  // Without "whose", the issuer's own is meant as a rule; where it has several, the others are shown.
  const reading = namesIn([first, ...others].flatMap((council) => council.unit ?? council.group ?? []))
  const units = others.flatMap(({ unit }) => (unit && unit.type !== 'outside' ? [unit.id] : []))
  return others.length === 0
    ? { ...found, confidence: 0.9 }
    : { ...found, confidence: 0.5, suggestion: { reason: 'ambiguous', reading, units } }
}

function councilNameOf(lexemes: readonly Lexeme[]): CouncilName | undefined {
  if (lexemes[0]?.code !== 'council') return undefined
  const words = lexemes.slice(1).filter(({ code }) => code !== 'of')
  const end = words.findIndex(({ code }) => isAreaCode(code) || ['sector', 'so', 'place', 'school', 'own-school', 'all'].includes(code))
  const tail = end < 0 ? [] : words.slice(end)
  const named = keyOf(end < 0 ? words : words.slice(0, end))
  const subject = named === '' || named === 'emulation' ? 'tdkt' : named
  const codes = tail.map(({ code }) => code)
  if (codes.includes('all')) return undefined // "các cấp": none in particular
  const area = areaIn(tail.filter(({ code }) => isAreaCode(code) || code === 'place'))
  if (tail.length === 0) return { subject, area: {} }
  if (codes.includes('sector')) return { subject, whose: 'sector', area }
  if (codes.includes('school') || codes.includes('own-school')) return { subject, whose: 'school', area: {} }
  return { subject, whose: codes[0] === 'so' ? 'so' : 'area', area }
}

function councilsOf(scene: Scene): readonly Council[] {
  const groups = scene.view.groups.filter((group) => group.kind === 'council')
  const bodies = [...scene.view.unitsOfType('council'), ...scene.view.unitsOfType('outside')]
  const named = (bearer: Unit | Group, council: Omit<Council, 'name'>): Council[] => {
    const name = councilNameOf(scene.names.lexOf(bearer.name))
    return name ? [{ name, ...council }] : []
  }
  const withBody = bodies.flatMap((unit) => {
    const group = groups.find((each) => each.body === unit.id)
    return named(unit, { unit, group, owner: scene.view.parentOf(unit.id) })
  })
  const bodiless = groups.filter((group) => group.body === undefined)
  return [...withBody, ...bodiless.flatMap((group) => named(group, { group, owner: ownerUnitOf(group, scene.view) }))]
}

function fitting(name: CouncilName, scene: Scene): readonly Council[] {
  const councils = councilsOf(scene).filter((council) => council.name.subject === name.subject)
  const own = councils.filter(({ owner }) => owner?.id === scene.issuer.id)
  if (name.whose === 'school') return own
  if (name.whose === 'so') return councils.filter(({ owner }) => owner !== undefined && owner.id === scene.so?.id)
  if (name.whose !== undefined) {
    const there = councils.filter((council) => council.name.whose === name.whose && isAt(council, name.area, scene))
    return name.whose === 'sector' && there.length > 1 ? nearest(there, scene) : there
  }
  const local = councils.filter((council) => council.name.whose === 'area' && placeOf(council, scene) === scene.areas[0]?.place)
  const inner =
    own.length > 0 || local.length > 0 ? [...own, ...local.filter((council) => !own.includes(council))] : nearest(councils, scene)
  // The Sở's own council is the sector's; that of the city is never meant without "Thành phố".
  return scene.issuer.type === 'so' && own.length > 0 ? own : inner
}

const placeOf = (council: Council, scene: Scene): string | undefined => {
  const bearer = council.unit ?? council.owner
  return council.name.area.place ?? (bearer ? scene.names.areaOf(bearer).place : undefined)
}

/** In the named area; where only its type is named, in the issuer's own of that type; where nothing is, in any of the issuer's. */
function isAt(council: Council, { type, place }: Area, scene: Scene): boolean {
  const at = placeOf(council, scene)
  if (place !== undefined) return at === place
  return scene.areas.some((area) => area.place === at && (type === undefined || area.type === type))
}

function nearest(councils: readonly Council[], scene: Scene): readonly Council[] {
  for (const area of scene.areas) {
    const here = councils.filter((council) => placeOf(council, scene) === area.place)
    if (here.length > 0) return here
  }
  return []
}

function referentOfCouncil({ unit, group }: Council, members: boolean, scene: Scene): Referent {
  const groups = group ? [group.id] : []
  const body = unit ? referentOfUnit(unit, scene) : referent('council', 'unit', 1, {})
  const people = group ? scene.view.membersOf(group.id).people : []
  if (members) return { ...body, groups, people, how: 'council-members', kind: 'person-group' }
  // A council without a body of its own acts through its members.
  if (!unit) return referent('council', 'person-group', 0.8, { people, groups })
  return unit.type === 'outside' ? { ...body, groups } : { ...body, groups, how: 'council' }
}
