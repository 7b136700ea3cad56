import type { YearHint } from '../deadline/written.ts'
import { fold } from '../fold.ts'
import type { Piece } from '../lines.ts'
import type { Paragraph } from '../paragraphs.ts'
import type { Period } from '../types.ts'
import { splitUnits, startsUnitPhrase } from '../units.ts'

/** One sentence of the body with everything a duty is told from. */
export type Sentence = {
  /** Without its bullet; offsets of `plain` are offsets of `text`. */
  readonly text: string
  /** Folded, Markdown marks blanked. */
  readonly plain: string
  readonly at: number
  readonly paragraph: Piece
  readonly previous: string
  /** The units of the heading above, when the heading names units: they owe what stands below. */
  readonly units: readonly string[]
  /** Where the plan says who does what; elsewhere it describes. */
  readonly organising: boolean
}

export type Whole = {
  readonly hint: YearHint
  readonly period: Period | null
  readonly isSchool: boolean
  /** The council that leads the work, when a heading names it. */
  readonly council: string | null
  /** How the plan names its own sector ("Ngành GD&ĐT"). */
  readonly sector: string
}

const organising = /to chuc thuc hien|phan cong|trach nhiem|nhiem vu cu the cua/

export const isOrganising = (under: readonly string[]) => under.some((heading) => organising.test(fold(heading)))

export function unitsOver(paragraph: Paragraph): string[] {
  const last = paragraph.under.at(-1)
  return last !== undefined && isOrganising(paragraph.under) && startsUnitPhrase(last) && last.length <= 160 ? splitUnits(last) : []
}

/** Southern offices "gởi" what others "gửi". */
export const plainOf = (text: string) => fold(text.replace(/(?<=(?<!\p{L})g)ởi(?!\p{L})/giu, 'ửi')).replace(/[*_]/g, ' ')

/** Who owes a duty no one is named for. */
export const everyone = (whole: Whole) => (whole.isSchool ? 'nhà trường' : 'các đơn vị')

export function periodYears(period: Period | null): readonly [number, number] | null {
  if (period === null) return null
  return 'year' in period ? [period.year, period.year] : [period.fromYear, period.toYear]
}
