import { fold } from './fold.ts'
import { join, type Line, nothing, type Piece, pieceOf } from './lines.ts'
import type { Parts } from './parts.ts'
import { leftColumn } from './recipients.ts'
import type { Signatory } from './types.ts'

export type ReadSignatory = { readonly signatory: Signatory; readonly pieces: Readonly<Record<string, Piece>> }

/** Authority to sign, NĐ 30/2020 Điều 13: TM. for a collective, KT. deputy for head, TL. by order, TUQ. by delegation, Q. acting. */
const authority = /^(?:(?:kt|tm|tl|tuq|q)\s*\.|[kt]\/[tm]|t\/l)\s*(\S.*)?$/
const mark = /^[A-Z]+\s*\.|^[KT]\/[TML]/u
const position =
  /^(?:(?:pho|quyen|q\.|p\.)\s*)?(?:giam doc|truong phong|hieu truong|chu tich|truong ban|chanh van phong|bi thu|thu truong|vien truong|chanh an|phu trach|chanh thanh tra|hat truong|chu nhiem|to truong|cum truong|truong cum|(?:cum|khoi) pho|truong khoi|khoi truong|tong giam doc|bo truong|vu truong|cuc truong|thu truong co quan|uy vien|truong tieu ban|truong (?:thue|khoa|doan|tram|chi nhanh|bo mon|van phong)|chi cuc truong|tong bien tap|giam thi|chi huy truong|tu lenh|chinh uy|chinh tri vien)\b/
/** Ranks, degrees and titles of honour before the name: "Thượng tá", "ThS. ", "TS.BS. ", "BSCKII. ". */
const name =
  /^(?:(?:Đại|Thượng|Trung|Thiếu)\s+(?:tướng|tá|úy|uý),?\s+)?(?:(?:TS|ThS|PGS|GS|Ths|Ts|PGS\.TS|GS\.TS|NGƯT|NGND|NSƯT|NSND|TTƯT|TTND|BS|KS|LS|CN)\.?\s+|(?:\p{Lu}[\p{L}]{0,8}\.)+\s*)*\p{Lu}(?:['’]\p{Lu})?\p{Ll}*(?:\s+\p{Lu}(?:['’]\p{Lu})?\p{Ll}*){1,5}$/u
/** A name in capitals is told by its family name. */
const nameInCapitals =
  /^(?:nguyễn|trần|lê|phạm|hoàng|huỳnh|phan|vũ|võ|đặng|bùi|đỗ|hồ|ngô|dương|lý|đinh|đào|mai|trịnh|trương|lâm|lương|lưu|tạ|tô|chu|thái|triệu|nông)(?: \p{L}+){2,4}$/u
const marks = /\((?:đã ký|đã kí|ký|signed)[^)]*\)|^(?:đã ký|đã kí)$/iu

/** Marks of a stamp and of a pen stand between a position and the name; a name further below is another's. */
const NAME_CELLS_MAX = 12

export function readSignatory(parts: Parts): ReadSignatory | null {
  const cells = closingCells(parts)
  const found: Found = { authority: null, onBehalfOf: null, outer: null, shown: null, first: null, position: null, name: null }
  let above = ''
  let further = 0
  for (const cell of cells) {
    const bare = undressed(cell.text)
    const plain = fold(bare)
    const capitals = bare === bare.toUpperCase()
    const signed = authority.exec(plain)
    if (++further > NAME_CELLS_MAX && found.position !== null) break
    // Of two who sign one below the other, the last.
    if (capitals && found.name !== null && (signed !== null || position.test(plain)))
      Object.assign(found, { authority: null, onBehalfOf: null, outer: null, shown: null, first: null, position: null, name: null })
    if (signed !== null && capitals && found.position === null && found.name === null) {
      const as = bare.slice(mark.exec(bare)?.[0].length ?? 0).trim()
      if (found.authority !== null) found.outer = { authority: found.authority, onBehalfOf: found.onBehalfOf }
      found.shown = found.shown === null ? cell : joinLines(found.shown, cell)
      found.authority = mark.exec(bare)?.[0].replace(/\s/g, '') ?? null
      if (found.authority === 'Q.') found.position = { ...cell, text: as }
      else found.onBehalfOf = as === '' ? null : as
    } else if (capitals && found.position !== null && found.name === null && /^VÀ\s/u.test(bare)) {
      found.position = join(found.position, cell)
    } else if (found.name === null && (isPosition(bare) || (found.authority !== null && position.test(plain)))) {
      if (found.position !== null && found.authority !== null) continue
      if (found.position !== null && found.onBehalfOf === null)
        Object.assign(found, { onBehalfOf: strip(found.position), first: found.position })
      found.position = cell
      further = 0
    } else if (isSignersName(bare)) {
      const piece = pieceOf(bare, (cell.at[0]?.start ?? 0) + cell.text.indexOf(bare))
      // Two positions, then two names, one below the other: the second of each belong together.
      if (found.name === null) found.name = piece
      else if (found.name.text === above && found.authority === null && found.onBehalfOf !== null)
        Object.assign(found, { name: piece, onBehalfOf: null })
    }
    above = bare
  }
  return build(found)
}

/** `shown` is the lines of authority as they stand: a deputy may sign for the head, who signs for the collective. */
type Found = {
  authority: string | null
  onBehalfOf: string | null
  outer: NonNullable<Signatory['outer']> | null
  shown: Piece | null
  /** The upper of two positions without an authority. */
  first: Piece | null
  position: Piece | null
  name: Piece | null
}

const isPost = ({ position: as }: Found) => !/^pho\b/.test(fold(strip(as) ?? ''))

const undressed = (text: string) => text.replace(/^[*_\s]+|[*_\s]+$/g, '')
const strip = (piece: Piece | null) => (piece === null ? null : undressed(piece.text))

function build(found: Found): ReadSignatory | null {
  const { shown: by, name: who } = found
  // "CỤM TRƯỞNG" over "GIÁM ĐỐC SỞ …": he signs as the first; the second is his post.
  const asFirst = found.authority === null && found.first !== null && found.onBehalfOf === strip(found.first) && isPost(found)
  const as = asFirst ? found.first : found.position
  if (by === null && as === null && who === null) return null
  const acting = found.authority === 'Q.'
  const shown = by === null && as === null ? (who ?? nothing) : joinLines(by, acting ? null : as)
  const signatory: Signatory = {
    authority: found.authority,
    onBehalfOf: asFirst ? null : found.onBehalfOf,
    ...(found.outer === null ? {} : { outer: found.outer }),
    position: strip(as),
    name: who?.text ?? null,
    text: shown.text,
    ...(as === null && by === null ? { flag: 'SIGNATORY_TITLE_MISSING' } : {}),
  }
  const pieces: Record<string, Piece> = { text: shown }
  if (as !== null) pieces.position = as
  if (who !== null) pieces.name = who
  return { signatory, pieces }
}

/** The block keeps its lines as they stand. */
function joinLines(a: Piece | null, b: Piece | null): Piece {
  if (a === null || b === null) return a ?? b ?? nothing
  return { text: `${a.text}\n${b.text}`, at: [...a.at, ...b.at] }
}

const notNames = /^(?:noi nhan|phu luc|cong hoa|doc lap|ke hoach|bieu mau)/
const isSignersName = (text: string) =>
  !marks.test(text) &&
  text.length <= 50 &&
  !notNames.test(fold(text)) &&
  ((text === text.toUpperCase() && nameInCapitals.test(text.toLowerCase())) || name.test(text))

/** The right column may begin a line above "Nơi nhận". */
const onRight = /^(?:\t|\s{20,})/

/**
 * What stands right of or below the recipients, or after the closing when there are none, up to the appendix. Where nobody signs there,
 * what stands above the recipients.
 */
function closingCells(parts: Parts): Piece[] {
  const { lines } = parts
  const ofDecision = parts.recipientsAt >= 0 && parts.recipientsAt < parts.type.at
  const end = ofDecision
    ? parts.type.at
    : parts.appendixAt >= 0
      ? parts.appendixAt
      : (parts.tables.find((t) => t.from > Math.max(parts.recipientsAt, 0))?.from ?? lines.length)
  const from = parts.recipientsAt >= 0 ? parts.recipientsAt : closingFrom(lines, parts, end)
  const below = lastOfMany(lines.slice(from, end))
  // The position right above "Nơi nhận", the name below.
  const above = lines.slice(Math.max(parts.bodyFrom, from - 2), from)
  const opening = below.some(isSigning) ? above.filter(({ text }) => onRight.test(text)) : below.some(isName) ? above : []
  const cells = [...lastOfMany(opening).filter(isSigning), ...below]
  if (from !== parts.recipientsAt || cells.some((cell) => isSigning(cell) || isName(cell))) return cells
  return lastOfMany(lines.slice(closingFrom(lines, parts, from), from))
}

const isName = ({ text }: Piece) => isSignersName(undressed(text))

/** In capitals, or nothing else on the line: "Hiệu trưởng". */
function isPosition(text: string): boolean {
  const plain = fold(text)
  return text === text.toUpperCase() ? position.test(plain) : position.exec(plain)?.[0] === plain
}

function isSigning(cell: Piece): boolean {
  const text = undressed(cell.text)
  return isPosition(text) || (text === text.toUpperCase() && authority.test(fold(text)))
}

/** Two sign side by side: the head of the body that issues stands on the right (NĐ 30/2020, phụ lục I), who agrees on the left. */
function lastOfMany(lines: readonly Line[]): Piece[] {
  const kinds = [isSigning, isName]
  let columnTo = 0
  let deputy = ''
  return lines.flatMap((line) => {
    const cells = cellsOf(line)
    const [other, last] = cells.filter(isSigning).slice(-2)
    if (other !== undefined && last !== undefined) {
      columnTo = (placeOf(line, other) + placeOf(line, last)) / 2
      deputy = undressed(last.text).replace(/^KT\s*\.\s*/u, 'PHÓ ')
    }
    // PDF does not tell on which side a cell alone stood; the deputy of the one on the right is on the right.
    const isRight = (cell: Piece) => placeOf(line, cell) > columnTo || undressed(cell.text) === deputy
    return cells.filter((cell, i) => isRight(cell) && !kinds.some((is) => is(cell) && cells.slice(i + 1).some(is)))
  })
}

const TAB_CHARS = 1000

/** Where the middle of a cell stands, in characters; what is behind a tab stands right of all before it. */
function placeOf(line: Line, { text, at: [place] }: Piece): number {
  const from = (place?.start ?? 0) - line.start
  return TAB_CHARS * (line.text.slice(0, from).split('\t').length - 1) + from + text.length / 2
}

const CLOSING_LINES_MAX = 12

/** Without recipients only a block that starts with an authority or a position is a signature. */
function closingFrom(lines: readonly Line[], parts: Parts, end: number): number {
  let from = end
  for (let filled = 0; from > parts.bodyFrom && filled < CLOSING_LINES_MAX; from--) if (lines[from - 1]?.bare !== '') filled++
  const signs = (is: (cell: Piece) => boolean) => lines.findIndex((line, i) => i >= from && i < end && cellsOf(line).some(is))
  const inCapitals = signs((cell) => isSigning(cell) && cell.text === cell.text.toUpperCase())
  const at = inCapitals < 0 ? signs(isSigning) : inCapitals
  return at < 0 ? end : at
}

/** A family name, and no archive. */
const calledLuu = /^Lưu(?:\s+\p{Lu}\p{Ll}+){1,4}$/u

function cellsOf(line: Line): Piece[] {
  const left = leftColumn(line)
  const right = columnsFrom(line, left.length)
  const bare = left.trim().replace(/^[*_]+/, '')
  const isRecipient = /^[-–+•]|^\*\s|^Nơi nhận|[;]$|^Lưu/iu.test(bare) && !calledLuu.test(bare)
  return [isRecipient ? nothing : pieceOf(left, line.start), ...right].filter((p) => p.text !== '')
}

function columnsFrom(line: Line, from: number): Piece[] {
  const pieces: Piece[] = []
  let at = line.start + from
  for (const part of line.text.slice(from).split(/(\t+|\s{3,})/)) {
    pieces.push(pieceOf(part, at))
    at += part.length
  }
  return pieces
}
