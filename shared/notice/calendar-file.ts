/**
 * Tasks as an iCalendar file (RFC 5545), the same in a mail and in a feed. A task is a day or a span of days, so every calendar shows the
 * day the plan means; only a cut-off at an hour of the day is a time, in the zone of Hà Nội, which the file describes in full. The UID of
 * a unit's task never changes, so a later file moves the entry instead of doubling it.
 */
import type { Window } from '../plan/deadline.ts'
import { addDays, addSeconds, dayOf, lastDayBefore, TIME_ZONE, wallClock } from '../time/calendar.ts'
import { oneLine } from './html.ts'

/** RFC 5545, 3.1: lines are at most 75 octets, the line break not counted. */
const LINE_OCTETS_MAX = 75
const BREAK = '\r\n'
/** Three days before, at eight in the morning: midnight is no time to be reminded. */
const ALARM_BEFORE_DAY = '-P2DT16H'
/** The same moment counted from the end of the last day, for a window of several days. */
const ALARM_BEFORE_END = '-P3DT16H'
/** Before an hour of a day: the day before. */
const ALARM_BEFORE_HOUR = '-P1D'
/** An entry that ends at an hour shows the hour before it. */
const HOUR_SECONDS = 60 * 60

export interface CalendarEntry {
  readonly key: string
  readonly summary: string
  /** Several lines. */
  readonly description: string
  readonly when: When
  /** Grows when the task is re-timed (RFC 5545, 3.8.7.4). */
  readonly sequence: number
}

export interface CalendarFile {
  readonly planId: string
  /** The unit whose calendar it is. */
  readonly unit: string
  readonly name: string
  readonly url: string
  /** When it was made: ISO 8601, UTC. */
  readonly at: string
  readonly entries: readonly CalendarEntry[]
}

/** When an entry is: whole days, both included, or the end of an hour (ISO 8601, UTC). */
export type When = { readonly first: string; readonly last: string } | { readonly cutOff: string }

export interface CalendarEvent {
  readonly uid: string
  readonly summary: string
  /** Several lines. */
  readonly description: string
  readonly url: string
  /** When this was said: ISO 8601, UTC. */
  readonly at: string
  /** Grows when the task is re-timed (RFC 5545, 3.8.7.4). */
  readonly sequence: number
  readonly when: When
  /** Rings before the end; what is done rings no more. */
  readonly rings: boolean
}

export function calendarUid({ planId, key, unit }: { readonly planId: string; readonly key: string; readonly unit: string }): string {
  return `${planId}.${key}.${unit}@thidua`
}

/** The calendar file of a mail. */
export function calendarFile(file: CalendarFile): string {
  return calendarText(file.name, eventsOf(file))
}

/** Takes entries out of the calendar again: RFC 5546, 3.2.5. A file is one method, so this goes beside the other. */
export function cancellationFile(file: CalendarFile): string {
  const events = eventsOf(file).map((event) => eventLines({ ...event, rings: false }, ['STATUS:CANCELLED']))
  return textOf('CANCEL', [], file.name, events.flat())
}

function eventsOf({ planId, unit, url, at, entries }: CalendarFile): readonly CalendarEvent[] {
  return entries.map(({ key, ...entry }) => ({ ...entry, uid: calendarUid({ planId, key, unit }), url, at, rings: true }))
}

/** `refreshHours`: how often whoever subscribes should look again. */
export function calendarText(name: string, events: readonly CalendarEvent[], refreshHours?: number): string {
  const refresh =
    refreshHours === undefined ? [] : [`REFRESH-INTERVAL;VALUE=DURATION:PT${refreshHours}H`, `X-PUBLISHED-TTL:PT${refreshHours}H`]
  return textOf(
    'PUBLISH',
    refresh,
    name,
    events.flatMap((event) => eventLines(event)),
  )
}

function textOf(method: 'PUBLISH' | 'CANCEL', more: readonly string[], name: string, events: readonly string[]): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//thidua//Thi dua khen thuong//VI',
    'CALSCALE:GREGORIAN',
    `METHOD:${method}`,
    ...more,
    `X-WR-CALNAME:${escapeText(name)}`,
    `X-WR-TIMEZONE:${TIME_ZONE}`,
    ...ZONE_LINES,
    ...events,
    'END:VCALENDAR',
  ]
  return lines.map(fold).join(BREAK) + BREAK
}

/** UTC+07:00 without daylight saving since 13/6/1975 (IANA tz, `Asia/Ho_Chi_Minh`); no entry is older. */
const ZONE_LINES = [
  'BEGIN:VTIMEZONE',
  `TZID:${TIME_ZONE}`,
  'BEGIN:STANDARD',
  'DTSTART:19750613T000000',
  'TZOFFSETFROM:+0800',
  'TZOFFSETTO:+0700',
  'TZNAME:+07',
  'END:STANDARD',
  'END:VTIMEZONE',
]

function eventLines(event: CalendarEvent, more: readonly string[] = []): string[] {
  const { uid, summary, description, url, at, sequence, when, rings } = event
  return [
    'BEGIN:VEVENT',
    `UID:${escapeText(uid)}`,
    `DTSTAMP:${compact(at.slice(0, 19))}Z`,
    `SEQUENCE:${sequence}`,
    ...more,
    ...whenLines(when),
    `SUMMARY:${escapeText(summary)}`,
    `DESCRIPTION:${escapeText(description)}`,
    `URL:${url}`,
    'TRANSP:TRANSPARENT',
    ...(rings ? ['BEGIN:VALARM', 'ACTION:DISPLAY', `DESCRIPTION:${escapeText(summary)}`, triggerLine(when), 'END:VALARM'] : []),
    'END:VEVENT',
  ]
}

function whenLines(when: When): string[] {
  if ('cutOff' in when) {
    const local = (instant: string) => `TZID=${TIME_ZONE}:${compact(wallClock(instant))}00`
    return [`DTSTART;${local(addSeconds(when.cutOff, -HOUR_SECONDS))}`, `DTEND;${local(when.cutOff)}`]
  }
  // The end is the day after the last (RFC 5545, 3.6.1).
  return [`DTSTART;VALUE=DATE:${compact(when.first)}`, `DTEND;VALUE=DATE:${compact(addDays(when.last, 1))}`]
}

function triggerLine(when: When): string {
  if ('cutOff' in when) return `TRIGGER;RELATED=END:${ALARM_BEFORE_HOUR}`
  return when.first === when.last ? `TRIGGER:${ALARM_BEFORE_DAY}` : `TRIGGER;RELATED=END:${ALARM_BEFORE_END}`
}

/** The days of a task; where its last one ends at an hour, that hour. */
export function whenOf({ opensOn, strictLastDay, lastDay, closesAt }: Window): When {
  return dayOf(closesAt) === lastDay ? { cutOff: closesAt } : { first: opensOn ?? strictLastDay, last: strictLastDay }
}

/** What a cut-off is in a calendar: midnight is the end of the day before, any other time an hour. */
export function whenOfCutOff(cutOff: string): When {
  if (!wallClock(cutOff).endsWith('T00:00')) return { cutOff }
  const day = lastDayBefore(cutOff)
  return { first: day, last: day }
}

function compact(time: string): string {
  return time.replace(/[-:]/g, '')
}

/** RFC 5545, 3.3.11. Each line loses what cannot be seen, so a value cannot start a line of its own. */
function escapeText(text: string): string {
  return text
    .split('\n')
    .map((line) => oneLine(line).replace(/[\\;,]/g, (character) => `\\${character}`))
    .join('\\n')
}

/** Continuation lines start with a space, which counts. Characters stay whole. */
function fold(line: string): string {
  const lines: string[] = []
  let current = ''
  let octets = 0
  for (const character of line) {
    const size = Buffer.byteLength(character)
    if (octets + size > LINE_OCTETS_MAX) {
      lines.push(current)
      current = ' '
      octets = 1
    }
    current += character
    octets += size
  }
  return [...lines, current].join(BREAK)
}
