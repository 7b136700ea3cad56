import { fold } from './fold.ts'
import { join, type Line, type Piece, pieceOf } from './lines.ts'
import type { Parts } from './parts.ts'
import type { Recipient, RecipientKind } from './types.ts'
import { levelOf } from './units.ts'

export type ReadRecipient = { readonly recipient: Recipient; readonly piece: Piece; readonly sure: number }

const bullet = /^[-–+*•]\s*/
const signing =
  /^(?:kt|tm|tl|tuq|q)\s*\.|^(?:pho )?(?:giam doc|truong phong|hieu truong|chu tich|truong ban|thu truong|vien truong|truong cum)\b/
const RECIPIENTS_MAX = 60
/** "Bản điện tử:" over those who get no paper, also below "Lưu"; "* Để báo cáo:" over those who are to know. */
const byCopy =
  /^\W*(?:(?:gui )?(?:qua |bang )?(?:van )?ban (?:dien tu|giay)\b[^;]*|(?:(?:gui )?de )?(?:bao cao|b\/c|thuc hien|t\/h|phoi hop|p\/h|chi dao|c\/d|biet|theo doi|duoc biet)\s*):$/

/** Entries below "Nơi nhận:"; in a two-column text the signature stands right of them, behind a tab or wide space. */
export function readRecipients(parts: Parts, issuer: string | null): ReadRecipient[] {
  const entries = entryLines(parts)
  const stops = entries.map(({ text }) => /[;.]$/.test(text))
  const notes = entries.map(({ text }, i) => noteOf(text, i === entries.length - 1 || stops[i] === true || !stops.some(Boolean)))
  const hasNotes = notes.some((n) => n !== null)
  return entries.map((piece, i) => {
    const text = piece.text
      .replace(bullet, '')
      .replace(/\s*[;.,]+\s*(?:\/\.)?$/, '')
      .trim()
    const [kind, sure] = kindOf(text, issuer)
    return { recipient: { text, kind, ...(hasNotes ? { note: notes[i] ?? null } : {}) }, piece: trimTo(piece, text), sure }
  })
}

function trimTo(piece: Piece, text: string): Piece {
  const place = piece.at[0]
  const from = piece.text.indexOf(text)
  return piece.at.length !== 1 || place === undefined || from < 0
    ? { ...piece, text }
    : { text, at: [{ start: place.start + from, end: place.start + from + text.length }] }
}

export function leftColumn(line: Line): string {
  const lead = line.text.length - line.text.trimStart().length
  const wide = line.text.slice(lead).search(/\t|\s{3,}(?!\))\S/)
  return wide < 0 ? line.text : line.text.slice(0, lead + wide)
}

function entryLines(parts: Parts): Piece[] {
  const entries: Piece[] = []
  const { lines, recipientsAt } = parts
  if (recipientsAt < 0) return entries
  let archived = false
  const isBulleted = lines.slice(recipientsAt, recipientsAt + 3).some(({ bare }) => /^-\s/.test(bare))
  const end = parts.appendixAt > recipientsAt ? parts.appendixAt : recipientsAt < parts.type.at ? parts.type.at : lines.length
  for (let i = recipientsAt; i < end && entries.length < RECIPIENTS_MAX; i++) {
    const line = lines[i]
    if (line === undefined) break
    const left = leftColumn(line)
    const from = i === recipientsAt ? fold(left).indexOf('nhan') + 4 : 0
    const text = left.slice(from).replace(/^\s*[*_]*\s*:?[*_]*/, (m) => ' '.repeat(m.length))
    const bare = text.trim()
    // A line without a letter is dirt of a scan.
    if (!/\p{L}/u.test(bare)) continue
    const heads = i > recipientsAt && byCopy.test(fold(bare))
    if (archived && !heads) break
    archived = false
    if (heads) continue
    if (i === recipientsAt) entries.push(...parted(pieceOf(text, line.start + from), /(?<=;)\s*/))
    else if (bullet.test(bare) && !bare.startsWith('**')) entries.push(...parted(pieceOf(text, line.start), /(?<=;)\s*(?=[-–+•]\s)/))
    else if (entries.length > 0 && !last(entries).match(/[;.]$/) && (/^[\p{Ll}(]/u.test(bare) || (isBulleted && /[;.]$/.test(bare))))
      entries[entries.length - 1] = join(entries[entries.length - 1] ?? pieceOf('', 0), pieceOf(text, line.start))
    else if (signing.test(fold(bare.replace(/^[*_]+/, ''))) || !/[;]$|^Lưu/u.test(bare)) break
    else entries.push(pieceOf(text, line.start))
    archived = /^lưu\b/iu.test(last(entries).replace(bullet, ''))
  }
  return entries
}

const last = (entries: readonly Piece[]) => entries.at(-1)?.text ?? ''

/** "Nơi nhận: - A; - B; - Lưu: VT.", "- A; - B" on one line. */
function parted(piece: Piece, mark: RegExp): Piece[] {
  const start = piece.at[0]?.start ?? 0
  const out: Piece[] = []
  let at = 0
  for (const part of piece.text.split(mark)) {
    const from = piece.text.indexOf(part, at)
    if (part.trim() !== '') out.push(pieceOf(part, start + from))
    at = from + part.length
  }
  return out
}

/** Why it is sent ("để b/c"), or what is odd about the entry. */
function noteOf(text: string, closed: boolean): string | null {
  const purpose = /\((để\s*(?:b\/c|báo cáo|biết|t\/h|th|thực hiện|p\/h|phối hợp|chỉ đạo|c\/đ)[^)]*)\)/iu.exec(text)?.[1]
  if (purpose !== undefined) return purpose
  if (/^[-–+*•]?\s*Lưu\s+\p{Lu}/u.test(text)) return 'no colon after Lưu'
  return closed ? null : 'no terminating ;'
}

const groups =
  /^(?:(?:cac|nhung|toan the)\b|\d{1,3} [a-z])|\s\d{1,3} (?:xa|phuong|thi tran|huyen|truong|don vi|to|thon|ban)\b|^doan (?:tn|thanh nien)[^;]*,\s*hoi\b|\bcap (?:huyen|xa|tinh|phong|co so)(?=$| \()|\bcac (?:doan the|hoi|ban|nganh|tinh|q|quan|huyen|h|phuong|xa|truong|phong|don vi)\b|,.*(?:truong|phong)/

const forms: readonly (readonly [RegExp, RecipientKind])[] = [
  [/^luu\b/, 'archive'],
  [/^nhu (?:tren|dieu|muc|phan|kinh gui)/, 'as-above'],
  [/cong (?:thong tin|ttdt|tt)|website|trang (?:tin|thong tin|ttdt)/, 'portal'],
  [/^(?:cac )?(?:don vi|thanh vien|truong|so)[^;]* (?:cum|khoi)\b/, 'cluster-units'],
  [/^(?:cac )?(?:cum|khoi)(?: truong)?\b/, 'cluster'],
  [
    /^(?:(?:cac|toan the) )?(?:ban (?:giam doc|giam hieu|lanh dao|tgd|tong giam doc)|hdtv\b|hdqt\b|hdt\b|c,? ?p?cvp\b|hoi dong (?:thanh vien|quan tri)\b|(?:pho )?(?:tong )?(?:cuc|vu|chi cuc|vien) truong|(?:pho )?tong giam doc|uv\b|uvbch|bch\b|bgd\b(?!dt)|du\b|bgh|lanh dao|ld\b|gd\b(?!&)|pgd\b(?!&)|giam doc|(?:pho )?hieu truong|(?:pho )?chu tich|p?ct\b(?!gd)|bo truong|thu truong|pho |d\/c|dong chi|thanh vien|uy vien|can bo|giao vien|vien chuc|ca nhan|cbgv|cb,? ?gv|to truong|truong (?:cac )?(?:thon|to|khu|khoi|phong|khoa|don vi|bo mon)|hieu truong)/,
    'person-group',
  ],
  [/^(?:dang uy|du|cap uy|chi uy|chi bo)(?:, [^,;]+)?,? (?:va )?(?:bgh|bgd|ban giam|lanh dao|hdqt|hdtv)\b/, 'person-group'],
  [/^(?:d\/c|dong chi|ong|ba)\s/, 'person'],
]
const superior =
  /^(?:vu |bo |tandtc|vksndtc|thu tuong|ttr?\.? |cd (?:giao duc|nganh)|ldld|btv |ban (?:td|thi dua|to chuc|tuyen giao|thuong vu)|ubnd|uy ban|hdnd|hoi dong|thuong truc|tt |thanh uy|tinh uy|huyen uy|quan uy|dang uy|chinh phu|van phong (?:chinh phu|ubnd)|tong lien doan|ldld|lien doan|so |cuc |vien kiem sat|mttq|cong doan giao duc viet nam)/

/** Who is asked to go along stands beside the issuer. */
const alongside = /\((?:de )?(?:p\/h|ph\/h|phoi hop)\)$/
/** What is sent "to report" goes up. */
const reportedTo = /\((?:de )?(?:b\/c|b\/cao|bao cao)\)$/

const order: readonly string[] = ['school', 'district', 'department', 'ministry']

function kindOf(text: string, issuer: string | null): [kind: RecipientKind, sure: number] {
  const plain = fold(text)
  if (ownMembers.test(plain) && /^(?:Cụm|Khối)\s/iu.test(issuer ?? '')) return ['cluster-units', 0.95]
  for (const [form, kind] of forms) if (form.test(plain)) return [kind, 1]
  if (reportedTo.test(plain) && !/^cac\b/.test(plain)) return ['superior-body', 0.95]
  if (ownCommittee.test(plain) && issuer !== null && namesIssuer(plain, issuer)) return ['person-group', 0.9]
  if (alongside.test(plain)) return [groups.test(plain) ? 'unit-group' : 'unit', 0.9]
  const own = issuer === null ? undefined : levelOf(issuer)
  const theirs = levelOf(text)
  if (groups.test(plain) && !/^(?:thuong truc|ubnd (?:thanh pho|tinh|quan|huyen))/.test(plain)) return ['unit-group', 1]
  if (own === 'local' && theirs === 'local' && areaRank(text) > areaRank(issuer ?? '')) return ['superior-body', 1]
  if (own !== undefined && theirs === own) return namesAnother(plain, issuer) ? ['unit', 0.8] : ['unit-self', 1]
  const rank = (level: string | undefined) => order.indexOf(level ?? '')
  if (rank(own) >= 0 && rank(theirs) > rank(own)) return ['superior-body', 1]
  const below = own !== undefined && theirs !== undefined && order.indexOf(theirs) >= 0 && order.indexOf(theirs) < order.indexOf(own)
  if (below) return ['unit', 0.9]
  return superior.test(`${plain} `) ? ['superior-body', 0.9] : ['unit', 0.6]
}

/** "Các trường thành viên" in the plan of a cluster: its own. */
const ownMembers = /^(?:cac )?(?:don vi|truong|so|co quan) thanh vien\b/

/** Those who lead the issuer itself. */
const ownCommittee = /^(?:thuong truc|ban thuong vu|ban chap hanh)\s/
const namesIssuer = (plain: string, issuer: string) => fold(issuer).startsWith(plain.replace(ownCommittee, ''))

/** How far an area reaches: a commune below a district below a province. */
function areaRank(body: string): number {
  const plain = fold(body)
  if (/\b(?:xa|phuong|thi tran|dac khu)\b/.test(plain)) return 1
  if (/\b(?:huyen|quan|thi xa)\b/.test(plain)) return 2
  return /\b(?:tinh|thanh pho|tp)\b/.test(plain) ? 3 : 0
}

/** A unit of the issuer's level under a proper name that is not the issuer's own. */
function namesAnother(plain: string, issuer: string | null): boolean {
  const tail = plain
    .replace(/^(?:so|phong|truong)\s+(?:gd ?& ?dt|gddt|giao duc va dao tao)\s*/, '')
    .replace(/^(?:quan|huyen|tp|thanh pho|tinh)\s+/, '')
  return tail !== '' && tail !== plain && !fold(issuer ?? '').includes(tail)
}
