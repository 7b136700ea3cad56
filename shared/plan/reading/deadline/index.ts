import { fold, mend } from '../fold.ts'
import type { Due, NestedDue } from '../types.ts'
import { type Match, readDay } from './day.ts'
import { dateless, missing, unread } from './due.ts'
import { untilHour } from './hour.ts'
import { readMonth } from './month.ts'
import { readRange } from './range.ts'
import { bounds, readRecurring } from './recurring.ts'
import { readRelative } from './relative.ts'
import { bracketOfDay, weekday, type YearHint } from './written.ts'
import { readYear } from './year.ts'

/** Words deadlines are made of; a scanned letter off one of them is still that word. */
const vocabulary = new Set(
  'truoc ngay thang nam cham muon nhat trong vong quy hang hoan thanh thuong xuyen lien dinh lam viec theo khong giua cuoi trung tuan nhiem hoc ket thuc huong dan yeu cau ke tinh thoi gian'.split(
    ' ',
  ),
)

/** What may stand before the date without changing it: bullets, "Hoàn thành", "Thời gian:", "Xong", "Gửi hồ sơ", "Dự kiến". */
const preface = new RegExp(
  String.raw`^(?:[\s\-+*•:;,_.]|(?:dot|lan|dot thu|lan thu)\s*(?:\d{1,2}|[ivx]{1,4})\s*[:-]|(?:(?:ket thuc|nop|gui|bao cao)(?:\s[^\d,;.:()]{1,40}?)?(?=\s(?:cham nhat|truoc)\s+(?:ngay\s*)?\d)|hoan thanh|hoan tat|thuc hien|xong|thoi (?:gian|han)|han(?: nop| gui)?(?! chot)|khoang|tu (?:nay|ngay (?:ky|ban hanh))(?= (?:cho )?den)|du kien|tuan(?: le)?(?= tu )|nop|gui|bao cao|to chuc|trien khai)(?=[\s:])(?!\s+(?:truoc|sau)\s+(?:khi|nhiem))|${weekday}\s*,?\s*(?=(?:ngay\s*)?\d{1,2}\s*[/.]))+`,
)
const emptyCell = /^[\s\-–—_.…*/]*$/
const commemoration = /\b(?:ky niem|chao mung|nhan dip|mung|dip)\b/
/** Brackets that tell the weekday or the like are no second deadline; those with a date of their own are. */
const anotherDate = /\d\s*[/.]\s*\d{1,2}\s*[/.]\s*\d|\btruoc\s+(?:ngay|thang)\b|\btu\s+ngay\b|(?<!\d)\d{1,2}\s*\/\s*\d{1,2}(?!\d|\s*%)/

/** "10/3 âm lịch" is no day of the calendar it would be read in; "17/4 (tức 10/3 âm lịch)" says which one it is. */
const lunar = /^[^(]*(?:\(\s*)?\b(?:am lich|al)\b/

/**
 * Reads the text of a deadline cell. Never guesses: what is not one of the known forms is `unread`, and a date without a year
 * takes it from the plan and says so in `yearInferredFor`.
 */
export function readDeadline(original: string, hint: YearHint): Due {
  if (emptyCell.test(original)) return missing
  const folded = withoutWeek(
    mend(fold(original.replace(/[*_]/g, ' ').replaceAll('→', '-')), vocabulary)
      .replace(/\bng[a-z]y\b(?=\s*\d)/g, 'ngay')
      // "(Dự kiến ngày 15/3)", "Hàng tháng (trước ngày 25)": the bracket holds the day itself.
      .replace(/(?:^\s*(?=.\s*du kien\b)|(?<=^(?:hang|moi) thang\s*)(?=.(?:truoc|cham|vao)\b))\(([^()]*)\)/, ' $1 '),
  )
  if (lunar.test(folded)) return unread()
  const { main, asides } = parts(folded)
  const due = readMain(main, original.slice(0, main.length), hint)
  if (due.kind === 'unread') return due
  const planned = asides.map((aside) => plannedIn(due, original, folded, aside)).find((day) => day !== undefined)
  if (planned !== undefined) return planned
  const nested = asides.flatMap((aside) => nestedIn(original, folded, aside, hint))
  const within = due.kind === 'whole-month' && due.from != null ? { ...hint, month: Number(due.from.slice(5, 7)) } : hint
  if (nested.length === 0 && asides.some((aside) => isAnotherDeadline(folded, original, aside, within))) return unread('SEVERAL_DATES')
  return nested.length === 0 ? due : { ...due, nested }
}

/** "Tuần 9: từ ngày 02/11 đến ngày 07/11", "Tuần 13 (30/11 đến 05/12)": the number of the week before its days, blanked letter by letter. */
function withoutWeek(folded: string): string {
  const [week = ''] = /^\s*-?\s*tuan\s*\d{1,2}\s*[:(,-]\s*(?=(?:tu\s+)?(?:ngay\s*)?\d{1,2}\s*[/.]\s*\d{1,2}(?!\d))/.exec(folded) ?? []
  const days = ' '.repeat(week.length) + folded.slice(week.length)
  return week.endsWith('(') ? days.replace(/\)\s*$/, ' ') : days
}

type Aside = { readonly start: number; readonly end: number }

const openingAside = String.raw`(?!${bracketOfDay})\(`
const bracket = new RegExp(String.raw`${openingAside}([^()]*)\)`, 'g')
const endOfMain = new RegExp(String.raw`${openingAside}(?=[^()]*(?:truoc|cham nhat|ngay|\d/\d))|;|\.\s+(?=[a-z])`)

/** The text before the first bracket, semicolon or second line is the main deadline; what follows may hold one for someone else. */
function parts(folded: string): { main: string; asides: Aside[] } {
  const asides: Aside[] = []
  for (const match of folded.matchAll(bracket)) asides.push({ start: match.index + 1, end: match.index + match[0].length - 1 })
  const cut = folded.search(endOfMain)
  if (cut > 0 && folded.charAt(cut) !== '(') asides.push({ start: cut + 1, end: folded.length })
  const main = cut > 0 ? folded.slice(0, cut) : folded
  return { main: main.replace(/[\s.,;:]+$/, ''), asides }
}

const families: readonly ((text: string, original: string, hint: YearHint) => Match | 'no such date' | undefined)[] = [
  (text, _original, hint) => readRecurring(text, hint),
  (text, original) => readRelative(text, original),
  (text, _original, hint) => readRange(text, hint),
  (text, _original, hint) => readMonth(text, hint),
  (text, _original, hint) => readDay(text, hint),
  (text, _original, hint) => readYear(text, hint),
]

/** "5/2026", "12/2027 - 01/2028", "Tháng 12/2027 - 01/2028", "Từ 9/2027 đến 5/2028". */
const bareMonth =
  /^\s*(?:thang\s*(?=.*\d\s*-)|tu\s+(?=.*\d\s*(?:-|den)))?(\d{1,2}\s*\/\s*20\d{2})(?:\s*(?:-|den(?: het)?)\s*(?:thang\s*)?(\d{1,2}\s*\/\s*20\d{2}))?\s*$/
/** "T5/2026", "Cuối T6/2026". */
const shortMonth = /\bt(?=\s?\d{1,2}\s*\/\s*20\d{2}(?!\d))/g
/** "Ngay sau khi họp Hội đồng, chậm nhất 10/12/2026": however soon it happens, the day is the last one. */
const event = /^(?:ngay )?(?:sau )?khi [^\d,;]*,\s*(?=(?:cham|muon) nhat|truoc|khong qua|xong truoc)/
/** "Trước khi kết thúc quý IV/2026". */
const withIts = /^truoc khi (?:ket thuc|het)(?=\s+(?:quy|thang|nam) )/

/** "Từ tháng 9/2027 trở đi" ends with the plan. */
const onward = /^(.*\d)\s+tro di\W*$/

function readMain(written: string, original: string, hint: YearHint): Due {
  const main = written.replace(shortMonth, 'thang ').replace(withIts, 'het')
  const [, start] = onward.exec(main) ?? []
  if (start !== undefined) {
    const { from } = readMain(start.replace(/^(\s*)tu(?=\s)/, '$1  '), original, hint)
    return from == null ? unread() : { ...dateless('continuous'), ...bounds(hint), from }
  }
  const [, bare, last] = bareMonth.exec(main) ?? []
  if (bare !== undefined) return readMain(last === undefined ? `thang ${bare}` : `tu thang ${bare} den thang ${last}`, original, hint)
  const skipped = (preface.exec(main) ?? event.exec(main))?.[0].length ?? 0
  for (const at of skipped === 0 ? [0] : [skipped, 0]) {
    const text = main.slice(at)
    for (const family of families) {
      const found = family(text, original.slice(at), hint)
      if (found === 'no such date') return unread('NO_SUCH_DATE')
      if (found === undefined) continue
      const rest = text.slice(found.length)
      if (anotherDate.test(rest) || goesOn.test(rest)) return unread('SEVERAL_DATES')
      if (everyYear.test(rest) && hint.year === null) return unread()
      if (brokenOff.test(rest)) return unread('BROKEN_OFF')
      if (commemoration.test(main.slice(0, at))) return unread()
      return untilHour(found.due, main)
    }
  }
  return unread()
}

/** "Ngày 15 tháng 3, 6, 9, 12", "Tháng 5/2026 - 7/2026": more than was understood; an hour behind the date is no other date. */
const goesOn =
  /^\s*(?:[,;&+-]|va\b|hoac\b|den\b|toi\b)\s*(?:(?:het|dau|giua|cuoi)\s+)?(?:quy\s+[iv]|(?:(?:ngay|thang|quy|tuan)\s*)?\d{1,2}(?!\d|\s*(?:(?:h|g|gio)(?![a-z])|:)|\s*(?:ngay|bai|bo|ban|luot|lan|phut)\b))/
/** In a plan of several years it comes round again. */
const everyYear = /^\s*,?\s*(?:hang|moi) nam\b/

/** "Từ ngày 05/6/2021 đến ngày", "27/3 đến hết năm học": the second date is lost or no date, so the first must not pass for the deadline. */
const brokenOff = /^\s*,?\s*(?:den|toi|-|va)\s*(?:(?:het|ngay|thang|cuoi|\s)*$|(?:het|cuoi|khi|dip|nam|hoc|tet|le|ngay|ket thuc)\s)/

const verbs = /\b(?:gui|nop|bao cao|hoan thanh|hoan thien|dang ky|nhap|trinh|lap|tong hop|to chuc)\b/

/** "Tháng 3/2025 (dự kiến ngày 15/3)": the day that is planned, where it lies in the stretch it stands behind. */
function plannedIn({ from, to, yearInferredFor }: Due, original: string, folded: string, { start, end }: Aside): Due | undefined {
  const text = folded.slice(start, end)
  if (from == null || to == null || !/^\s*du kien\b/.test(text)) return undefined
  const hint = { year: Number(to.slice(0, 4)), schoolYear: null, planDate: null, month: Number(to.slice(5, 7)) }
  const { yearInferredFor: _, ...day } = readMain(text, original.slice(start, end), hint)
  const isWithin = day.to != null && day.to >= from && day.to <= to
  return isWithin ? { ...day, ...(yearInferredFor === undefined ? {} : { yearInferredFor }) } : undefined
}

/** "Đợt 1: trước ngày 5/9; đợt 2: trước ngày 5/1": neither is the deadline of the whole row. */
function isAnotherDeadline(folded: string, original: string, aside: Aside, hint: YearHint): boolean {
  const text = folded.slice(aside.start, aside.end).replace(/[\s.,;:]+$/, '')
  // "…; riêng tháng 12 trước ngày 10/12", "Trong tháng 4 (trước ngày 25)".
  if (/^\s*rieng\b/.test(text) || /^\s*(?:cham nhat |xong )?(?:truoc|den|het)\s+ngay\s+\d{1,2}$/.test(text)) return true
  const due = readMain(text, original.slice(aside.start, aside.end), hint)
  return due.to !== null && due.to !== undefined
}

/** "(Đơn vị gửi hồ sơ trước ngày 28/02/2021)": someone else's earlier deadline inside the cell. */
function nestedIn(original: string, folded: string, aside: Aside, hint: YearHint): NestedDue[] {
  const inside = folded.slice(aside.start, aside.end)
  const begin = inside.search(/\b(?:cham nhat|truoc (?:ngay|thang|\d)|tu ngay|xong truoc)/)
  const verb = verbs.exec(inside)
  if (begin < 0 || verb === null || verb.index > begin) return []
  const due = readMain(inside.slice(begin).replace(/[\s.,;]+$/, ''), original.slice(aside.start + begin, aside.end), hint)
  const text = original.slice(aside.start, aside.end).trim()
  const executing = original.slice(aside.start, aside.start + verb.index).trim()
  const action = original.slice(aside.start + verb.index, aside.start + begin).trim()
  return [{ text, executing, action, due }]
}
