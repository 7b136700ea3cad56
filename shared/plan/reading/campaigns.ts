import { fold } from './fold.ts'
import { type Piece, within } from './lines.ts'
import type { Paragraph } from './paragraphs.ts'
import type { Campaign } from './types.ts'

/** The themes a plan of several years sets for each of them: "+ Năm 2022: Kỷ niệm …". Only the first theme names the year. */
const yearly = /^[-+*•]?\s*nam\s*(\d{4})\s*:\s*\S/

export type ReadCampaign = { readonly campaign: Campaign; readonly piece: Piece }

export function readCampaigns(body: readonly Paragraph[]): ReadCampaign[] {
  return body.flatMap(({ piece }) => {
    const year = yearly.exec(fold(piece.text))?.[1]
    if (year === undefined) return []
    const cut = piece.text.search(/[;(“"]|\.$/)
    const text = piece.text.slice(0, cut < 0 ? undefined : cut).trim()
    return [{ campaign: { year: Number(year), text }, piece: within(piece, 0, text.length) }]
  })
}
