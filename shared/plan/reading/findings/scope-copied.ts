import { fold } from '../fold.ts'
import { sentencesOf } from '../paragraphs.ts'
import { levelOf } from '../units.ts'
import type { Rule } from './rule.ts'

/** Words of the superior's plan left standing: a district office has no units "trực thuộc Sở". */
export const scopeCopied: Rule = {
  code: 'scope-copied',
  severity: 'confirm',
  find: ({ body, reading }) => {
    const own = reading.header.issuer === null ? undefined : levelOf(reading.header.issuer)
    if (own !== 'district' && own !== 'school') return []
    return body.flatMap((p) =>
      sentencesOf(p.piece.text)
        .filter((s) => /(?:truc thuoc|cac phong thuoc|van phong) so\b/.test(fold(s.text)))
        .map((s) => ({ field: 'body', anchor: s.text, values: { sentence: s.text.slice(0, 160), issuer: reading.header.issuer ?? '' } })),
    )
  },
}
