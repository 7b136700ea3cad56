/**
 * The tasks a unit owes as an iCalendar file (RFC 5545). Days, not times, so no time zone is needed and every calendar shows the day
 * the plan means. The UID of a task never changes, so a later file moves the entry instead of doubling it.
 */
import type { Window } from '../plan/deadline.ts'
import { addDays, TIME_ZONE } from '../time/calendar.ts'
import { oneLine } from './html.ts'

/** RFC 5545, 3.1: lines are at most 75 octets, the line break not counted. */
const LINE_OCTETS_MAX = 75
const BREAK = '\r\n'
/** Three days before, at eight in the morning: midnight is no time to be reminded. */
const ALARM_BEFORE_DAY = '-P2DT16H'
/** The same moment counted from the end of the last day, for a window of several days. */
const ALARM_BEFORE_END = '-P3DT16H'

export interface CalendarEntry {
  readonly key: string
  readonly summary: string
  /** Several lines. */
  readonly description: string
  readonly window: Pick<Window, 'opensOn' | 'strictLastDay'>
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

export function calendarFile(file: CalendarFile): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//thidua//Thi dua khen thuong//VI',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    `X-WR-CALNAME:${escapeText(file.name)}`,
    `X-WR-TIMEZONE:${TIME_ZONE}`,
    ...file.entries.flatMap((entry) => eventLines(entry, file)),
    'END:VCALENDAR',
  ]
  return lines.map(fold).join(BREAK) + BREAK
}

function eventLines({ key, summary, description, window }: CalendarEntry, { planId, unit, url, at }: CalendarFile): string[] {
  const first = window.opensOn ?? window.strictLastDay
  const isWindow = first !== window.strictLastDay
  return [
    'BEGIN:VEVENT',
    `UID:${escapeText(`${planId}.${key}.${unit}@thidua`)}`,
    `DTSTAMP:${at.slice(0, 19).replace(/[-:]/g, '')}Z`,
    'SEQUENCE:0',
    `DTSTART;VALUE=DATE:${compact(first)}`,
    // The end is the day after the last (RFC 5545, 3.6.1).
    `DTEND;VALUE=DATE:${compact(addDays(window.strictLastDay, 1))}`,
    `SUMMARY:${escapeText(summary)}`,
    `DESCRIPTION:${escapeText(description)}`,
    `URL:${url}`,
    'TRANSP:TRANSPARENT',
    'BEGIN:VALARM',
    'ACTION:DISPLAY',
    `DESCRIPTION:${escapeText(summary)}`,
    isWindow ? `TRIGGER;RELATED=END:${ALARM_BEFORE_END}` : `TRIGGER:${ALARM_BEFORE_DAY}`,
    'END:VALARM',
    'END:VEVENT',
  ]
}

function compact(day: string): string {
  return day.replaceAll('-', '')
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
