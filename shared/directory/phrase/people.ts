/** Phrases that name people by their post: "Ban Giám đốc Sở", "Giám đốc & các đ/c Phó GĐ", "Thủ trưởng các đơn vị". */

import { fold } from '../../text/fold.ts'
import type { PersonId, Unit, UnitId } from '../model.ts'
import type { Lexeme } from './lex.ts'
import { type Referent, referent, referentOfUnit, type Scene } from './scene.ts'

type Read = (lexemes: readonly Lexeme[], scene: Scene) => Referent | undefined

export function readLeaders(lexemes: readonly Lexeme[], scene: Scene, readInner: Read): Referent | undefined {
  let next = 0
  let posts = 0
  for (; next < lexemes.length; next++) {
    const code = lexemes[next]?.code
    if (code === 'leader') posts++
    else if (code !== 'comrade' && code !== 'and' && code !== 'comma' && code !== 'of' && !beforePost(lexemes, next)) break
  }
  if (posts === 0) return undefined
  const inner = lexemes.slice(next)
  const whose = inner.length === 0 ? referentOfUnit(scene.issuer, scene) : readInner(inner, scene)
  if (!whose || whose.suggestion || whose.how === 'ambiguous') return undefined
  const people = [...new Set(whose.units.flatMap((id) => leadersOf(id, scene)))]
  // Those who must act are units; a notice goes to the people, and to the unit only where nobody is recorded.
  const units = scene.role === 'recipient' && people.length > 0 ? [] : whose.units
  return referent('leaders', 'person-group', people.length > 0 ? whose.confidence : 0.6, { units, people, outside: whose.outside })
}

/** "các" belongs to the posts only where another post or "đồng chí" follows. */
function beforePost(lexemes: readonly Lexeme[], at: number): boolean {
  const after = lexemes[at + 1]?.code
  return lexemes[at]?.code === 'all' && (after === 'leader' || after === 'comrade')
}

function leadersOf(id: UnitId, scene: Scene): readonly PersonId[] {
  const list = scene.view.groups.find((group) => group.kind === 'list' && group.owner === id && namesLeaders(group.name, scene))
  if (list) return scene.view.membersOf(list.id).people
  return scene.view.peopleIn(id, 'head').map((person) => person.id)
}

const namesLeaders = (name: string, scene: Scene): boolean => scene.names.lexOf(name)[0]?.code === 'leader'

/** "Đ/c Nguyễn Thu An – chuyên viên Phòng GDĐT": a full name, known once among the issuer's people and those of the units around it. */
export function readPerson(lexemes: readonly Lexeme[], source: string, scene: Scene): Referent | undefined {
  if (lexemes[0]?.code !== 'comrade') return undefined
  const from = lexemes[1]?.from
  if (from === undefined) return undefined
  const name = fold(source.slice(from).split(/[–(,]| - /)[0] ?? '').trim()
  if (name.split(' ').length < 2) return undefined
  const near: readonly Unit[] = [...scene.view.subtreeOf(scene.issuer.id), ...scene.view.ancestorsOf(scene.issuer.id)]
  const found = new Set(near.flatMap((unit) => scene.view.peopleIn(unit.id)).filter((person) => fold(person.name) === name))
  const [only] = found
  return found.size === 1 && only ? referent('named-person', 'person-group', 0.9, { people: [only.id] }) : undefined
}
