import type { Piece } from './lines.ts'
import type { Paragraph } from './paragraphs.ts'
import type { LegalBasis } from './types.ts'
export type ReadBasis = { readonly basis: LegalBasis; readonly piece: Piece }
export function readBases(_body: readonly Paragraph[]): ReadBasis[] {
  return []
}
