import { fold } from '../fold.ts'
import type { Task } from '../types.ts'
import { anchorOf, type Draft, type Rule } from './rule.ts'
import { confusions, phrases } from './spelling.vi.ts'

/**
 * Words of the field that a scanner misread: folded alike but written otherwise. A suggestion beside the text, never in it. Old and new
 * tone placement ("hoà" / "hòa") are the same word.
 */
type Slip = { readonly seen: string; readonly meant: string }

const folded = phrases.map((phrase) => [phrase, fold(phrase)] as const)

export const spelling: Rule = {
  code: 'spelling',
  severity: 'info',
  find: ({ reading }) => [...placeSlip(reading.header), ...reading.tasks.flatMap(taskSlips)],
}

function placeSlip(header: { readonly place: string | null; readonly placeNormalized?: string }): Draft[] {
  const { place, placeNormalized } = header
  return place === null || placeNormalized === undefined
    ? []
    : [{ field: 'header.place', anchor: place, values: { seen: place, meant: placeNormalized } }]
}

function taskSlips(task: Task): Draft[] {
  return (['content', 'executingText', 'coordinatingText'] as const).flatMap((field) =>
    slipsIn(task[field] ?? '').map(({ seen, meant }) => ({
      task,
      field,
      anchor: `${anchorOf(task)}|${seen}`,
      values: { tt: task, seen, meant },
    })),
  )
}

export function slipsIn(text: string): Slip[] {
  const slips: Slip[] = []
  for (const [form, meant] of confusions)
    for (const match of text.matchAll(form))
      slips.push({ seen: match[0], meant: meant.replace(/\$(\d)/g, (_, n: string) => match[Number(n)] ?? '') })
  const plain = fold(text)
  const taken: (readonly [number, number])[] = []
  for (const [phrase, wanted] of folded) {
    for (let at = plain.indexOf(wanted); at >= 0; at = plain.indexOf(wanted, at + 1)) {
      const end = at + wanted.length
      if (isInsideWord(plain, at, end) || taken.some(([a, b]) => at < b && end > a)) continue
      taken.push([at, end])
      const seen = text.slice(at, end)
      if (!sameSpelling(seen, phrase)) slips.push({ seen, meant: withCaseOf(seen, phrase) })
    }
  }
  return slips
}

const isInsideWord = (plain: string, from: number, to: number) => /[a-z]/.test(plain.charAt(from - 1)) || /[a-z]/.test(plain.charAt(to))

function withCaseOf(seen: string, phrase: string): string {
  return seen.charAt(0) === seen.charAt(0).toUpperCase() ? phrase.charAt(0).toUpperCase() + phrase.slice(1) : phrase
}

/** Per syllable the same letters with the same marks, wherever the tone stands. */
function sameSpelling(a: string, b: string): boolean {
  const key = (text: string) =>
    text
      .toLowerCase()
      .replace(/[–—]/g, '-')
      .split(/\s+/)
      .map((s) => [...s.normalize('NFD')].sort().join(''))
      .join(' ')
  return key(a) === key(b)
}
