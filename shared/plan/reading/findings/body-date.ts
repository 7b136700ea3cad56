import { findWhen } from '../duties/when.ts'
import { fold } from '../fold.ts'
import { sentencesOf } from '../paragraphs.ts'
import type { Draft, Rule } from './rule.ts'

/** A day in the body that no duty stands on: somebody may owe something by it, and nobody would be reminded. */
export const bodyDate: Rule = {
  code: 'body-date',
  severity: 'confirm',
  find: ({ reading, body }) => {
    const told = reading.bodyObligations.map((duty) => fold(`${duty.text} ${duty.deadlineText ?? ''}`))
    return body
      .filter((paragraph) => paragraph.kind === 'text')
      .flatMap((paragraph) => sentencesOf(paragraph.piece.text))
      .flatMap(({ text }): Draft[] => {
        const plain = fold(text)
        const when = findWhen(plain)
        if (when === undefined || !when.isDay || told.some((duty) => duty.includes(plain.slice(when.from, when.to)))) return []
        const values = { date: text.slice(when.from, when.to), sentence: text.slice(0, sentence_chars_max) }
        // How long the whole lasts is no one's deadline.
        return [{ field: 'body', anchor: text, values, ...(/^tu\s/.test(plain.slice(when.from)) ? { severity: 'info' } : {}) }]
      })
  },
}

const sentence_chars_max = 160
