import { fold } from './fold.ts'
import type { Period } from './types.ts'

/** The time a plan is for, from its title; a plan of a year touches two school years. */
const stage = /(?:giai doan|nhiem ky)\s*(\d{4})\s*-\s*(\d{4})/
const schoolYear = /nam(?: hoc)?\s*:?\s*(\d{4})\s*[-/]\s*(\d{4})/
const plainYear = /\b(?:nam\s*|thang\s*\d{1,2}\s*\/\s*)(\d{4})(?!\s*-\s*\d{4})/g

export const schoolYearsOf = (year: number) => [`${year - 1}-${year}`, `${year}-${year + 1}`]

export function periodOf(title: string, appendixTitle: string, planDate: string | null): Period | null {
  for (const text of [fold(title), fold(appendixTitle)]) {
    const found = inTitle(text)
    if (found !== undefined) return found
  }
  return planDate === null ? null : ofYear(Number(planDate.slice(0, 4)))
}

function inTitle(text: string): Period | undefined {
  const span = stage.exec(text)
  if (span !== null) return { fromYear: Number(span[1]), toYear: Number(span[2]) }
  const last = [...text.matchAll(plainYear)].at(-1)
  const school = schoolYear.exec(text)
  if (school !== null && last === undefined) {
    const [fromYear, toYear] = [Number(school[1]), Number(school[2])]
    return { fromYear, toYear, ...(toYear === fromYear + 1 ? { schoolYears: [`${fromYear}-${toYear}`] } : {}) }
  }
  return last === undefined ? undefined : ofYear(Number(last[1]))
}

const ofYear = (year: number): Period => ({ year, schoolYears: schoolYearsOf(year) })

export const yearOf = (period: Period | null): number | null => (period !== null && 'year' in period ? period.year : null)

export function schoolYearOf(period: Period | null): string | null {
  return period !== null && !('year' in period) ? (period.schoolYears?.[0] ?? null) : null
}
