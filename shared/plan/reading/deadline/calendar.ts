import type { Weekday } from '../types.ts'

/** Calendar dates are plain `yyyy-mm-dd`; arithmetic runs on UTC midnights so that no time zone can move a day. */
const DAY_MS = 86_400_000

const two = (n: number) => String(n).padStart(2, '0')

/** Undefined when the date does not exist (30/2). */
export function isoDate(year: number, month: number, day: number): string | undefined {
  if (year < 1900 || year > 2200) return undefined
  const at = new Date(Date.UTC(year, month - 1, day))
  if (at.getUTCMonth() !== month - 1 || at.getUTCDate() !== day) return undefined
  return `${year}-${two(month)}-${two(day)}`
}

export const firstOfMonth = (year: number, month: number) => `${year}-${two(month)}-01`

export function lastOfMonth(year: number, month: number): string {
  return new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10)
}

export function plusDays(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10)
}

export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MS)
}

const names: readonly Weekday[] = ['CN', 'T2', 'T3', 'T4', 'T5', 'T6', 'T7']

export function weekday(date: string): Weekday {
  return names[new Date(`${date}T00:00:00Z`).getUTCDay()] ?? 'CN'
}

/** The first instant of a date in Asia/Ho_Chi_Minh, which has had no other offset since 1975. */
export const startOfDay = (date: string) => `${date}T00:00:00+07:00`
