import type { Due } from '../types.ts'
import { closed } from './due.ts'

/** "17h00", "16 giờ 30 phút", "17:00", "5 giờ chiều". */
export const hour =
  /(?<![\d/.])(\d{1,2})(?:\s*(?:h|gio|g)(?![a-z])(?:\s*(\d{1,2})(?![\d/]))?|:(\d{2})(?!\d))(?:\s*(?:phut\b|'))?(\s*(?:chieu|toi)\b)?/g
/** An hour there is, as `HH:MM`. */
export const ofDay = /^(?:[01]\d|2[0-3]):[0-5]\d$/
const date = /\d\s*[/.-]\s*\d|\bthang\s*\d/

/** The reading of a text that may name the hour at which its last day ends. What begins at an hour still ends at midnight. */
export function untilHour(due: Due, folded: string): Due {
  const hours = due.precision === 'day' && due.kind !== 'on-date' ? [...folded.matchAll(hour)] : []
  const last = hours.at(-1)
  const isOfLastDay = due.kind === 'range' ? (last?.index ?? 0) > folded.search(date) : hours.length === 1
  if (last === undefined || due.to == null || !isOfLastDay) return due
  const toTime = timeOf(last)
  // "Trước 24 giờ ngày 25/3" takes in the whole day.
  if (toTime === '24:00') return { ...due, ...closed(due.to) }
  if (toTime === '00:00' || !ofDay.test(toTime)) return due
  const instant = `${due.to}T${toTime}:00+07:00`
  return { ...due, strictLastDate: due.to, strictInstant: instant, lenientInstant: instant }
}

/** The hour at which the last day of a reading ends, `HH:MM` in Hà Nội; nothing where it ends with the day. */
export function hourOf({ strictInstant = '' }: Due): string | undefined {
  return /T(?!00:00)(\d\d:\d\d)/.exec(strictInstant)?.[1]
}

/** The last hour these words name, `HH:MM` or what is written for one; nothing where they name none. */
export function timeIn(folded: string): string | undefined {
  const last = [...folded.matchAll(hour)].at(-1)
  return last && timeOf(last)
}

function timeOf([, hours, afterWord = '', minutes = afterWord, afternoon]: RegExpMatchArray): string {
  const ofDay = Number(hours) + (afternoon !== undefined && Number(hours) < 12 ? 12 : 0)
  return [ofDay, minutes].map((part) => String(part).padStart(2, '0')).join(':')
}
