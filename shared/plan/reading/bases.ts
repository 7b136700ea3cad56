import { isoDate } from './deadline/calendar.ts'
import { fold } from './fold.ts'
import { type Piece, within } from './lines.ts'
import { normaliseNumber } from './numbers.ts'
import { headingText, type Paragraph } from './paragraphs.ts'
import { attachment } from './parts.ts'
import type { LegalBasis } from './types.ts'

export type ReadBasis = { readonly basis: LegalBasis; readonly piece: Piece }

/**
 * Documents the plan stands on (before the first heading) or names later. In a list divided by semicolons an item runs to its
 * semicolon, subject and all; where commas divide, a subject has no visible end and the text stops after who issued it.
 */
const docTypes =
  'chuong trinh hanh dong|chuong trinh|to trinh|ke hoach|kh|chi thi|cong van|huong dan|nghi dinh|nghi quyet|ket luan|thong tu lien tich|thong tu|thong bao|quyet dinh|luat|phap lenh|quy che|van ban|cong dien|de an'
const number = String.raw`(\d{1,5}(?:\s*\/\s*\d{4})?\s*[/-]\s*[a-z][a-z0-9&]*(?:\s*[-/]\s*[a-z][a-z0-9&]*)*)`
const date = String.raw`(?:\s*,?\s*ngay\s*(\d{1,2})\s*(?:[/.-]|thang)\s*(\d{1,2})\s*(?:[/.-]|nam)\s*(\d{4}))`
const numbered = new RegExp(String.raw`(?<![a-z])(?:${docTypes})\s*(?:s[o0]\s*:?\s*){0,2}${number}${date}?`, 'g')
const law = new RegExp(String.raw`(?<![a-z])luat\s+(?:[a-z]+[,\s]+){0,9}?(?:nam\s*(\d{4})|so\s*(\d+/\d{4}/qh\d+))${date}?`, 'g')

type Hit = { readonly from: number; readonly to: number; readonly number: string | null; readonly date: string | null }

/** `own` is the document's own number, which it does not stand on. */
export function readBases(decision: readonly Paragraph[], body: readonly Paragraph[], own: string | undefined): ReadBasis[] {
  const seen = new Set<string>(own === undefined ? [] : [own])
  return [...basesOf(decision, seen), ...basesOf(body, seen)]
}

function basesOf(body: readonly Paragraph[], seen: Set<string>): ReadBasis[] {
  const firstHeading = body.findIndex((p) => p.kind === 'heading' && !isBasisHeading(p.piece.text))
  const out: ReadBasis[] = []
  body.forEach((paragraph, i) => {
    // "(Ban hành kèm theo Quyết định số …)": by what the plan is issued, not on what.
    if (attachment.test(fold(paragraph.piece.text))) return
    const role = firstHeading < 0 || i < firstHeading ? 'basis' : 'cited'
    for (const found of basesIn(paragraph.piece, role)) {
      const key = found.basis.number ?? fold(found.basis.text)
      if (seen.has(key)) continue
      seen.add(key)
      out.push(found)
    }
  })
  return out
}

/** "I. CĂN CỨ" over a list of documents. */
const isBasisHeading = (heading: string) => /^can cu(?: phap ly| xay dung(?: ke hoach)?)?$/.test(fold(headingText(heading)))

function basesIn(piece: Piece, role: LegalBasis['role']): ReadBasis[] {
  const plain = fold(piece.text)
  const named = [...hitsOf(plain, piece.text), ...lawsOf(plain)]
  // "Luật …, được sửa đổi bởi Luật số …" is two; a law and the years it was amended in are one.
  const isTold = ({ from, to }: Hit) => named.filter((hit) => hit.number !== null && hit.from < to && from < hit.to).length > 1
  const bare = role === 'basis' ? bareBasis(plain).filter((hit) => !isTold(hit)) : []
  const hits = [...named, ...bare].sort((a, b) => a.from - b.from)
  const outer = hits.filter((hit, i) => !hits.slice(0, i).some((before) => hit.from < before.to))
  return outer.map((hit, i) => {
    const to = endOf(piece.text, plain, hit, outer[i + 1]?.from ?? piece.text.length, role)
    const cut = within(piece, hit.from, to)
    return { basis: { text: cut.text, number: hit.number, date: hit.date, role }, piece: cut }
  })
}

function hitsOf(plain: string, text: string): Hit[] {
  return [...plain.matchAll(numbered)].flatMap((match) => {
    const written = match[1] ?? ''
    const at = match.index + match[0].indexOf(written)
    const original = text.slice(at, at + written.length)
    if (!/[A-ZĐ]/.test(original)) return []
    return [{ from: match.index, to: match.index + match[0].length, number: normaliseNumber(original), date: dateOf(match, 2) }]
  })
}

function dateOf(match: RegExpMatchArray, at: number): string | null {
  return match[at] === undefined ? null : (isoDate(Number(match[at + 2]), Number(match[at + 1]), Number(match[at])) ?? null)
}

function lawsOf(plain: string): Hit[] {
  return [...plain.matchAll(law)].map((match) => ({
    from: match.index,
    to: match.index + match[0].length,
    number: match[2]?.toUpperCase() ?? null,
    date: dateOf(match, 3),
  }))
}

/** "Căn cứ Luật Thi đua, khen thưởng; Luật …;" names laws by their names alone. */
const bareLaw = /(?:^(?:can cu\s+|[-+*]\s*(?=luat\s))|;\s+(?=(?:bo )?luat\s))((?:bo )?luat\s[^;.]{3,120}|chuc nang[^;.]{5,160})/g

const lawDate = new RegExp(date)

function bareBasis(plain: string): Hit[] {
  return [...plain.matchAll(bareLaw)].flatMap(({ 0: whole, 1: subject = '', index }) => {
    if (subject.startsWith('chuc nang')) return []
    const when = lawDate.exec(subject)
    const date = when === null ? null : dateOf(when, 1)
    const to = index + whole.length
    return [{ from: to - subject.length, to, number: null, date }]
  })
}

const issuedBy = /^\s*(?:,\s*)?(?:da (?:duoc )?(?:ky|ban hanh)\s*)?cua\s+/
/** Words after which no issuer's name goes on. "và" does when a capital follows that opens no new document ("Giáo dục và Đào tạo"). */
const stop =
  /[,;:.“”"«»*]|\((?![A-ZĐ&Đ\- ]{2,12}\))|\s(?:về|thực hiện|ban hành|triển khai|đạt|quy định|hướng dẫn|phê duyệt|sửa đổi|tại|cho|trong|trên|nhằm|gắn|với|để|theo|và các|v\/v)(?=\s)|\svà(?=\s+(?:\p{Ll}|Kế hoạch|Chỉ thị|Công văn|Nghị|Quyết|Thông|Kết luận|Hướng dẫn|Chương trình|Luật)|\s*$)|\s(?:Kế hoạch|Chỉ thị|Nghị quyết|Quyết định) số/u
const subject = /^\s*(?:về|v\/v|ban hành)\s+/u

function endOf(text: string, plain: string, hit: Hit, next: number, role: LegalBasis['role']): number {
  const after = text.slice(hit.to, next)
  const wholeItem = role === 'basis' ? itemEnd(text, hit, next) : undefined
  if (wholeItem !== undefined) return wholeItem
  const by = issuedBy.exec(plain.slice(hit.to, next))
  if (by !== null) {
    const rest = after.slice(by[0].length)
    const cut = rest.search(stop)
    return hit.to + by[0].length + (cut < 0 ? rest : rest.slice(0, cut)).trimEnd().length
  }
  if (!subject.test(after)) return hit.to
  const cut = after.search(/[,;.“"(]/)
  return hit.to + (cut < 0 ? after : after.slice(0, cut)).trimEnd().length
}

/** The end of an item of a list divided by semicolons, or closed by the sentence; none when the next document follows a comma. */
function itemEnd(text: string, hit: Hit, next: number): number | undefined {
  const rest = text.slice(hit.to)
  const close = rest.search(/;|\.(?=\s|$)|\.\/\./)
  const end = close < 0 ? text.length : hit.to + close
  const commaBetween = next < end
  const commaBefore = /,\s*$/.test(text.slice(0, hit.from))
  return commaBetween || commaBefore ? undefined : text.slice(0, end).trimEnd().length
}
