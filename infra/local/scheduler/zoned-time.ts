/** Local time in an IANA zone and instants, by the time zone database that comes with Node. */
const MINUTE_MS = 60_000
const formats = new Map<string, Intl.DateTimeFormat>()

export interface LocalTime {
  readonly year: number
  /** 1 to 12. */
  readonly month: number
  readonly day: number
  readonly hour: number
  readonly minute: number
  readonly second: number
}

/** Throws a RangeError for a zone nobody knows. */
export function requireZone(zone: string): void {
  formatOf(zone)
}

export function localTime(instant: number, zone: string): LocalTime {
  const parts = Object.fromEntries(
    formatOf(zone)
      .formatToParts(instant)
      .map(({ type, value }) => [type, Number(value)]),
  )
  const { year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0 } = parts
  return { year, month, day, hour, minute, second }
}

/**
 * The instant (milliseconds UTC) of a local time; undefined for a time that a clock change skips. Of a time that comes twice, the first.
 */
export function instantOf(local: LocalTime, zone: string): number | undefined {
  const asUtc = Date.UTC(local.year, local.month - 1, local.day, local.hour, local.minute, local.second)
  // No zone is more than 15 hours from UTC, so both sides of any clock change near this time are seen.
  const offsets = [asUtc - 15 * 60 * MINUTE_MS, asUtc, asUtc + 15 * 60 * MINUTE_MS].map((instant) => offsetAt(instant, zone))
  const instants = [...new Set(offsets)].map((offset) => asUtc - offset).filter((instant) => offsetAt(instant, zone) === asUtc - instant)
  return instants.length === 0 ? undefined : Math.min(...instants)
}

/** How far local time is ahead of UTC, in milliseconds. */
function offsetAt(instant: number, zone: string): number {
  const { year, month, day, hour, minute, second } = localTime(instant, zone)
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(instant / 1000) * 1000
}

function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone)
  if (known !== undefined) return known
  const numeric = { year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric' } as const
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    calendar: 'gregory',
    numberingSystem: 'latn',
    ...numeric,
  })
  formats.set(zone, format)
  return format
}
