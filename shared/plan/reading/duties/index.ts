import type { Piece } from '../lines.ts'
import type { Paragraph } from '../paragraphs.ts'
import type { BodyObligation, Header } from '../types.ts'
export type ReadDuty = { readonly duty: BodyObligation; readonly pieces: Readonly<Record<string, Piece>>; readonly sure: number }
export function readDuties(_body: readonly Paragraph[], _header: Header): ReadDuty[] {
  return []
}
