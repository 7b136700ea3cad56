import { isoDate } from './calendar.ts'

/**
 * The pieces every deadline form is written with, as regular expressions over folded text. Years may be missing (`25/3`): the
 * plan's own period supplies them and the reading says so.
 */
export const weekday = String.raw`(?:thu\s+(?:hai|ba|tu|nam|sau|bay|[2-7])|chu nhat)`
/** "thứ Hai và thứ Năm". */
export const weekdays = String.raw`${weekday}(?:\s*(?:,|va)\s*${weekday})*`
/** The bracket of "thứ Sáu (25/9/2026)", which belongs to the day. */
export const bracketOfDay = String.raw`(?<=\b${weekday},?\s*)\((?=\s*(?:ngay\s*)?\d)`
export const day = String.raw`(?:(?:ngay|sang|trua|chieu|${weekday},?\s*${bracketOfDay}|${weekday},)\s*:?\s*)*(\d{1,2})(?:(?:\s*[/.]\s*|-|\s*-\s*(?=\d{1,2}\s*-\s*\d{4}))(\d{1,2})(?:\s*[/.\-]\s*(\d{4}|\d{2}))?|\s*thang\s*(\d{1,2})(?:(?:\s*,)?\s*nam\s*(\d{4})|\s*[/.\-]\s*(\d{4}))?)(?!\d)(?!\s*[/%])(?!\s*(?:h|g|gio)\s*\d)(?:(?<=${bracketOfDay}[^()]*)\s*\))?`
/** Numbers of groups that `day` captures. */
export const DAY_GROUPS = 6
export const month = String.raw`thang\s*(\d{1,2})(?:\s*[/.\-]\s*(\d{4})|\s*,?\s*nam\s*(\d{4}))?(?!\d)(?!\s*[/%])`
export const MONTH_GROUPS = 3
export const hour = String.raw`(?:(?:luc\s*)?\d{1,2}\s*(?:h|gio|g|:)\s*(?:\d{1,2}\s*(?:phut|')?)?,?\s*)?`

/** "ngày 05 và 20" of a month that is not named. */
export const daysOfMonth = String.raw`\d{1,2}(?:\s*(?:,|va)\s*(?:ngay\s*)?\d{1,2})*`

/** "của tháng sau": the one behind the month or quarter that is spoken of. */
export const following = '(?:sau|tiep theo|ke tiep|lien ke)'

/** What the plan itself says about the year, for dates written without one. */
export type YearHint = {
  readonly year: number | null
  /** `2024-2025` for a plan of a school year: August starts it. */
  readonly schoolYear: string | null
  readonly planDate: string | null
  /** The month a table heading sets for the days below it. */
  readonly month?: number
}

const FIRST_MONTH_OF_SCHOOL_YEAR = 8

export function yearFor(month: number, hint: YearHint): number | undefined {
  if (hint.year !== null) return hint.year
  if (hint.schoolYear !== null) {
    const first = Number(hint.schoolYear.slice(0, 4))
    return month >= FIRST_MONTH_OF_SCHOOL_YEAR ? first : first + 1
  }
  return hint.planDate === null ? undefined : Number(hint.planDate.slice(0, 4))
}

export const fullYear = (written: string) => (written.length === 2 ? 2000 + Number(written) : Number(written))

export type WrittenDay = { readonly day: number; readonly month: number; readonly year: number | undefined }

/** Reads the groups of `day` from a match, starting at group `at`. */
export function writtenDay(groups: readonly (string | undefined)[], at: number): WrittenDay {
  const [d, slashMonth, slashYear, wordMonth, wordYear, mixedYear] = groups.slice(at, at + DAY_GROUPS)
  const year = slashYear ?? wordYear ?? mixedYear
  return { day: Number(d), month: Number(slashMonth ?? wordMonth), year: year === undefined ? undefined : fullYear(year) }
}

export type DatedDay = { readonly date: string; readonly inferred: boolean }

export function dated(written: WrittenDay, hint: YearHint, fallbackYear?: number): DatedDay | undefined {
  const year = written.year ?? fallbackYear ?? yearFor(written.month, hint)
  if (year === undefined) return undefined
  const date = isoDate(year, written.month, written.day)
  return date === undefined ? undefined : { date, inferred: written.year === undefined }
}

export type WrittenMonth = { readonly month: number; readonly year: number | undefined }

export function writtenMonth(groups: readonly (string | undefined)[], at: number): WrittenMonth | undefined {
  const [m, slashYear, wordYear] = groups.slice(at, at + MONTH_GROUPS)
  const month = Number(m)
  if (!(month >= 1 && month <= 12)) return undefined
  const year = slashYear ?? wordYear
  return { month, year: year === undefined ? undefined : Number(year) }
}
