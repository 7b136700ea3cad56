/**
 * Days, instants, sizes and numbers as Vietnamese readers write them. Days are `YYYY-MM-DD`, instants ISO 8601 in UTC; every instant is
 * shown on a wall clock in Hà Nội and says so.
 */
import { dayOf, lastDayBefore, wallClock, weekdayOf } from './calendar.ts'

const weekdays = ['Chủ nhật', 'thứ Hai', 'thứ Ba', 'thứ Tư', 'thứ Năm', 'thứ Sáu', 'thứ Bảy'] as const
const HA_NOI = '(giờ Hà Nội)'
const KILOBYTE = 1_024

/** `thứ Năm`, `Chủ nhật`. */
export function weekdayText(day: string): string {
  return weekdays[weekdayOf(day)] ?? ''
}

/** `25/3/2021`, `05/6/2021`, `20/01/2021`: days below 10 and months 1 and 2 get a zero (Nghị định 30/2020/NĐ-CP, Phụ lục I). */
export function dateText(day: string): string {
  const [year = '', month = '', date = ''] = day.split('-')
  return `${date}/${Number(month) > 2 ? Number(month) : month}/${year}`
}

/** `thứ Năm, 25/3/2021`. */
export function dayText(day: string): string {
  return `${weekdayText(day)}, ${dateText(day)}`
}

/** `thứ Năm, 25/3/2021, lúc 09:30 (giờ Hà Nội)`. */
export function instantText(instant: string): string {
  return `${dayText(dayOf(instant))}, lúc ${wallClock(instant).slice(11)} ${HA_NOI}`
}

/** The last moment before a cut-off. Midnight belongs to the day that ends: `thứ Năm, 25/3/2021, trước 24:00 (giờ Hà Nội)`. */
export function cutOffText(instant: string): string {
  const time = wallClock(instant).slice(11)
  return `${dayText(lastDayBefore(instant))}, trước ${time === '00:00' ? '24:00' : time} ${HA_NOI}`
}

export function isWeekend(day: string): boolean {
  return weekdayOf(day) === 0 || weekdayOf(day) === 6
}

/** `2.345`. */
export function numberText(value: number): string {
  return String(Math.trunc(value)).replace(/\B(?=(\d{3})+$)/g, '.')
}

/** `48,2 KB`, `1,5 MB`: one decimal at most, after a comma. A kilobyte is 1,024 bytes, as file managers count. */
export function sizeText(bytes: number): string {
  if (bytes < KILOBYTE) return `${bytes} byte`
  const kilobytes = Math.round((bytes / KILOBYTE) * 10) / 10
  if (kilobytes < KILOBYTE) return `${decimal(kilobytes)} KB`
  return `${decimal(Math.round((bytes / KILOBYTE ** 2) * 10) / 10)} MB`
}

function decimal(value: number): string {
  return String(value).replace('.', ',')
}
