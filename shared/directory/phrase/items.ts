/** One part of a phrase → its items: the longest pieces between commas that mean something. */

import { readClass } from './classes.ts'
import { readClusters } from './clusters.ts'
import { readCouncil } from './councils.ts'
import type { Lexeme } from './lex.ts'
import { readNamed, readOutside, readOwn } from './named.ts'
import { readLeaders, readPerson } from './people.ts'
import { type Referent, referent, type Scene } from './scene.ts'

export type Item = { readonly lexemes: readonly Lexeme[]; readonly found?: Referent }

const separators: readonly Lexeme['code'][] = ['comma', 'and', 'via']

export function readItems(lexemes: readonly Lexeme[], source: string, scene: Scene): readonly Item[] {
  const items: Item[] = []
  let at = 0
  while (at < lexemes.length) {
    if (separators.includes(lexemes[at]?.code ?? 'word')) {
      at++
      continue
    }
    const item = longestFrom(lexemes, at, source, scene) ?? continued(items, nextItem(lexemes, at), source, scene)
    items.push(item)
    at = lexemes.indexOf(item.lexemes.at(-1) ?? lexemes[at] ?? (item.lexemes[0] as Lexeme)) + 1
  }
  return items
}

function longestFrom(lexemes: readonly Lexeme[], at: number, source: string, scene: Scene): Item | undefined {
  for (let end = lexemes.length; end > at; end--) {
    if (end < lexemes.length && !separators.includes(lexemes[end]?.code ?? 'word')) continue
    const span = lexemes.slice(at, end)
    const found = readOne(span, source, scene)
    if (found) return { lexemes: span, found }
  }
  return undefined
}

function nextItem(lexemes: readonly Lexeme[], at: number): readonly Lexeme[] {
  const end = lexemes.findIndex((lexeme, i) => i > at && separators.includes(lexeme.code))
  return lexemes.slice(at, end < 0 ? lexemes.length : end)
}

/** "Trường THPT Kim Sơn, Minh Mai": the second name lacks the words it shares with the first. */
function continued(before: readonly Item[], span: readonly Lexeme[], source: string, scene: Scene): Item {
  const [shared] = before
    .toReversed()
    .flatMap(({ lexemes, found }) => (found?.how === 'named-unit' ? [commonWords(lexemes)] : []).filter(({ length }) => length > 0))
  const found = shared && readOne([...shared, ...span], source, scene)
  return found ? { lexemes: span, found: { ...found, confidence: Math.min(found.confidence, 0.8) } } : { lexemes: span }
}

function commonWords(lexemes: readonly Lexeme[]): readonly Lexeme[] {
  const proper = lexemes.findIndex(({ code }) => code === 'word' || code === 'place')
  return proper < 1 ? [] : lexemes.slice(0, proper)
}

/** The readers in order of how certain their first words are. */
function readOne(span: readonly Lexeme[], source: string, scene: Scene): Referent | undefined {
  return (
    readPortal(span) ??
    readClusters(span, scene) ??
    readPerson(span, source, scene) ??
    readLeaders(span, scene, (inner) => readOne(inner, source, { ...scene, role: 'coordinating' })) ??
    readCouncil(span, scene) ??
    readNamed(span, source, scene) ??
    readClass(span, scene) ??
    readOwn(span, source, scene) ??
    readOutside(span, source, scene)
  )
}

function readPortal(span: readonly Lexeme[]): Referent | undefined {
  return span[0]?.code === 'portal' ? referent('portal', 'portal', 1, {}) : undefined
}
