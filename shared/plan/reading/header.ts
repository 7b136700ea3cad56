import type { AppendixHead } from './appendix/reference.ts'
import { findIssuer, type Issuer } from './issuer.ts'
import { readLetterhead } from './letterhead.ts'
import { join, nothing, type Piece, pieceOf } from './lines.ts'
import { usualSpelling } from './names.ts'
import { symbolOf } from './numbers.ts'
import type { Parts } from './parts.ts'
import { periodOf } from './period.ts'
import type { Header } from './types.ts'

export type ReadHeader = {
  readonly header: Header
  readonly pieces: Readonly<Record<string, Piece>>
  readonly issuer: Issuer
  /** The symbol without its number, from the letterhead or the appendix: `KH-SGDĐT`. */
  readonly symbol: string | null
}

export function readHeader(parts: Parts, head: AppendixHead | null, text: string): ReadHeader {
  const { number, dateline, bodies } = readLetterhead(parts.lines, parts.type.headTo)
  const title = readTitle(parts)
  const filledNumber = number === null || number.blank ? null : number
  const symbol = number === null ? (head?.refNumber == null ? null : symbolOf(head.refNumber)) : symbolOf(number.normalized)
  const place = dateline === null ? null : dateline.place.text
  const placeNormalized = place === null ? null : usualSpelling(place, text)
  const issuer = findIssuer({
    bodies,
    symbol,
    symbolFrom: number === null ? 'appendix' : 'symbol',
    place,
    title: title.piece.text,
    refIssuer: head?.refIssuer ?? null,
    body: bodyText(parts),
    all: text,
  })
  const isMissing = filledNumber === null && (dateline?.date ?? null) === null
  const header: Header = {
    number: filledNumber?.piece.text ?? null,
    ...(filledNumber === null ? fromAppendix(head) : { numberNormalized: filledNumber.normalized }),
    issuer: issuer.name,
    issuerSource: issuer.source,
    ...(issuer.superior === undefined ? {} : { superior: issuer.superior }),
    place,
    ...(placeNormalized === place || placeNormalized === null ? {} : { placeNormalized }),
    date: dateline?.date ?? null,
    ...(dateline === null ? {} : { dateText: dateline.piece.text }),
    ...(dateline?.date == null && head?.refDate != null ? { dateFromAppendix: head.refDate } : {}),
    type: parts.type.name === null ? null : typeName(parts),
    title: title.piece.text === '' ? null : title.piece.text,
    ...(title.lines > 1 ? { titleNote: `title spans ${title.lines} lines in the seed; joined with single spaces` } : {}),
    period: periodOf(title.piece.text, head?.title?.text ?? '', dateline?.date ?? null),
    ...(isMissing ? { flag: `HEADER_NUMBER_DATE_MISSING${head?.refNumber == null ? '' : ' (only in appendix reference)'}` } : {}),
  }
  const pieces: Record<string, Piece> = { title: title.piece }
  if (number !== null) pieces.number = number.piece
  if (dateline !== null) Object.assign(pieces, { place: dateline.place, dateText: dateline.piece, date: dateline.piece })
  if (issuer.piece !== undefined) pieces.issuer = issuer.piece
  return { header, pieces, issuer, symbol }
}

const fromAppendix = (head: AppendixHead | null) => (head?.refNumber == null ? {} : { numberFromAppendix: head.refNumber })

function typeName(parts: Parts): string {
  const line = parts.lines[parts.type.at]
  return line === undefined ? '' : parts.type.name === 'ke hoach' ? 'KẾ HOẠCH' : line.bare.slice(0, parts.type.name?.length ?? 0)
}

function readTitle(parts: Parts): { piece: Piece; lines: number } {
  let piece: Piece = nothing
  let lines = 0
  for (let i = parts.titleFrom; i < parts.titleTo; i++) {
    const line = parts.lines[i]
    if (line === undefined || line.bare === '') continue
    const text = i === parts.type.at ? parts.type.rest : line.bare
    const start = line.start + Math.max(0, line.text.indexOf(text))
    for (const words of text.matchAll(/\S+(?:\s\S+)*/gu)) piece = join(piece, pieceOf(words[0], start + words.index))
    lines++
  }
  return { piece, lines }
}

function bodyText(parts: Parts): string {
  return parts.lines
    .slice(parts.bodyFrom, parts.bodyTo)
    .map((l) => l.bare)
    .join(' ')
}
