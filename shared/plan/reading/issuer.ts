import { fold } from './fold.ts'
import type { Piece } from './lines.ts'
import { areasIn, issuerOfSymbol, sentenceCase, usualSpelling } from './names.ts'

export type Issuer = {
  readonly name: string | null
  readonly source: string
  readonly superior?: string
  readonly piece?: Piece
  readonly confidence: number
}

type Evidence = {
  readonly bodies: readonly Piece[]
  readonly symbol: string | null
  readonly symbolFrom: 'symbol' | 'appendix'
  readonly place: string | null
  readonly title: string
  readonly refIssuer: string | null
  readonly body: string
  readonly all: string
}

/** Who issues: the letterhead says so; without one the symbol gives the kind of body and the place, title or text which one. */
export function findIssuer(evidence: Evidence): Issuer {
  return fromLetterhead(evidence) ?? fromSymbol(evidence) ?? fromBody(evidence) ?? { name: null, source: 'not found', confidence: 0 }
}

const needsArea = /(?:quận|huyện|thị xã|thành phố|tỉnh|phường|(?<!Văn )xã)$|^(?:Phòng Giáo dục|Sở|Ủy ban nhân dân|UBND|Phòng|Hội đồng)/

function fromLetterhead({ bodies, place, all }: Evidence): Issuer | undefined {
  const last = bodies.at(-1)
  if (last === undefined) return undefined
  const above = bodies.length > 1 ? superiorAsWritten(sentenceCase(bodies.at(-2)?.text ?? ''), all) : undefined
  let name = sentenceCase(last.text)
  const named = areasIn(name)[0]
  if (named === undefined && needsArea.test(name) && !endsInProperName(name)) {
    const area = above === undefined ? undefined : areasIn(above)[0]
    const tail = endsInKind.test(name)
      ? (area?.name ?? (place === null ? '' : usualSpelling(place, all)))
      : area === undefined
        ? place === null
          ? ''
          : areaOf(name, place, all)
        : name.startsWith('Sở')
          ? area.name
          : `${area.kind} ${area.name}`
    name = `${name} ${tail}`.trim()
  }
  // "HỘI NÔNG DÂN TỈNH …" over "BAN THƯỜNG VỤ", "SỞ …" over "VĂN PHÒNG": a part of it, which has no other name.
  if (above !== undefined && /^(?:Ban (?:Thường vụ|Chấp hành)|Văn phòng)$/u.test(name)) name = `${name} ${above}`
  name = asWritten(name, all)
  return { name, source: 'letterhead', ...(above === undefined ? {} : { superior: above }), piece: last, confidence: 1 }
}

const endsInKind = /(?:quận|huyện|thị xã|thành phố|tỉnh|phường|(?<!Văn )xã)$/
const endsInProperName = (name: string) => /(?:Đào tạo|Thi đua - Khen thưởng|nhân dân|Nội vụ|Văn hóa - Xã hội)\s+\S/.test(name)

/** The plan's own running text knows best which words of a name take capitals; letters are not taken from it. */
function asWritten(name: string, all: string): string {
  const small = all.toLowerCase()
  const wanted = name.toLowerCase()
  for (let at = small.indexOf(wanted); at >= 0; at = small.indexOf(wanted, at + 1)) {
    const spelling = all.slice(at + 1, at + name.length)
    if (spelling !== spelling.toUpperCase()) return `${name.charAt(0)}${spelling}`
  }
  return name
}

const PREFIX_WORDS_MIN = 3

/** The text may name the superior without its place: "Hội Cựu chiến binh tỉnh". */
function superiorAsWritten(name: string, all: string): string {
  const words = name.split(' ')
  if (!all.toLowerCase().includes(words.slice(0, PREFIX_WORDS_MIN).join(' ').toLowerCase())) return name
  for (let count = words.length; count >= PREFIX_WORDS_MIN; count--) {
    const known = words.slice(0, count).join(' ')
    const spelled = asWritten(known, all)
    if (spelled !== known && /\s\p{Lu}/u.test(spelled)) return [spelled, ...words.slice(count)].join(' ')
  }
  return name
}

function areaOf(name: string, place: string, all: string): string {
  const spelled = usualSpelling(place, all)
  if (name.startsWith('Sở')) return spelled
  const kinds = name.startsWith('Phòng') ? /^(?:quận|huyện|thị xã|thành phố|phường|xã)$/ : /./
  const area = areasIn(all).find((a) => fold(a.name) === fold(spelled) && kinds.test(a.kind))
  return area === undefined ? spelled : `${area.kind} ${area.name}`
}

function fromSymbol(evidence: Evidence): Issuer | undefined {
  const { symbol, symbolFrom, place, title, refIssuer, all } = evidence
  const name = symbol === null ? undefined : issuerOfSymbol(symbol)
  if (name === undefined) return undefined
  const clues: string[] = [symbolFrom === 'symbol' ? `symbol ${symbol}` : `appendix symbol ${symbol}`]
  let area = place === null ? '' : areaOf(name, place, all)
  if (area !== '') clues.push(`place "${place}"`)
  if (area === '') {
    const named =
      areasIn(title)[0] ??
      (refIssuer === null ? undefined : areasIn(refIssuer)[0]) ??
      areasIn(all).find((a) => a.kind !== 'tỉnh' && a.kind !== 'thành phố')
    area = named === undefined ? '' : `${named.kind} ${named.name}`
    if (named !== undefined) clues.push(title.includes(named.name) ? 'title' : 'body')
  }
  return { name: `${name} ${area}`.trim(), source: `inferred from ${clues.join(' + ')}`, confidence: 0.8 }
}

const lower = String.raw`(?:\s(?:Tiểu học|Mầm non|Mẫu giáo|Trung học cơ sở|Trung học phổ thông|Giáo dục|và Đào tạo|quận|huyện|thị xã|thành phố|phường|xã|tỉnh))`
const builder = new RegExp(
  String.raw`((?:Trường|Phòng|Sở|Ủy ban nhân dân|UBND|Hội đồng|Trung tâm|Công đoàn|Liên đoàn|Ban|Cụm)(?:${lower}|\s[\p{Lu}\d][\p{L}\d&-]*|\s-){1,16})\s+(?:xây dựng|ban hành|lập|đề ra)\s+[Kk]ế hoạch`,
  'u',
)

function fromBody({ body }: Evidence): Issuer | undefined {
  const found = builder.exec(body)?.[1]
  return found === undefined ? undefined : { name: found, source: 'inferred from body "… xây dựng Kế hoạch"', confidence: 0.7 }
}
