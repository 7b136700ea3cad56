/**
 * Days and instants in Asia/Ho_Chi_Minh: UTC+07:00 all year, no daylight saving since 1975. A day is `YYYY-MM-DD`, an instant is ISO
 * 8601 in UTC.
 */
export const TIME_ZONE = 'Asia/Ho_Chi_Minh'

const OFFSET_HOURS = 7
const DAY_MILLISECONDS = 24 * 60 * 60 * 1_000

/** The instant a wall clock in Hà Nội shows `time` (`HH:MM`) on this day. */
export function instantOf(day: string, time = '00:00'): string {
  return new Date(`${day}T${time}:00+0${OFFSET_HOURS}:00`).toISOString()
}

/** The day it is in Hà Nội at this instant. */
export function dayOf(instant: string): string {
  return wallClock(instant).slice(0, 10)
}

/** `YYYY-MM-DDTHH:MM` on a wall clock in Hà Nội at this instant. */
export function wallClock(instant: string): string {
  return new Date(Date.parse(instant) + OFFSET_HOURS * 60 * 60 * 1_000).toISOString().slice(0, 16)
}

/** Back from `wallClock`: the instant at which a wall clock in Hà Nội shows this. */
export function instantShown(clock: string): string {
  const [day, time] = clock.split('T')
  return instantOf(day ?? '', time)
}

/** The same with seconds and the offset, for other systems: `2021-03-20T09:30:00+07:00`. */
export function offsetTime(instant: string): string {
  return `${wallClock(instant)}:${instant.slice(17, 19)}+0${OFFSET_HOURS}:00`
}

export function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MILLISECONDS).toISOString().slice(0, 10)
}

export function addSeconds(instant: string, seconds: number): string {
  return new Date(Date.parse(instant) + seconds * 1_000).toISOString()
}

/** The last day, in Hà Nội, of what ends at this instant: midnight belongs to the day before. */
export function lastDayBefore(instant: string): string {
  return dayOf(addSeconds(instant, -1))
}

/** 0 is Sunday. */
export function weekdayOf(day: string): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay()
}
