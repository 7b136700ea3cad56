import { isoDate } from './deadline/calendar.ts'
import { fold } from './fold.ts'
import { type Line, type Piece, pieceOf } from './lines.ts'
import { normaliseNumber } from './numbers.ts'

/** What stands above the title: two columns on paper, lines or tab-parted cells in a text. */
export type Letterhead = {
  readonly number: { readonly piece: Piece; readonly normalized: string; readonly blank: boolean } | null
  readonly dateline: { readonly piece: Piece; readonly place: Piece; readonly date: string | null } | null
  readonly bodies: readonly Piece[]
}

/** "148/KH-SGDĐT", with the number left blank on a draft; a party body writes "15-KH/HU". */
const number =
  /^so\s*[:.]?\s*([\d\s._…]*?)\s*(?:\/\s*(?:[a-z&0-9]{1,10}(?:\s*[-–]\s*[a-z&0-9.]+)+|[a-z&0-9-]{2,})|-\s*[a-z]{1,5}\s*\/\s*[a-z&0-9-]+)/
const dateline =
  /([^,\t]{2,40}?)\s*,\s*ngay\s*(?:([\d\s._…]{0,6}?)\s*thang\s*([\d\s._…]{0,6}?)\s*nam\s*(\d{4})|(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}))/
const bodyHead =
  /^(?:ubnd|uy ban|so |phong |van phong |truong |bo |hoi dong|cong doan|tong lien doan|lien doan|trung tam|dang|hoc vien |dai hoc |khoi |(?:tinh|thanh|quan|huyen|xa) doan|huyen uy|quan uy|thanh uy|tinh uy|ban |tong (?:cuc|cong ty|hoi)|chi (?:cuc|nhanh|bo) |lien hiep |ngan hang |thanh tra |cuc |thue |hai quan |thong ke |vu |hdnd|vien |benh vien |kho bac |bao hiem |cong an |toa an |thu vien |bao tang |nha |tram |doan |cum |tap doan|cong ty|mat tran|hoi )/

const LETTERHEAD_LINES_MAX = 12
/** Some set place and day on a line of their own below the title. */
const BELOW_TITLE_LINES_MAX = 8
const datelineAlone = new RegExp(`^${dateline.source}$`)
const DATELINE_CHARS_MAX = 100

export const isDateline = ({ plain }: Line) => plain.length <= DATELINE_CHARS_MAX && datelineAlone.test(plain)

export function readLetterhead(lines: readonly Line[], titleAt: number): Letterhead {
  const cells = lines.slice(0, titleAt < 0 ? LETTERHEAD_LINES_MAX : titleAt).flatMap(cellsOf)
  const below = titleAt < 0 ? [] : lines.slice(titleAt, titleAt + BELOW_TITLE_LINES_MAX).filter(isDateline)
  const dated = findDateline(cells) ?? findDateline(below.flatMap(cellsOf))
  return { number: findNumber(cells), dateline: dated, bodies: findBodies(cells) }
}

/** The national motto stands right of the issuer; where a text runs both together it still parts them. */
const motto = String.raw`CỘNG H(?:OÀ|ÒA) XÃ HỘI CHỦ NGHĨA VIỆT NAM|ĐẢNG CỘNG SẢN VIỆT NAM|ĐOÀN TNCS HỒ CHÍ MINH|Độc lập\s*[-–]\s*Tự do\s*[-–]\s*Hạnh phúc`
const blank = String.raw`(?<!số\s*:?|ngày|tháng)\s{3,}(?!\/|tháng|năm)`
const columns = new RegExp(String.raw`(\t+|${blank}|\||${motto}|(?<=\/[^\s,]{4,})\s+(?=\p{Lu}[^,]{1,40},\s*ngày))`, 'iu')

function cellsOf(line: Line): Piece[] {
  const pieces: Piece[] = []
  let at = line.start
  for (const part of line.text.split(columns)) {
    const lead = part.length - part.trimStart().length
    const bare = part.trim().replace(/^[#*_>\s]+|[*_\s]+$/g, '')
    if (bare !== '') pieces.push(pieceOf(bare, at + Math.max(lead, part.indexOf(bare))))
    at += part.length
  }
  return pieces
}

function findNumber(cells: readonly Piece[]): Letterhead['number'] {
  for (const cell of cells) {
    const match = number.exec(fold(cell.text))
    if (match === null) continue
    const from = match[0].length - match[0].replace(/^so\s*[:.]?\s*/, '').length
    const text = cell.text.slice(from, match[0].length).trim()
    const start = (cell.at[0]?.start ?? 0) + from
    return { piece: pieceOf(text, start), normalized: normaliseNumber(text), blank: !/\d/.test(match[1] ?? '') }
  }
  return null
}

function findDateline(cells: readonly Piece[]): Letterhead['dateline'] {
  for (const cell of cells.flatMap(withRestOfDate)) {
    const match = dateline.exec(fold(cell.text))
    if (match === null) continue
    const start = (cell.at[0]?.start ?? 0) + match.index
    const [day, month, year] = (match[4] === undefined ? match.slice(5, 8) : match.slice(2, 5)).map((part) =>
      Number(part.replace(/\D/g, '')),
    )
    const date = isoDate(year ?? 0, month ?? 0, day ?? 0)
    return {
      piece: pieceOf(cell.text.slice(match.index, match.index + match[0].length), start),
      place: pieceOf(cell.text.slice(match.index, match.index + (match[1] ?? '').length), start),
      date: date ?? null,
    }
  }
  return null
}

/** A narrow column breaks the line: "…, ngày 03 tháng 10" / "năm 2025". */
function withRestOfDate(cell: Piece, i: number, cells: readonly Piece[]): Piece[] {
  if (!/,\s*ngay\b(?!.*\bnam\s*\d)/.test(fold(cell.text))) return [cell]
  const rest = cells.slice(i + 1, i + 1 + REST_CELLS_MAX).find((c) => /^(?:[\d\s]*(?:tháng|năm)|\d)/u.test(c.text))
  return rest === undefined ? [cell] : [cell, { text: `${cell.text} ${rest.text}`, at: [...cell.at, ...rest.at] }]
}

const REST_CELLS_MAX = 3

/** "CỤM THI ĐUA SỐ" / "2" */
const numbers = (above: string, text: string) => /\sSỐ$/u.test(above) && /^\d{1,2}$/.test(text)

/** The superior and the issuer in capitals; a line that opens no new body continues the one above. */
function findBodies(cells: readonly Piece[]): Piece[] {
  const bodies: Piece[] = []
  let numbered = false
  for (const cell of cells) {
    const plain = fold(cell.text)
    numbered ||= number.test(plain)
    if (
      /^cong(?: hoa.*)?$|chu nghia|^doc lap|^dang cong san|^doan tncs ho chi minh$|^so\b.*\/|^[-_*]+$/.test(plain) ||
      dateline.test(plain) ||
      cell.text !== cell.text.toUpperCase()
    )
      continue
    const last = bodies.at(-1)
    if (bodyHead.test(`${plain} `)) bodies.push(cell)
    else if (
      last !== undefined &&
      !numbered &&
      (/\p{Lu}{3}/u.test(cell.text) || numbers(last.text, cell.text)) &&
      /^[\p{L}\s\-–,.0-9]+$/u.test(cell.text)
    )
      bodies[bodies.length - 1] = { text: `${last.text} ${cell.text}`, at: [...last.at, ...cell.at] }
  }
  return bodies
}
