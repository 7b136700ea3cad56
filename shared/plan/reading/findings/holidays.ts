import { plusDays } from '../deadline/calendar.ts'
import { lunarDate } from './lunar.ts'

/**
 * Public holidays, Bộ luật Lao động 2019 Điều 112 (in force 1/1/2021; before it the same days but one day for 2/9). Tết is five days
 * by law; which five and the swap days are set each year, so the days offices are in fact shut are taken: from two days before the
 * first of the lunar year to the fourth day after it.
 */
const TET_DAYS_BEFORE = 2
const TET_DAYS_AFTER = 4
const fixed: readonly (readonly [monthDay: string, name: string])[] = [
  ['01-01', 'Tết Dương lịch'],
  ['04-30', 'Ngày Chiến thắng'],
  ['05-01', 'Ngày Quốc tế Lao động'],
  ['09-02', 'Quốc khánh'],
]
const stems = ['Giáp', 'Ất', 'Bính', 'Đinh', 'Mậu', 'Kỷ', 'Canh', 'Tân', 'Nhâm', 'Quý']
const branches = ['Tý', 'Sửu', 'Dần', 'Mão', 'Thìn', 'Tỵ', 'Ngọ', 'Mùi', 'Thân', 'Dậu', 'Tuất', 'Hợi']

export const tetName = (year: number) => `Tết ${stems[(year + 6) % 10]} ${branches[(year + 8) % 12]}`
export const firstOfTet = (year: number) => lunarDate(year, 1, 1)

export type Holiday = { readonly name: string; readonly isTet: boolean }

export function holidayOn(date: string): Holiday | undefined {
  const year = Number(date.slice(0, 4))
  const first = firstOfTet(year)
  if (date >= plusDays(first, -TET_DAYS_BEFORE) && date <= plusDays(first, TET_DAYS_AFTER)) return { name: tetName(year), isTet: true }
  if (date === lunarDate(year, 3, 10)) return { name: 'Giỗ Tổ Hùng Vương', isTet: false }
  const name = fixed.find(([monthDay]) => date.endsWith(monthDay))?.[1]
  return name === undefined ? undefined : { name, isTet: false }
}
