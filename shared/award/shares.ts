/** Legal numbers about lists of nominees, by the day on which the list is handed in. Data, each with its source. */
import { BASE_FIGHTER, LABOUR } from './awards.ts'

export interface ShareRule {
  readonly award: string
  /** Those of whom it may be given to so many. */
  readonly of: string
  readonly percentMax: number
  /** `half-up`: a school of 33 reports five as fifteen per cent (4.95). */
  readonly rounding: 'half-up'
  /** The first day. */
  readonly from: string
  /** The last day; open where it is in force. */
  readonly to?: string
  /** As it is quoted to a reader; absent where the number is in use and the article has not been seen. */
  readonly source?: string
}

export const shares: readonly ShareRule[] = [
  {
    award: BASE_FIGHTER,
    of: LABOUR,
    percentMax: 15,
    rounding: 'half-up',
    from: '2017-10-01',
    to: '2023-12-31',
    source: 'khoản 3 Điều 9 Nghị định 91/2017/NĐ-CP',
  },
  // Under the law of 2022 the number is quoted everywhere and left to provinces and ministries, who may set a lower one.
  { award: BASE_FIGHTER, of: LABOUR, percentMax: 15, rounding: 'half-up', from: '2024-01-01' },
]

/** Day: `YYYY-MM-DD`, in Asia/Ho_Chi_Minh. */
export function sharesOn(day: string): readonly ShareRule[] {
  return shares.filter(({ from, to }) => from <= day && (to === undefined || day <= to))
}

/** How many of so many may be given it. */
export function mostOf({ percentMax }: ShareRule, base: number): number {
  return Math.floor((base * percentMax) / 100 + 0.5)
}
