/** One part of a phrase → what it names: as spelled, without a remark in brackets, with corrections, or not at all. */

import type { GroupId, PersonId, UnitId } from '../model.ts'
import { keyOf } from './cursor.ts'
import { type Item, readItems } from './items.ts'
import { CORRECTIONS_MAX, type Lexeme, lexingsOf, type Token, tokensOf } from './lex.ts'
import { type How, namesIn, type RecipientKind, type Scene, type Suggestion } from './scene.ts'

export type PhrasePart = {
  readonly text: string
  readonly units: readonly UnitId[]
  readonly people: readonly PersonId[]
  readonly outside: readonly string[]
  readonly groups: readonly GroupId[]
  readonly how: How
  readonly kind: RecipientKind
  /** 0 (nothing known) to 1 (named in full). Below 1 an officer should look. */
  readonly confidence: number
  readonly unmatched: boolean
  readonly suggestion?: Suggestion
}

/** A longer part is a sentence, not a phrase; it is given back unmatched. */
export const PHRASE_TOKENS_MAX = 60
/** Corrections are tried on short parts only: the ways to misread grow with every word. */
const CORRECTED_TOKENS_MAX = 16

const sureLoss = { diacritics: 0.05, letter: 0.15 } as const

export function nothing(text: string): PhrasePart {
  return { text, units: [], people: [], outside: [], groups: [], how: 'nothing', kind: 'unit', confidence: 0, unmatched: true }
}

export function resolvePart(text: string, scene: Scene): readonly PhrasePart[] {
  const tokens = tokensOf(text)
  if (tokens.length === 0 || tokens.length > PHRASE_TOKENS_MAX) return [nothing(text)]
  const asSpelled = bestAsSpelled(tokens, text, scene)
  if (asSpelled.every(({ found }) => found)) return asSpelled.map((item) => partOf(item, text))
  const remark = withoutRemark(text)
  const unremarked = remark === undefined ? [] : resolvePart(remark, scene)
  if (unremarked.length > 0 && unremarked.every((part) => !part.unmatched)) {
    return unremarked.map((part) => ({ ...part, confidence: Math.min(part.confidence, 0.9) }))
  }
  for (let corrections = 1; corrections <= CORRECTIONS_MAX && tokens.length <= CORRECTED_TOKENS_MAX; corrections++) {
    const corrected = correctedReadings(tokens, text, corrections, scene)
    const [first, ...others] = corrected
    if (first && others.length === 0) return first
    // Two corrections of equal cost with different outcomes: neither is the plan's word.
    if (first)
      return [{ ...nothing(text), how: 'ambiguous', suggestion: { reason: 'ambiguous', reading: corrected.map(readingOf).join('; ') } }]
  }
  return asSpelled.map((item) => (item.found ? partOf(item, text) : withNearName(item, text, scene)))
}

/** "Phòng GDĐT (đ/c Bích Hà)": what stands in brackets may be a remark. */
function withoutRemark(text: string): string | undefined {
  const rest = text.replace(/\([^()]*\)?/g, ' ').trim()
  return rest === '' || rest === text.trim() ? undefined : rest
}

/** Folded letters may stand for several words ("số", "sở"); the reading that leaves least unexplained is the right one. */
function bestAsSpelled(tokens: readonly Token[], text: string, scene: Scene): readonly Item[] {
  let best: readonly Item[] = []
  let bestMissing = Number.POSITIVE_INFINITY
  for (const { lexemes } of lexingsOf(tokens, scene.names.vocabulary, 0)) {
    const items = readItems(lexemes, text, scene)
    const missing = items.filter(({ found }) => !found).length
    if (items.length > 0 && missing < bestMissing) {
      best = items
      bestMissing = missing
    }
    if (bestMissing === 0) break
  }
  return best.length > 0 ? best : [{ lexemes: [] }]
}

/** The complete readings of least cost that differ in what they stand for. */
function correctedReadings(tokens: readonly Token[], text: string, corrections: number, scene: Scene): readonly (readonly PhrasePart[])[] {
  const found = new Map<string, readonly PhrasePart[]>()
  let cost = Number.POSITIVE_INFINITY
  for (const lexing of lexingsOf(tokens, scene.names.vocabulary, corrections)) {
    if (Math.floor(lexing.cost) > cost) break
    const items = readItems(lexing.lexemes, text, scene)
    if (items.length === 0 || items.some((item) => !item.found || item.found.how === 'outside-by-form')) continue
    cost = Math.floor(lexing.cost)
    const parts = items.map((item) => partOf(item, text))
    const meaning = JSON.stringify(parts.map(({ units, people, outside, suggestion }) => [units, people, outside, suggestion?.units ?? []]))
    if (!found.has(meaning)) found.set(meaning, parts)
  }
  return [...found.values()]
}

const readingOf = (parts: readonly PhrasePart[]): string => parts.map((part) => part.suggestion?.reading ?? part.text).join(', ')

function partOf({ lexemes, found }: Item, source: string): PhrasePart {
  const text = textOf(lexemes, source)
  if (!found) return nothing(text)
  const slips = lexemes.flatMap(({ slip }) => slip ?? [])
  const letters = slips.reduce((sum, { distance }) => sum + distance, 0)
  const reading = correctedText(lexemes, source)
  const unmatched = found.how === 'ambiguous' || found.how === 'beyond-authority'
  if (slips.length === 0 || found.suggestion || found.how === 'outside-by-form') return { ...found, text, unmatched }
  if (slips.some(({ proper, distance }) => proper && distance > 0)) {
    const suggestion: Suggestion = { reason: 'proper-name', reading, units: found.units, distance: letters }
    return { ...nothing(text), suggestion }
  }
  const loss = slips.reduce((sum, { distance }) => sum + (distance === 0 ? sureLoss.diacritics : distance * sureLoss.letter), 0)
  const suggestion: Suggestion = letters > 0 ? { reason: 'letters', reading, distance: letters } : { reason: 'diacritics', reading }
  return { ...found, text, unmatched, confidence: Math.max(0.3, round(found.confidence - loss)), suggestion }
}

const round = (value: number): number => Math.round(value * 100) / 100

const textOf = (lexemes: readonly Lexeme[], source: string): string =>
  source.slice(lexemes[0]?.from ?? 0, lexemes.at(-1)?.to ?? source.length)

function correctedText(lexemes: readonly Lexeme[], source: string): string {
  let text = ''
  let at = lexemes[0]?.from ?? 0
  for (const { from, to, slip } of lexemes) {
    if (!slip) continue
    text += source.slice(at, from) + slip.meant
    at = to
  }
  return text + source.slice(at, lexemes.at(-1)?.to ?? at)
}

/** Names of schools differ by a letter or two, so a near one is proposed and never taken. */
const NEAR_NAME_LETTERS_MAX = 2
const NEAR_NAME_CHARACTERS_MIN = 8

function withNearName({ lexemes }: Item, source: string, scene: Scene): PhrasePart {
  const text = textOf(lexemes, source)
  const key = keyOf(lexemes)
  if (key.length < NEAR_NAME_CHARACTERS_MIN) return nothing(text)
  const { units, distance } = scene.names.unitsNearly(key, NEAR_NAME_LETTERS_MAX)
  if (units.length === 0 || units.length > 5) return nothing(text)
  const reading = namesIn(units)
  return { ...nothing(text), suggestion: { reason: 'proper-name', reading, units: units.map((unit) => unit.id), distance } }
}
