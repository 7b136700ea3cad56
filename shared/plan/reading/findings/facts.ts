import { fold } from '../fold.ts'
import type { Paragraph } from '../paragraphs.ts'
import { COUNCIL_TERM, PARTY_CONGRESS } from './documents.ts'
import type { Draft, Rule } from './rule.ts'

/** Facts any reader can check: anniversaries add up, congresses and terms have their numbers, last year's results are last year's. */
const bracket = /\(\s*(?:\d{1,2}\/\d{1,2}\/)?(\d{4})\s*-\s*(?:\d{1,2}\/\d{1,2}\/)?(\d{4})\s*\)/g
/** "90 năm ngày thành lập …" counts; the "5 năm" of a five-year plan stands right before its bracket and does not. */
const yearsBefore = /(\d{1,4}) nam\s+[^()\s][^()]*$/

export const anniversary: Rule = {
  code: 'anniversary',
  severity: 'confirm',
  find: ({ body }) =>
    body.flatMap(({ piece }) => {
      const plain = fold(piece.text)
      return [...plain.matchAll(bracket)].flatMap((match) => {
        const counted = lastCount(plain.slice(0, match.index))
        const years = Number(match[2]) - Number(match[1])
        if (counted === undefined || counted === years) return []
        return [bodyDraft(piece.text.slice(match.index, match.index + match[0].length), { years: String(years), counted: String(counted) })]
      })
    }),
}

function lastCount(before: string): number | undefined {
  const clause = before.slice(Math.max(before.lastIndexOf(')'), before.lastIndexOf(';')) + 1)
  const all = [...clause.matchAll(/(\d{1,4}) nam\s/g)].at(-1)
  return all === undefined || !yearsBefore.test(clause.slice(all.index)) ? undefined : Number(all[1])
}

const bodyDraft = (text: string, values: Record<string, string>): Draft => ({
  field: 'body',
  anchor: `${text}|${Object.values(values).join('|')}`,
  values: { text, ...values },
})

const congress = /dai hoi[^.;()]{0,24}toan quoc lan thu ([ivx]+) cua dang/g

export const partyCongress: Rule = {
  code: 'party-congress',
  severity: 'confirm',
  find: ({ body, reading }) => {
    const period = reading.header.period
    const planYear = period === null ? undefined : 'year' in period ? period.year : period.fromYear
    if (planYear === undefined) return []
    return body.flatMap((p) => congressesIn(p, planYear))
  },
}

function congressesIn({ piece }: Paragraph, planYear: number): Draft[] {
  const plain = fold(piece.text)
  const year = Number(/^[-+*\s]*nam (\d{4})\s*:/.exec(plain)?.[1] ?? planYear)
  const exact = PARTY_CONGRESS.number + (year - PARTY_CONGRESS.year) / PARTY_CONGRESS.every
  return [...plain.matchAll(congress)].flatMap((match) => {
    const number = romanValue(match[1] ?? '')
    if (number === Math.floor(exact) || number === Math.ceil(exact)) return []
    return [bodyDraft(piece.text.slice(match.index, match.index + match[0].length), { expected: String(Math.ceil(exact)) })]
  })
}

function romanValue(roman: string): number {
  const values: Readonly<Record<string, number>> = { i: 1, v: 5, x: 10 }
  const digits = [...roman].map((c) => values[c] ?? 0)
  return digits.reduce((sum, d, i) => sum + (d < (digits[i + 1] ?? 0) ? -d : d), 0)
}

const term = /hoi dong nhan dan[^.;]{0,30}nhiem ky (\d{4})\s*-\s*(\d{4})/g

export const councilTerm: Rule = {
  code: 'council-term',
  severity: 'confirm',
  find: ({ body }) =>
    body.flatMap(({ piece }) =>
      [...fold(piece.text).matchAll(term)].flatMap((match) => {
        const [from, to] = [Number(match[1]), Number(match[2])]
        if ((from - COUNCIL_TERM.from) % COUNCIL_TERM.years === 0 && to - from === COUNCIL_TERM.years) return []
        return [bodyDraft(piece.text.slice(match.index, match.index + match[0].length), {})]
      }),
    ),
}

const results = /phat huy (?:nhung |cac )?(?:ket qua|thanh tich)[^.;]*?nam (\d{4})(?!\s*-)/

export const resultsYear: Rule = {
  code: 'results-year',
  severity: 'confirm',
  find: ({ body, reading }) => {
    const period = reading.header.period
    const year = period !== null && 'year' in period ? period.year : undefined
    return body.flatMap(({ piece }) => {
      const found = results.exec(fold(piece.text))
      return found === null || year === undefined || Number(found[1]) < year
        ? []
        : [bodyDraft(piece.text.slice(found.index, found.index + found[0].length), { last: String(year - 1) })]
    })
  },
}
