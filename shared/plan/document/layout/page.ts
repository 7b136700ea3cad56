/** A page as it looks, y downwards, in points: what PDF extraction and OCR both give. */
export type Item = {
  readonly text: string
  readonly x0: number
  readonly x1: number
  /** Baseline. */
  readonly y: number
  /** Size of the letters. */
  readonly size: number
}
export type Rule = { readonly x0: number; readonly y0: number; readonly x1: number; readonly y1: number }
export type Page = { readonly width: number; readonly height: number; readonly items: readonly Item[]; readonly rules: readonly Rule[] }

/** Words that belong together, between column gaps. */
export type Segment = { readonly text: string; readonly x0: number; readonly x1: number; readonly y: number; readonly size: number }
export type TextLine = {
  readonly segments: readonly Segment[]
  /** Cut at every gap wider than a space: columns may come close. */
  readonly pieces: readonly Segment[]
  readonly y: number
  readonly size: number
  readonly x0: number
  readonly x1: number
}
