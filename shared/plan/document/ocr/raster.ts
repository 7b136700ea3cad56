import { crc32, deflateSync } from 'node:zlib'
import type { Rule } from '../layout/page.ts'

export type Raster = {
  readonly data: Uint8Array | Uint8ClampedArray
  readonly width: number
  readonly height: number
  readonly channels: 1 | 3 | 4
}

/** Pixels as grey, one byte each. */
export function greyOf({ data, width, height, channels }: Raster): Uint8Array {
  const grey = new Uint8Array(width * height)
  for (let i = 0, at = 0; i < grey.length; i++, at += channels)
    grey[i] = channels === 1 ? (data[at] ?? 0) : ((data[at] ?? 0) * 77 + (data[at + 1] ?? 0) * 150 + (data[at + 2] ?? 0) * 29) >> 8
  return grey
}

/** Of a picture with a bit a dot, white set and every row in whole bytes, one byte a dot. */
export function unpacked(bits: ArrayLike<number>, width: number, height: number): Uint8Array {
  const grey = new Uint8Array(width * height)
  const rowBytes = Math.ceil(width / 8)
  for (let y = 0, at = 0; y < height; y++)
    for (let x = 0; x < width; x++, at++) grey[at] = ((bits[y * rowBytes + (x >> 3)] ?? 0) >> (7 - (x & 7))) & 1 ? 255 : 0
  return grey
}

/** A grey picture as PNG. */
export function pngOf(grey: Uint8Array, width: number, height: number): Uint8Array {
  const rows = new Uint8Array((width + 1) * height)
  for (let y = 0; y < height; y++) rows.set(grey.subarray(y * width, (y + 1) * width), y * (width + 1) + 1)
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 0, 0, 0, 0], 8)
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', deflateSync(rows, { level: 1 })), chunk('IEND', Buffer.alloc(0))])
}

function chunk(name: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), data])
  const out = Buffer.alloc(body.length + 8)
  out.writeUInt32BE(data.length, 0)
  out.set(body, 4)
  out.writeUInt32BE(crc32(body), body.length + 4)
  return out
}

const INK_BELOW = 128
/** Of the page's width; letters are shorter, also when they touch. */
const RULE_SHARE_MIN = 0.035
const BROKEN_PIXELS_MAX = 3

/** Long straight runs of ink: the rules of a table that was scanned straight. */
export function rulesIn(grey: Uint8Array, width: number, height: number): Rule[] {
  const least = Math.round(width * RULE_SHARE_MIN)
  const across = runs(height, width, (y, x) => (grey[y * width + x] ?? 255) < INK_BELOW, least)
  const down = runs(width, height, (x, y) => (grey[y * width + x] ?? 255) < INK_BELOW, least)
  return [
    ...across.map(({ at, from, to }) => ({ x0: from, x1: to, y0: at, y1: at })),
    ...down.map(({ at, from, to }) => ({ x0: at, x1: at, y0: from, y1: to })),
  ]
}

type Run = { readonly at: number; readonly from: number; readonly to: number }

function runs(lines: number, length: number, isInk: (line: number, i: number) => boolean, least: number): Run[] {
  const found: Run[] = []
  for (let line = 0; line < lines; line++) {
    let from = -1
    let last = -1
    for (let i = 0; i <= length; i++) {
      if (i < length && isInk(line, i)) {
        if (from < 0) from = i
        last = i
      } else if (from >= 0 && (i === length || i - last > BROKEN_PIXELS_MAX)) {
        if (last - from >= least) found.push({ at: line, from, to: last })
        from = -1
      }
    }
  }
  return found
}

const RULE_MARGIN_PIXELS = 2

/** Paints the rules over with paper: recognition takes them for letters, and letters that touch them for dirt. */
export function wipe(grey: Uint8Array, width: number, height: number, rules: readonly Rule[]): void {
  for (const { x0, y0, x1, y1 } of rules) {
    const [from, to] = [Math.max(0, x0 - RULE_MARGIN_PIXELS), Math.min(width, x1 + RULE_MARGIN_PIXELS + 1)]
    for (let y = Math.max(0, y0 - RULE_MARGIN_PIXELS); y <= Math.min(height - 1, y1 + RULE_MARGIN_PIXELS); y++)
      grey.fill(255, y * width + from, y * width + to)
  }
}
