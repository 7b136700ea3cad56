/**
 * The Vietnamese lunar calendar (UTC+7), after Hồ Ngọc Đức's published algorithm, itself after Meeus, "Astronomical Algorithms".
 * Only what public holidays need: the date of a lunar day in a lunar year.
 */
const RAD = Math.PI / 180
const ZONE_HOURS = 7

function julianDay(year: number, month: number, day: number): number {
  return Math.round(Date.UTC(year, month - 1, day) / 86_400_000 + 2_440_587.5 + 0.5)
}

export function isoOfJulian(jd: number): string {
  return new Date((jd - 2_440_588) * 86_400_000).toISOString().slice(0, 10)
}

/** Julian date of new moon `k`, counted from 1 January 1900. */
function newMoon(k: number): number {
  const t = k / 1236.85
  const t2 = t * t
  const t3 = t2 * t
  const mean =
    2415020.75933 + 29.53058868 * k + 0.0001178 * t2 - 0.000000155 * t3 + 0.00033 * Math.sin((166.56 + 132.87 * t - 0.009173 * t2) * RAD)
  const sun = (359.2242 + 29.10535608 * k - 0.0000333 * t2 - 0.00000347 * t3) * RAD
  const moon = (306.0253 + 385.81691806 * k + 0.0107306 * t2 + 0.00001236 * t3) * RAD
  const latitude = (21.2964 + 390.67050646 * k - 0.0016528 * t2 - 0.00000239 * t3) * RAD
  const terms: readonly (readonly [number, number])[] = [
    [0.1734 - 0.000393 * t, sun],
    [0.0021, 2 * sun],
    [-0.4068, moon],
    [0.0161, 2 * moon],
    [-0.0004, 3 * moon],
    [0.0104, 2 * latitude],
    [-0.0051, sun + moon],
    [-0.0074, sun - moon],
    [0.0004, 2 * latitude + sun],
    [-0.0004, 2 * latitude - sun],
    [-0.0006, 2 * latitude + moon],
    [0.001, 2 * latitude - moon],
    [0.0005, 2 * moon + sun],
  ]
  const correction = terms.reduce((sum, [size, angle]) => sum + size * Math.sin(angle), 0)
  const delta =
    t < -11 ? 0.001 + 0.000839 * t + 0.0002261 * t2 - 0.00000845 * t3 - 0.000000081 * t * t3 : -0.000278 + 0.000265 * t + 0.000262 * t2
  return mean + correction - delta
}

const newMoonDay = (k: number) => Math.floor(newMoon(k) + 0.5 + ZONE_HOURS / 24)

/** Sun's longitude in twelfths of a circle at local midnight: its change tells which month is leap. */
function sunSector(jd: number): number {
  const t = (jd - 0.5 - ZONE_HOURS / 24 - 2451545) / 36525
  const anomaly = (357.5291 + 35999.0503 * t - 0.0001559 * t * t - 0.00000048 * t ** 3) * RAD
  const centre =
    (1.9146 - 0.004817 * t - 0.000014 * t * t) * Math.sin(anomaly) +
    (0.019993 - 0.000101 * t) * Math.sin(2 * anomaly) +
    0.00029 * Math.sin(3 * anomaly)
  const longitude = (280.46645 + 36000.76983 * t + 0.0003032 * t * t + centre) * RAD
  return Math.floor(((((longitude / (2 * Math.PI)) % 1) + 1) % 1) * 12)
}

const moonIndex = (jd: number) => Math.floor((jd - 2415021.076998695) / 29.530588853 + 0.5)

/** First day of the lunar month that holds the winter solstice. */
function eleventhMonth(year: number): number {
  const k = moonIndex(julianDay(year, 12, 31))
  const start = newMoonDay(k)
  return sunSector(start) >= 9 ? newMoonDay(k - 1) : start
}

/** Index of the leap month after month 11, or undefined when the lunar year has twelve months. */
function leapOffset(from: number, to: number): number | undefined {
  if (to - from <= 365) return undefined
  const k = moonIndex(from)
  for (let i = 1; i < 14; i++) if (sunSector(newMoonDay(k + i)) === sunSector(newMoonDay(k + i + 1))) return i
  return undefined
}

/** The calendar date of day `day` of the (non-leap) lunar month 1 to 10 of the lunar year that begins in `year`. */
export function lunarDate(year: number, month: number, day: number): string {
  const from = eleventhMonth(year - 1)
  const leap = leapOffset(from, eleventhMonth(year))
  const offset = month + 1
  const index = moonIndex(from) + offset + (leap !== undefined && offset >= leap ? 1 : 0)
  return isoOfJulian(newMoonDay(index) + day - 1)
}
