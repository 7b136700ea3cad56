import { readDeadline } from '../deadline/index.ts'
import { findWhen, type When } from '../duties/when.ts'
import { fold } from '../fold.ts'
import { sentencesOf } from '../paragraphs.ts'
import { placeOfParagraph } from './body-place.ts'
import type { Draft, Rule } from './rule.ts'
import { bodyPlace } from './sentences.vi.ts'

/** A day in the body that no duty stands on: somebody may owe something by it, and nobody would be reminded. */
export const bodyDate: Rule = {
  code: 'body-date',
  severity: 'confirm',
  find: ({ reading, body }) => {
    const told = reading.bodyObligations.map((duty) => fold(duty.deadlineText ?? ''))
    return body
      .filter((paragraph) => paragraph.kind === 'text')
      .flatMap((paragraph) =>
        sentencesOf(paragraph.piece.text).map(({ text }) => ({ text, where: placeOfParagraph(paragraph) ?? bodyPlace })),
      )
      .flatMap(({ text, where }): Draft[] => {
        const plain = fold(text)
        const loose = daysIn(plain).find(({ from, to }) => !told.some((deadline) => deadline.includes(plain.slice(from, to))))
        if (loose === undefined) return []
        const values = { date: text.slice(loose.from, loose.to), sentence: text.slice(0, SENTENCE_CHARS_MAX), where }
        const draft = { field: 'body', anchor: text, values }
        if (isNoDay(values.date)) return [{ ...draft, say: 'no-such-date' }]
        // How long the whole lasts is no one's deadline.
        return [{ ...draft, ...(/^tu\s/.test(plain.slice(loose.from)) ? { severity: 'info' } : {}) }]
      })
  },
}

const isNoDay = (text: string) => readDeadline(text, { year: null, schoolYear: null, planDate: null }).flag === 'NO_SUCH_DATE'

const SENTENCE_CHARS_MAX = 160
const DAYS_PER_SENTENCE_MAX = 8

function daysIn(plain: string): When[] {
  const days: When[] = []
  for (let at = 0; days.length < DAYS_PER_SENTENCE_MAX; ) {
    const when = findWhen(plain.slice(at))
    if (when === undefined) break
    if (when.isDay) days.push({ ...when, from: at + when.from, to: at + when.to })
    at += when.to
  }
  return days
}
