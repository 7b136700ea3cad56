/**
 * Document numbers. Scanners lose the bar of Đ; the acronyms it stands in are few and known. "&" is kept: a body may write its own
 * symbol either way.
 */
const acronyms: readonly (readonly [RegExp, string])[] = [
  [/GDDT/g, 'GDĐT'],
  [/GD&DT/g, 'GD&ĐT'],
  [/H[DĐ]T[DĐ]KT/g, 'HĐTĐKT'],
  [/\bND-CP/g, 'NĐ-CP'],
  [/\bQD(?=-)/g, 'QĐ'],
  [/\bHDND\b/g, 'HĐND'],
  [/\bTDKT\b/g, 'TĐKT'],
  [/\bTTG\b/g, 'TTg'],
  [/\bTTR\b/g, 'TTr'],
]

export function normaliseNumber(written: string): string {
  let number = written.toUpperCase().replace(/[–—]/g, '-').replace(/\s+/g, '')
  for (const [form, right] of acronyms) number = number.replace(form, right)
  return number
}

export const symbolOf = (number: string) => number.slice(number.indexOf('/') + 1)
