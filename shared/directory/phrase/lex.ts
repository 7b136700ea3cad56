/** Text of a phrase → lexemes: common words as codes, places and other words by their folded letters. */

import { editDistance, fold, spellingOf } from '../../text/fold.ts'
import { type Code, lexicon, provinces } from './lexicon.ts'

export type Lexeme = {
  readonly code: Code | 'place' | 'word' | 'number'
  /** Letters by which lexemes are compared: folded words, or the number. */
  readonly key: string
  /** Where it stands in the text: `from` included, `to` not. */
  readonly from: number
  readonly to: number
  /** Set where the text is not a known spelling of what it was read as. */
  readonly slip?: Slip
}

/** `distance` 0: only tones, marks or đ differ. */
export type Slip = { readonly meant: string; readonly distance: number; readonly proper: boolean }

export type Token = Word & { readonly from: number; readonly to: number }

type Word = { readonly text: string; readonly folded: string; readonly spelling: string; readonly marked: boolean }

type Entry = {
  readonly codes: readonly (Code | 'place')[]
  readonly words: readonly string[]
  readonly joined: string
  /** The right spelling, for people and for comparing. */
  readonly shown: string
  readonly spelling: string
}

/** The common lexicon plus the places of one directory. */
export type Vocabulary = {
  readonly byFirstWord: ReadonlyMap<string, readonly Entry[]>
  /** By the number of letters, to compare a misspelt word only with words of about its length. */
  readonly byLength: ReadonlyMap<number, readonly Entry[]>
}

/** `text` in Unicode form NFC: offsets count its code units. */
export function tokensOf(text: string): Token[] {
  return [...text.matchAll(/[\p{L}\p{N}%]+|[,&]|(?<=\d\s*)[-–](?=\s*\d)/gu)].map(({ 0: word, index }) => {
    return { ...wordOf(word), from: index, to: index + word.length }
  })
}

// The names of a directory are made of few words; folding each once makes indexing five times as fast.
const words = new Map<string, Word>()
const WORDS_KEPT_MAX = 10_000

function wordOf(written: string): Word {
  const kept = words.get(written)
  if (kept) return kept
  const text = written === '&' ? 'và' : written === '-' || written === '–' ? 'đến' : written
  const folded = fold(text)
  const word = { text, folded, spelling: spellingOf(text), marked: folded !== text.toLowerCase() }
  if (words.size >= WORDS_KEPT_MAX) words.clear()
  words.set(written, word)
  return word
}

const commonEntries: readonly Entry[] = lexicon.flatMap(([codes, spellings]) =>
  spellings.split('|').map((shown) => entryOf(codes, shown.trim())),
)

export function vocabularyOf(places: Iterable<string>): Vocabulary {
  const names = new Map([...provinces, ...places].map((place) => [fold(place), place]))
  const entries = [...commonEntries, ...[...names.values()].map((place) => entryOf(['place'], place))]
  return {
    byFirstWord: Map.groupBy(entries, (entry) => entry.words[0] ?? ''),
    byLength: Map.groupBy(entries, (entry) => entry.joined.length),
  }
}

function entryOf(codes: Entry['codes'], shown: string): Entry {
  const tokens = tokensOf(shown)
  const words = tokens.map((token) => token.folded)
  return { codes, words, joined: words.join(''), shown, spelling: tokens.map((token) => token.spelling).join(' ') }
}

type Option = { readonly lexemes: readonly Lexeme[]; readonly length: number; readonly cost: number }

/** Spellings that agree in all letters but not in tones are weaker than those that agree in full, stronger than any correction. */
const FOLDED_ONLY_COST = 0.25
/** "OCR within two letters": the sum over a phrase. */
export const CORRECTIONS_MAX = 2
const LEXINGS_MAX = 1_000

export type Lexing = { readonly lexemes: readonly Lexeme[]; readonly cost: number }

/**
 * The ways to read the tokens, cheapest first; with `corrections`, common words and places may be up to that many letters off.
 * The first lexing is the text as spelled.
 */
export function lexingsOf(tokens: readonly Token[], vocabulary: Vocabulary, corrections: number): readonly Lexing[] {
  const options = tokens.map((_, at) => optionsAt(tokens, at, vocabulary, corrections))
  const found: Lexing[] = []

  function extend(at: number, lexemes: readonly Lexeme[], cost: number): void {
    if (found.length >= LEXINGS_MAX) return
    if (at >= tokens.length) {
      found.push({ lexemes, cost })
      return
    }
    for (const option of options[at] ?? []) {
      const total = cost + option.cost
      if (Math.floor(total) <= corrections) extend(at + option.length, [...lexemes, ...option.lexemes], total)
    }
  }

  extend(0, [], 0)
  return found.sort((a, b) => a.cost - b.cost)
}

function optionsAt(tokens: readonly Token[], at: number, vocabulary: Vocabulary, corrections: number): Option[] {
  const token = tokens[at]
  if (!token) return []
  const { from, to } = token
  const plain = (code: Lexeme['code'], key: string): Option => ({ lexemes: [{ code, key, from, to }], length: 1, cost: 0 })
  if (token.text === ',') return [plain('comma', ',')]
  if (/^\d{1,6}$/.test(token.text)) return [plain('number', String(Number(token.text)))]
  const exact = exactOptions(tokens, at, vocabulary, corrections > 0)
  if (exact.length === 0 || (token.marked && exact.every(isDoubtful))) exact.unshift(plain('word', token.folded))
  const fuzzy = corrections > 0 ? fuzzyOptions(tokens, at, vocabulary, corrections) : []
  return [...exact, ...fuzzy]
}

/** "Tài" is no misspelt "tại": a word with marks of its own is taken for one of these small words only if nothing else fits. */
const smallWords: readonly Lexeme['code'][] = ['of', 'to', 'via', 'and', 'all']

const isDoubtful = ({ lexemes, length, cost }: Option): boolean =>
  length === 1 && cost > 0 && smallWords.includes(lexemes[0]?.code ?? 'word')

/**
 * Only the longest: "giáo dục và đào tạo" is never "giáo dục" and three strange words. A word spelled right is not taken for another with the
 * same letters ("số", "sở") unless corrections are asked for.
 */
function exactOptions(tokens: readonly Token[], at: number, { byFirstWord }: Vocabulary, correcting: boolean): Option[] {
  const matching = (byFirstWord.get(tokens[at]?.folded ?? '') ?? []).filter((entry) =>
    entry.words.every((word, i) => tokens[at + i]?.folded === word),
  )
  const length = Math.max(0, ...matching.map((entry) => entry.words.length))
  const options = matching
    .filter((entry) => entry.words.length === length)
    .map((entry) => optionOf(tokens.slice(at, at + length), entry, 0))
    .sort((a, b) => a.cost - b.cost)
  return !correcting && options[0]?.cost === 0 ? options.filter(({ cost }) => cost === 0) : options
}

function fuzzyOptions(tokens: readonly Token[], at: number, { byLength }: Vocabulary, corrections: number): Option[] {
  const found: Option[] = []
  for (let length = 1; length <= 5 && at + length <= tokens.length; length++) {
    const span = tokens.slice(at, at + length)
    if (span.some((token) => token.text === ',' || /^\d/.test(token.text))) break
    const joined = span.map((token) => token.folded).join('')
    const near = Array.from({ length: 2 * corrections + 1 }, (_, i) => byLength.get(joined.length - corrections + i) ?? []).flat()
    for (const entry of near) {
      const limit = Math.min(corrections, lettersOff(entry))
      if (limit === 0) continue
      const distance = editDistance(joined, entry.joined, limit)
      // The same letters in other words ("H ội đồng") are a slip of one.
      if (distance <= limit && !(distance === 0 && entry.words.length === length)) found.push(optionOf(span, entry, Math.max(1, distance)))
    }
  }
  return found
}

/** Short words are too close to one another to be corrected at all; an abbreviation of four letters has no such neighbours. */
function lettersOff({ joined, shown }: Entry): number {
  const isAbbreviation = shown === shown.toUpperCase()
  if (joined.length < (isAbbreviation ? 4 : 5)) return 0
  return joined.length < 8 ? 1 : 2
}

function optionOf(span: readonly Token[], entry: Entry, distance: number): Option {
  const text = span.map((token) => token.text).join(' ')
  const proper = entry.codes[0] === 'place'
  const asSpelled = distance === 0 && span.map((token) => token.spelling).join(' ') === entry.spelling
  const slip = asSpelled ? {} : { slip: { meant: inCaseOf(text, entry.shown), distance, proper } }
  const key = entry.words.join('-')
  const from = span[0]?.from ?? 0
  const to = span.at(-1)?.to ?? from
  // Where one word stands for two codes ("PGD"), the first covers its text.
  const lexemes = entry.codes.map((code, i): Lexeme => {
    const place = i === 0 ? { from, to, ...slip } : { from: to, to }
    return { code, key: proper ? key : code, ...place }
  })
  return { lexemes, length: span.length, cost: asSpelled ? 0 : distance === 0 ? FOLDED_ONLY_COST : distance }
}

const inCaseOf = (text: string, meant: string): string => (/^\p{Lu}/u.test(text) ? meant.charAt(0).toUpperCase() + meant.slice(1) : meant)

/** The cheapest reading without corrections, for the many names of a directory. */
export function lexOf(text: string, vocabulary: Vocabulary): readonly Lexeme[] {
  const tokens = tokensOf(text)
  const found: Lexeme[] = []
  for (let at = 0; at < tokens.length; ) {
    const option = optionsAt(tokens, at, vocabulary, 0)[0]
    if (!option) break
    found.push(...option.lexemes)
    at += option.length
  }
  return found
}
