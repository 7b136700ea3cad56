import { timesCounted } from '../deadline/how-often.ts'
import { day, daysOfMonth, following, hour, weekday, weekdays } from '../deadline/written.ts'

/** Where in a sentence its deadline stands: offsets of the folded text. */
export type When = {
  readonly from: number
  readonly to: number
  /** Only a day says by itself that something is due; the rest needs someone named who owes it. */
  readonly isDay: boolean
}

const atHour = String.raw`(?:(?:luc\s+)?\d{1,2}\s*(?:h|gio|g)\s*(?:\d{1,2}\s*(?:phut)?)?(?:\s*(?:trua|chieu))?,?\s*(?=ngay|${weekday}))?`
const lead = String.raw`(?:(?:(?:cham|muon|tre) nhat|han(?: (?:cuoi|chot|nop|gui))?|xong)(?:\s*:)?\s+(?:la\s+|vao\s+)?(?:truoc\s+)?${atHour}|truoc\s+${atHour}|du kien\s+(?:vao\s+)?(?=ngay)|den het\s+|(?=tu\s+(?:ngay\s*\d|\d{1,2}\s*[/.]\s*\d)))`
const dated = String.raw`${lead}(?:(?:tu\s+)(?:${day}|ngay\s*\d{1,2})\s*(?:den|-)\s*(?:het\s+|truoc\s+)?${atHour})?${day}`
/** "từ ngày 01/10/2025 đến hết tháng 3/2026". */
const intoMonth = String.raw`tu\s+${day}\s*(?:den|-)\s*(?:het\s+|cuoi\s+)?thang\s*\d{1,2}(?!\s*/\s*\d{1,2}(?!\d))(?:\s*/\s*\d{4}|\s+nam\s+\d{4})?`
const week = String.raw`(?:trong |vao )?tuan (?:thu )?(?:\d|nhat|hai|ba|tu|dau|cuoi) (?:cua )?thang\s*\d{1,2}(?:\s*/\s*\d{4}|\s+nam\s+\d{4})`
/** Without a year only where a clause ends or begins. */
const withYear = String.raw`(?:\s*/\s*\d{4}|\s+nam\s+\d{4}|(?=\s*(?:[.;]|,\s(?!quy|thang|\d)|$)))`
const monthName = String.raw`thang\s*\d{1,2}`
const months = String.raw`(?:trong|vao|dau|giua|cuoi|truoc|den het)\s+(?:(?:thuong|trung|ha) tuan\s+|nua (?:dau|cuoi)\s+)?(?:cac\s+)?${monthName}(?:\s*(?:,|va|-)\s*(?:${monthName}|\d{1,2}(?!\s*/\s*\d{1,2}(?!\d))))*${withYear}`
const quarters = String.raw`(?:trong|vao|cuoi)\s+quy\s+(?:iv|iii|ii|i|[1-4])${withYear}`
const every = '(?:hang|moi)'
const dayOfEvery = String.raw`(?:(?:dinh ky|${every} quy)\s*,?\s*)?(?:truoc|cham nhat|vao|(?<=dinh ky\s*)(?=ngay)|(?=${hour}ngay\s*${daysOfMonth}\s+${every}\s))\s*${hour}(?:ngay\s*)?${daysOfMonth}(?:\s*(?:/|thang)\s*\d{1,2})?\s*,?\s*(?:${every}\s+(?:thang|nam)|(?:cua\s+)?thang ${following}|(?:cua\s+)?thang (?:cuoi|dau) (?:moi\s+)?quy(?:\s+${following})?)\b`
const everyMonthBy = String.raw`${every}\s+thang(?: (?:mot|0?1) lan)?\s*,?\s*(?:truoc|cham nhat|vao)\s+(?:la\s+)?(?:ngay\s*)?\d{1,2}(?!\d|\s*[/.]\s*\d|\s*thang)`
const weekly = String.raw`(?:truoc\s+(?=\d))?${hour}(?:(?:vao\s+)?(?:sang|chieu|toi)\s+)?${weekdays}\s+${every}\s+tuan\b`
const lasting = String.raw`(?:trong(?: (?:vong|thoi (?:han|gian)))?|cham nhat(?: la| sau)?|sau)\s+(?:la\s+)?\d{1,3}\s*(?:\([^)]*\)\s*)?(?:ngay lam viec|ngay|tuan)\s*,?\s*(?:ke tu|tinh tu|sau khi|truoc(?: khi)?)\s+(?:[^,.;]|,(?=\s+(?:tap the|ca nhan)\b))+`
const counted = String.raw`(?:truoc|sau)\s+(?:ngay\s+)?(?!ngay)[^\d,.;]{3,60}?\s\d{1,3}\s*(?:ngay lam viec|ngay|tuan)\b(?!\s*\d)`

const onDay = String.raw`vao\s+${atHour}${day}`
/** "Hội đồng họp xét ngày 20/5/2026." */
const meetingDay = String.raw`(?<=\b(?:hop|to chuc (?:hoi nghi|hoi thi|le))\b[^,;.:\d()]{0,60})ngay\s*\d{1,2}[/.]\d{1,2}[/.]\d{4}(?=\s*(?:[.;,]|$))`
const lastOfEvery = String.raw`(?:truoc|vao)\s+ngay cuoi(?: cung)?\s+(?:cua\s+)?(?:${every}\s+)?(?:thang|quy)\b`

/** Best first: the day of every month is no single day. */
const forms: readonly (readonly [form: RegExp, isDay: boolean])[] = [
  [new RegExp(String.raw`\b${dayOfEvery}`), false],
  [new RegExp(String.raw`\b(?:${everyMonthBy}|${lastOfEvery})`), false],
  [new RegExp(String.raw`\b${intoMonth}`), true],
  [new RegExp(String.raw`\b${dated}`), true],
  [new RegExp(String.raw`\b(?:${onDay}|${meetingDay})`), false],
  [new RegExp(String.raw`\b(?:${week}|${months}|${quarters})`), false],
  [new RegExp(String.raw`\b${weekly}`), false],
  [new RegExp(String.raw`\b${lasting}`), false],
  [new RegExp(String.raw`\b${counted}`), false],
]
const commemorated = /\b(?:ky niem|chao mung|(?:ngay|nam) thanh lap|dip|sau(?= ngay))\b[^,;.]*$/

export function findWhen(plain: string): When | undefined {
  for (const [form, isDay] of forms) {
    const match = form.exec(plain)
    if (match !== null && !commemorated.test(plain.slice(0, match.index))) {
      const text = match[0].trimEnd()
      return { from: match.index, to: match.index + text.length, isDay }
    }
  }
  return undefined
}

const again = '(?:hang|theo|dinh ky|moi)'
const span = '(?:tuan|(?:6 )?thang|quy|hoc ky|nam)'
/** "Định kỳ 6 tháng", "hằng quý", "3 tháng một lần": again and again, on no day. */
export const recurrence = new RegExp(
  String.raw`\b(?:${weekday} )?(?:dinh ky )?${again} ${span}(?:\s*,\s*(?:${again} )?${span}|\s+va\s+(?:${again} )?${span})*\b(?=\s*(?:[.;,/]|$|cac\b|cua\b|to chuc\b|tien hanh\b|thuc hien\b|phat dong\b|danh gia\b|bao cao\b|gui\b|nop\b|tong hop\b|hop\b|so ket\b|kiem tra\b|binh xet\b|ra soat\b|cap nhat\b))|\b${timesCounted}`,
)
