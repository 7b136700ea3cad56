/** How often something comes round, where the plan counts it: "cứ 3 tháng một lần", "02 lần/năm". */
const numbers: Readonly<Record<string, number>> = { mot: 1, hai: 2, ba: 3, bon: 4, sau: 6 }
const number = String.raw`(?:\d{1,2}|${Object.keys(numbers).join('|')})`
const span = '(?:tuan|thang|quy|nam|hoc k[yi])'
const one = String.raw`(?:(?:mot|0?1)\s+)`

/** "3 tháng/lần", "ba tháng một lần", "định kỳ 6 tháng". */
const apart = String.raw`(?:(?:dinh ky|cu|moi)\s+)*${number}\s+${span}(?:\s*/\s*${one}?|\s+${one})lan\b|(?:dinh ky|cu)\s+${number}\s+${span}\b(?!\s+(?:dau|cuoi))`
/** "02 lần/năm", "mỗi quý 01 lần"; "tháng 6 lần thứ 2" is no such number. */
const times = String.raw`${number}\s+lan\s*(?:/|\b(?:moi|trong)\s)\s*${one}?${span}\b|(?:(?:hang|moi|dinh ky|cu|mot)\s+)*${span}\s+(?:(?:it nhat|toi thieu)\s+)?${number}\s+lan\b(?!\s+(?:thu\s+)?\d)`

export const timesCounted = `(?:${apart}|${times})`
const counting = new RegExp(`^${timesCounted}`)
const isTimes = new RegExp(`^(?:${times})$`)
const amountOfTimes = new RegExp(String.raw`${number}(?=\s+lan)`)
const amountOfSpans = new RegExp(String.raw`${number}(?=\s+${span})`)
const spanWritten = new RegExp(span)

const MONTHS_IN: Readonly<Record<string, number>> = { thang: 1, quy: 3, 'hoc ky': 6, 'hoc ki': 6 }
const MONTHS_IN_YEAR = 12

/** The rule of RFC 5545 and how much of the text says it; the rule is null where it comes round at no fixed distance ("5 lần/năm"). */
export function howOften(text: string): { readonly rule: string | null; readonly length: number } | undefined {
  const written = counting.exec(text)?.[0]
  if (written === undefined) return undefined
  const isOften = isTimes.test(written)
  const [count = ''] = (isOften ? amountOfTimes : amountOfSpans).exec(written) ?? []
  const [of = ''] = spanWritten.exec(written) ?? []
  const amount = numbers[count] ?? Number(count)
  return { rule: isOften && amount !== 1 ? inEach(of, amount) : everyFew(of, amount), length: written.length }
}

function inEach(of: string, amount: number): string | null {
  const months = (MONTHS_IN[of] ?? (of === 'nam' ? MONTHS_IN_YEAR : 0)) / amount
  return Number.isInteger(months) && months > 0 ? everyFew('thang', months) : null
}

function everyFew(of: string, amount: number): string | null {
  if (!(amount > 0)) return null
  const months = MONTHS_IN[of]
  const [unit, interval] = months === undefined ? [of === 'tuan' ? 'WEEKLY' : 'YEARLY', amount] : ['MONTHLY', months * amount]
  return interval === 1 ? `FREQ=${unit}` : `FREQ=${unit};INTERVAL=${interval}`
}
