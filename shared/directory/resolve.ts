/** Phrases of plans ("Các phòng GDĐT các quận, huyện, thị xã; đơn vị trực thuộc") → the units and people they name on a day. */

import { fold } from '../text/fold.ts'
import type { IsoDate, UnitId } from './model.ts'
import { keyOf } from './phrase/cursor.ts'
import { nothing, type PhrasePart, resolvePart } from './phrase/parts.ts'
import { type PhraseRole, type Scene, sceneOf } from './phrase/scene.ts'
import { archiveOf, type Purpose, partitionsOf, purposeOf } from './phrase/split.ts'
import type { Directory } from './snapshot.ts'

export { PHRASE_TOKENS_MAX, type PhrasePart } from './phrase/parts.ts'
export type { How, PhraseRole, RecipientKind, Suggestion, SuggestionReason } from './phrase/scene.ts'
export type { Purpose } from './phrase/split.ts'

export type PhraseContext = {
  readonly directory: Directory
  /** The day of the plan. */
  readonly date: IsoDate
  readonly issuer: string
  readonly role: PhraseRole
  /** The rest of the document, or its other cells: tells which cluster "Các đơn vị trong cụm" means. */
  readonly context?: string
}

export type Resolution = Omit<PhrasePart, 'text'> & {
  readonly phrase: string
  /** True where at least one part matched nothing; the units of the other parts are still given. */
  readonly unmatched: boolean
  readonly parts: readonly PhrasePart[]
  readonly purpose?: Purpose
  readonly archive?: { readonly codes: readonly string[]; readonly drafting: readonly UnitId[]; readonly copies?: number }
}

/** No cell of a plan is longer; what is goes back unmatched. */
export const PHRASE_CHARACTERS_MAX = 2_000

/** Throws RangeError where the issuer is no unit on that day. */
export function resolvePhrase(phrase: string, { directory, date, issuer, role, context = '' }: PhraseContext): Resolution {
  const scene = sceneOf(directory, date, issuer, role, clustersIn(context))
  const { text, purpose } = purposeOf(phrase.slice(0, PHRASE_CHARACTERS_MAX))
  const partitions = phrase.length > PHRASE_CHARACTERS_MAX ? [] : partitionsOf(text)
  const archive = partitions[0]?.length === 1 ? archiveOf(partitions[0][0] ?? '') : undefined
  if (archive) return ofArchive(phrase, archive, scene)
  const readings = partitions.map((texts) => texts.flatMap((part) => resolvePart(part, scene)))
  const parts = clearest(readings).map((part) => forRole(part, scene))
  return { ...(purpose ? { purpose } : {}), ...joined(phrase, parts) }
}

/** The reading with the smallest share of unknown or merely probable parts; among equals the first. */
function clearest(readings: readonly (readonly PhrasePart[])[]): readonly PhrasePart[] {
  const doubt = (parts: readonly PhrasePart[]): number =>
    parts.filter(({ unmatched, how }) => unmatched || how === 'outside-by-form').length / parts.length
  return readings.reduce<readonly PhrasePart[]>((best, parts) => (best.length === 0 || doubt(parts) < doubt(best) ? parts : best), [])
}

function clustersIn(context: string): ReadonlySet<number> {
  const found = fold(context).matchAll(/\bcum\s+(?:thi\s+dua\s+|td\s+)?so\s+(\d{1,3})/g)
  return new Set([...found].map((match) => Number(match[1])))
}

function ofArchive(phrase: string, archive: { readonly codes: readonly string[]; readonly copies?: number }, scene: Scene): Resolution {
  const { names } = scene
  // VT is the registry, no unit; the others are written without "Phòng".
  const drafting = archive.codes.flatMap((code) => {
    const named = [code, `Phòng ${code}`].flatMap((name) => names.unitsNamed(keyOf(names.lexOf(name))))
    return named.flatMap((unit) => (scene.below.has(unit.id) ? [unit.id] : [])).slice(0, 1)
  })
  const part: PhrasePart = { ...nothing(phrase), how: 'archive', kind: 'archive', confidence: 1, unmatched: false }
  return { ...joined(phrase, [part]), archive: { ...archive, drafting } }
}

/** Where the issuer is to act, its office does; where it is to be told, it knows already. */
function forRole(part: PhrasePart, scene: Scene): PhrasePart {
  const { id } = scene.issuer
  if (!part.units.includes(id) || scene.role === 'coordinating') return part
  if (scene.role === 'recipient') return { ...part, units: part.units.filter((unit) => unit !== id) }
  const office = scene.view.childrenOf(id).find((unit) => unit.type === 'vp-so')
  if (!office) return part
  const units = [...new Set(part.units.map((unit) => (unit === id ? office.id : unit)))]
  return { ...part, units, how: part.how === 'issuer' ? 'issuer-office' : part.how }
}

function joined(phrase: string, parts: readonly PhrasePart[]): Resolution {
  const all = parts.length > 0 ? parts : [nothing(phrase)]
  const [first] = all
  const suggestion = all.find((part) => part.suggestion)?.suggestion
  return {
    phrase,
    units: [...new Set(all.flatMap(({ units }) => units))],
    people: [...new Set(all.flatMap(({ people }) => people))],
    outside: [...new Set(all.flatMap(({ outside }) => outside))],
    groups: [...new Set(all.flatMap(({ groups }) => groups))],
    how: all.every(({ how }) => how === first?.how) ? (first?.how ?? 'nothing') : 'several',
    kind: first?.kind ?? 'unit',
    confidence: Math.min(...all.map(({ confidence }) => confidence)),
    unmatched: all.some(({ unmatched }) => unmatched),
    parts: all,
    ...(suggestion ? { suggestion } : {}),
  }
}
