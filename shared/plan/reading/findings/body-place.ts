import type { Paragraph } from '../paragraphs.ts'
import { paragraphPlace, pointPlace, sectionPlace } from './sentences.vi.ts'

const FIRST_WORDS_MAX = 10

/** Where in the body a text stands, as one would say it with the paper in hand: its section, or its first words where none has a number. */
export function placeOfText(body: readonly Paragraph[], text: string): string {
  const words = text.split(/\s+/)
  const opening = words.length > FIRST_WORDS_MAX ? `${words.slice(0, FIRST_WORDS_MAX).join(' ')}…` : text
  return sectionOfText(body, text) ?? paragraphPlace(opening)
}

export function sectionOfText(body: readonly Paragraph[], text: string): string | undefined {
  const paragraph = body.find(({ piece }) => piece.text.includes(text))
  return paragraph && placeOfParagraph(paragraph)
}

/** "mục III.2", "mục III.2, điểm a"; nothing where neither it nor a heading above it has a number. */
export function placeOfParagraph({ numbers }: Paragraph): string | undefined {
  // "3" above "3.1" is said by it.
  const said = numbers.filter((number, at) => !(numbers[at + 1] ?? '').startsWith(`${number}.`))
  const [sections, points] = [said.filter((number) => !isPoint(number)), said.filter(isPoint)]
  const section = sections.length === 0 ? [] : [sectionPlace(sections.join('.'))]
  return said.length === 0 ? undefined : [...section, ...points.map(pointPlace)].join(', ')
}

const isPoint = (number: string) => /^\p{Ll}$/u.test(number)
