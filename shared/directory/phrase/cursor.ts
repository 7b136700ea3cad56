import type { Lexeme } from './lex.ts'
import type { AreaCode } from './lexicon.ts'

/** Walks over lexemes; readers take what they know and check that nothing is left. */
export type Cursor = {
  next(): Lexeme | undefined
  take(...codes: readonly Lexeme['code'][]): Lexeme | undefined
  /** Takes any number of these, also none; tells how many. */
  skip(...codes: readonly Lexeme['code'][]): number
  rest(): readonly Lexeme[]
  done(): boolean
}

export function cursorOf(lexemes: readonly Lexeme[]): Cursor {
  let at = 0
  function take(...codes: readonly Lexeme['code'][]): Lexeme | undefined {
    const lexeme = lexemes[at]
    if (!lexeme || !codes.includes(lexeme.code)) return undefined
    at++
    return lexeme
  }
  function skip(...codes: readonly Lexeme['code'][]): number {
    const start = at
    while (take(...codes));
    return at - start
  }
  return { next: () => lexemes[at], take, skip, rest: () => lexemes.slice(at), done: () => at >= lexemes.length }
}

export const isAreaCode = (code: Lexeme['code']): code is AreaCode => code.startsWith('area-')

/**
 * The letters by which names are compared: connectives and quantifiers go, `Sở GDĐT` and `ngành GDĐT` lose what is understood, a place loses
 * its type ("quận Đống Đa" = "Đống Đa").
 */
export function keyOf(lexemes: readonly Lexeme[]): string {
  const kept = lexemes.filter(({ code }) => code !== 'comma' && code !== 'and' && code !== 'of' && code !== 'all')
  const words = kept.filter(({ code }, i) => {
    const before = kept[i - 1]?.code
    const after = kept[i + 1]?.code
    if (isAreaCode(code) && (after === 'place' || after === 'word')) return false
    return !((code === 'gddt' || code === 'edu') && (before === 'so' || before === 'sector'))
  })
  return words.map(({ key }) => key).join(' ')
}

/** `quận Đống Đa` → type and place, each where it is written. */
export type Area = { readonly type?: AreaCode; readonly place?: string }

export function areaIn(lexemes: readonly Lexeme[]): Area {
  const type = lexemes.map(({ code }) => code).find(isAreaCode)
  const place = lexemes
    .filter(({ code }) => code === 'place' || code === 'word')
    .map(({ key }) => key)
    .join('-')
  return { ...(type ? { type } : {}), ...(place ? { place } : {}) }
}
