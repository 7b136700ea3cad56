import { fold } from '../fold.ts'
import type { Rule } from './rule.ts'

export const titleScope: Rule = {
  code: 'title-scope',
  severity: 'info',
  find: ({ reading: { header, appendix } }) => {
    const launch = /^phat dong (?:cac )?phong trao|^to chuc (?:dot|phong trao) thi dua/.test(fold(header.title ?? ''))
    const yearly = /cong tac thi dua/.test(fold(appendix?.title ?? ''))
    return launch && yearly
      ? [{ field: 'header.title', anchor: header.title ?? '', values: { title: header.title ?? '', appendix: appendix?.title ?? '' } }]
      : []
  },
}
