import fc from 'fast-check'
import ICAL from 'ical.js'
import ical, { type VEvent } from 'node-ical'
import { describe, expect, it } from 'vitest'
import { addDays, instantOf } from '../time/calendar.ts'
import { type CalendarFile, calendarFile, whenOf } from './calendar-file.ts'

const windowOfDays = (day: string) => ({
  strictLastDay: day,
  lenientLastDay: day,
  lastDay: day,
  closesAt: instantOf(addDays(day, 1)),
})

const file: CalendarFile = {
  planId: 'pln_1',
  unit: 'unt_thpt-mau',
  name: 'Kế hoạch 12/KH-SGDĐT',
  url: 'https://portal.test/thong-bao/ntc_1',
  at: '2021-01-14T02:00:00.000Z',
  entries: [
    {
      key: '8',
      summary: 'Nộp hồ sơ; Kỷ niệm chương, đợt 1',
      description: 'Dòng một\nDòng hai',
      when: whenOf(windowOfDays('2021-03-24')),
      sequence: 0,
    },
    {
      key: '24',
      summary: 'Nhập dữ liệu',
      description: 'Trong cả kỳ',
      when: whenOf({ ...windowOfDays('2021-12-10'), opensOn: '2021-11-18' }),
      sequence: 0,
    },
  ],
}

interface Read {
  readonly uid: string
  readonly summary: string
  readonly description: string
  readonly start: string
  readonly end: string
}

function readByIcalJs(text: string): Read[] {
  return new ICAL.Component(ICAL.parse(text)).getAllSubcomponents('vevent').map((component) => {
    const event = new ICAL.Event(component)
    expect(event.startDate.isDate).toBe(true)
    const { uid, summary, description } = event
    return { uid, summary, description, start: event.startDate.toString(), end: event.endDate.toString() }
  })
}

function readByNodeIcal(text: string): Read[] {
  return Object.values(ical.sync.parseICS(text))
    .filter((component): component is VEvent => component?.type === 'VEVENT')
    .map(({ uid, summary, description, start, end, datetype }) => {
      expect(datetype).toBe('date')
      return { uid, summary: String(summary), description: String(description), start: localDay(start), end: localDay(end ?? start) }
    })
}

/** node-ical puts an all-day date at midnight of this machine's time zone. */
function localDay(date: Date): string {
  const two = (number: number) => String(number).padStart(2, '0')
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
}

describe('the calendar file', () => {
  const expected: Read[] = [
    {
      uid: 'pln_1.8.unt_thpt-mau@thidua',
      summary: 'Nộp hồ sơ; Kỷ niệm chương, đợt 1',
      description: 'Dòng một\nDòng hai',
      start: '2021-03-24',
      end: '2021-03-25',
    },
    {
      uid: 'pln_1.24.unt_thpt-mau@thidua',
      summary: 'Nhập dữ liệu',
      description: 'Trong cả kỳ',
      start: '2021-11-18',
      end: '2021-12-11',
    },
  ]

  it('is read alike by two parsers that share no code', () => {
    expect(readByIcalJs(calendarFile(file))).toEqual(expected)
    expect(readByNodeIcal(calendarFile(file))).toEqual(expected)
  })

  it('shows the hour at which a task closes, and rings the day before', () => {
    const [entry] = file.entries
    if (entry === undefined) throw new Error('no entry')
    const atFive = { ...entry, when: whenOf({ ...windowOfDays('2021-03-24'), closesAt: '2021-03-24T10:00:00.000Z' }) }
    const event = new ICAL.Component(ICAL.parse(calendarFile({ ...file, entries: [atFive] }))).getFirstSubcomponent('vevent')
    const { startDate, endDate } = new ICAL.Event(event ?? undefined)
    expect([startDate.toString(), endDate.toString(), endDate.zone?.tzid]).toEqual([
      '2021-03-24T16:00:00',
      '2021-03-24T17:00:00',
      'Asia/Ho_Chi_Minh',
    ])
    expect(event?.getFirstSubcomponent('valarm')?.getFirstPropertyValue('trigger')?.toString()).toBe('-P1D')
  })

  it('rings three days before the last day, at eight in the morning', () => {
    const events = new ICAL.Component(ICAL.parse(calendarFile(file))).getAllSubcomponents('vevent')
    const rings = events.map((component) => {
      const event = new ICAL.Event(component)
      const trigger = component.getFirstSubcomponent('valarm')?.getFirstProperty('trigger')
      const from = trigger?.getFirstParameter('related') === 'END' ? event.endDate : event.startDate
      const at = from.clone()
      at.isDate = false
      at.addDuration(ICAL.Duration.fromString(String(trigger?.getFirstValue())))
      return at.toString()
    })
    expect(rings).toEqual(['2021-03-21T08:00:00', '2021-12-07T08:00:00'])
  })

  it('says the same of the same plan, whoever asks and when', () => {
    expect(calendarFile(file)).toBe(calendarFile(structuredClone(file)))
    expect(calendarFile(file)).toContain('DTSTAMP:20210114T020000Z')
    expect(calendarFile(file)).toContain('SEQUENCE:0')
    expect(calendarFile(file)).toContain('X-WR-TIMEZONE:Asia/Ho_Chi_Minh')
  })

  it('folds at 75 octets and splits no character, whatever it holds', () => {
    const text = fc.oneof(
      fc.constantFrom('a'.repeat(300), 'đ'.repeat(300), '😀'.repeat(80)),
      fc.string({ unit: 'grapheme', maxLength: 300, size: 'max' }),
    )
    fc.assert(
      fc.property(text, fc.array(text, { maxLength: 3 }), (summary, lines) => {
        const [entry] = file.entries
        if (entry === undefined) return
        const written = calendarFile({ ...file, entries: [{ ...entry, summary, description: lines.join('\n') }] })
        for (const line of written.split('\r\n')) {
          expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75)
          expect(line.isWellFormed()).toBe(true)
          expect(line).not.toMatch(/[\n\r]/)
        }
        expect(readByIcalJs(written)).toHaveLength(1)
      }),
    )
  })

  it('lets no value start a line or an event of its own', () => {
    const attack = 'x\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nUID:evil\u2028ATTACH:http://evil.test\nBEGIN:VALARM\u0085y'
    const [entry] = file.entries
    if (entry === undefined) throw new Error('no entry')
    const written = calendarFile({
      ...file,
      name: attack,
      entries: [{ ...entry, summary: attack, description: attack }],
    })
    expect(readByIcalJs(written).map((event) => event.uid)).toEqual(['pln_1.8.unt_thpt-mau@thidua'])
    expect(readByNodeIcal(written).map((event) => event.uid)).toEqual(['pln_1.8.unt_thpt-mau@thidua'])
    const component = new ICAL.Component(ICAL.parse(written)).getFirstSubcomponent('vevent')
    expect(component?.getFirstProperty('attach')).toBeNull()
    expect(component?.getAllSubcomponents('valarm')).toHaveLength(1)
  })
})
