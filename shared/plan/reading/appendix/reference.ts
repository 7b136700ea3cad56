import { isoDate } from '../deadline/calendar.ts'
import { fold } from '../fold.ts'
import { join, type Line, nothing, type Piece, pieceOf } from '../lines.ts'
import { normaliseNumber } from '../numbers.ts'

/** The head of an appendix: its title and "(Kèm theo Kế hoạch số … ngày … của …)", whose blanks are legal on an e-document. */
export type AppendixHead = {
  readonly at: number
  readonly title: Piece | null
  readonly reference: Piece | null
  readonly refNumber: string | null
  readonly refDate: string | null
  readonly refIssuer: string | null
  readonly blank: boolean
}

const opening = /^phu luc(?:\s+(?:so\s*)?(?:[ivx]+|\d+))?\s*[.:]?(?:\s|$)/
const attached = /\((?:(?:ban hanh\s+)?kem theo|dinh kem(?: theo)?)\s+(?:ke hoach|van ban|quyet dinh|cong van|huong dan)/
const number = /so\s*:?\s*([\d.\s…_]*?)\s*\/\s*([a-zđ][a-zđ0-9&/\-\s]*?)(?=\s*,?\s*ngay|\s*cua|\s*\)|$)/
const date = /ngay\s*(\d{0,2})[\s.…_]*(?:\/|thang)\s*(\d{0,2})[\s.…_]*(?:\/|nam)\s*(\d{4})/
const HEAD_LINES_MAX = 12

const alone = /^phu luc(?:\s+(?:so\s*)?(?:[ivx]+|\d+))?\s*[.:]?$/

export function isAppendixHeading(line: Line): boolean {
  if (alone.test(line.plain)) return true
  return opening.test(line.plain) && line.bare.length <= 200 && line.bare.slice(0, 7) === line.bare.slice(0, 7).toUpperCase()
}

/** Reads from the "PHỤ LỤC" line down to the table that follows it. */
export function readAppendixHead(lines: readonly Line[], at: number, tableFrom: number): AppendixHead {
  let whole: Piece = nothing
  const first = lines[at]
  const named = first === undefined ? null : opening.exec(first.plain)
  const rest = first === undefined ? '' : first.bare.slice(named?.[0].length ?? 0)
  if (first !== undefined && rest.trim() !== '') whole = pieceOf(rest, first.start + first.text.indexOf(rest))
  for (let i = at + 1; i < Math.min(lines.length, tableFrom, at + HEAD_LINES_MAX); i++) {
    const line = lines[i]
    if (line === undefined || line.bare === '') continue
    if (isAppendixHeading(line)) break
    const start = line.text.indexOf(line.bare)
    whole = join(whole, start < 0 ? pieceOf(line.text, line.start) : pieceOf(line.bare, line.start + start))
  }
  return { at, ...split(whole) }
}

function split(whole: Piece): Omit<AppendixHead, 'at'> {
  const plain = fold(whole.text)
  const from = plain.search(attached)
  if (from < 0)
    return { title: whole.text === '' ? null : whole, reference: null, refNumber: null, refDate: null, refIssuer: null, blank: false }
  const close = whole.text.indexOf(')', from)
  const to = close < 0 ? whole.text.length : close + 1
  const text = whole.text.slice(from, to).replaceAll('\t', ' ')
  const title = from === 0 ? whole.text.slice(to) : whole.text.slice(0, from)
  return {
    title: title.trim() === '' ? null : { text: title.trim(), at: whole.at },
    reference: { text, at: whole.at },
    ...readReference(text),
  }
}

function readReference(text: string): Pick<AppendixHead, 'refNumber' | 'refDate' | 'refIssuer' | 'blank'> {
  const plain = fold(text)
  const found = number.exec(plain)
  const digits = found?.[1]?.replace(/\D/g, '') ?? ''
  const symbolAt = found === null ? -1 : found.index + found[0].lastIndexOf(found[2] ?? '')
  const symbol = found === null ? '' : text.slice(symbolAt, symbolAt + (found[2] ?? '').length)
  const when = date.exec(plain)
  const day = when === null ? undefined : isoDate(Number(when[3]), Number(when[2]), Number(when[1]))
  const issuerAt = plain.lastIndexOf(' cua ')
  return {
    refNumber: digits === '' ? null : normaliseNumber(`${found?.[1]?.trim() ?? ''}/${symbol}`),
    refDate: day ?? null,
    refIssuer:
      issuerAt < 0
        ? null
        : text
            .slice(issuerAt + 5)
            .replace(/\)\s*$/, '')
            .trim(),
    blank: found !== null && digits === '',
  }
}
