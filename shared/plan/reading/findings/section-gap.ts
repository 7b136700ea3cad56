import type { Rule } from './rule.ts'

/** Roman sections that skip a number: a section may have been lost in copying. */
const numerals = ['I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII', 'IX', 'X']

export const sectionGap: Rule = {
  code: 'section-gap',
  severity: 'info',
  find: ({ body }) => {
    const sections = body.flatMap((p) => {
      const numeral = p.kind === 'heading' ? /^[*#\s]*([IVX]+)\s*[.):/-]/u.exec(p.piece.text)?.[1] : undefined
      const at = numeral === undefined ? -1 : numerals.indexOf(numeral)
      return at < 0 ? [] : [{ at, text: p.piece.text }]
    })
    return sections.flatMap(({ at, text }, i) => {
      const before = sections[i - 1]
      if (before === undefined || at <= before.at + 1) return []
      return [{ field: 'body', anchor: text, values: { before: numerals[before.at] ?? '', after: numerals[at] ?? '' } }]
    })
  },
}
