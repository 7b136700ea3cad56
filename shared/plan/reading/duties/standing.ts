import { dateless, targetYear, window } from '../deadline/due.ts'
import { readDeadline } from '../deadline/index.ts'
import { boundRecurrence, rules } from '../deadline/recurring.ts'
import { day } from '../deadline/written.ts'
import { splitUnits, startsUnitPhrase } from '../units.ts'
import { everyone, periodYears, type Sentence, type Whole } from './context.ts'
import type { Found } from './index.ts'
import { recurrence } from './when.ts'
import { namesOnlyUnits, type Subject, subjectOf, unitAt } from './who.ts'

/** Duties without a day: again and again, all the time, when something happens, or simply owed. */
const citesDocument = /\b(?:ke hoach|chi thi|nghi quyet|quyet dinh|cong van|huong dan|thong tu|nghi dinh) so\b/
/** Best first: a sentence about reviews also names checks and reports. */
const dutyWords = [
  /binh xet thi dua(?: trong noi bo)?/,
  /phat dong (?:cac )?phong trao thi dua/,
  /danh gia, xep loai thi dua/,
  /trien khai ke hoach/,
  /sinh hoat (?:cum|khoi)[^,.;]*/,
  /so ket|tong ket/,
  /(?:gui|nop) bao cao|bao cao/,
  /danh gia|kiem tra/,
]

export function readRecurringDuty(s: Sentence, whole: Whole): Found | undefined {
  const when = recurrence.exec(s.plain)
  if (when === null || citesDocument.test(s.plain.slice(0, when.index))) return undefined
  const initial = when.index === 0
  const opening = initial ? ownSubject(s, when, s.plain.length) : subjectAlone(s, when)
  const isNamed = opening !== undefined && opening.units.length > 0
  const end = initial && !isNamed && s.plain.includes(',') ? s.plain.indexOf(',') : s.text.length
  const words = dutyWords.map((form) => form.exec(s.plain)).find((match) => match !== null) ?? null
  const { units: subject, verbFrom } = opening ?? subjectOf(s.text, s.plain, when.index)
  const done =
    opening === undefined && subject.length > 0
      ? s.text.slice(verbFrom, when.index).trim()
      : clause(s.text, isNamed ? verbFrom : initial ? when[0].length : 0)
  const action =
    words === null || (isNamed && !words[0].endsWith('bao cao'))
      ? done
      : s.text.slice(words.index, words.index + words[0].length).replace(' trong nội bộ', ' nội bộ')
  // "Kinh phí được bố trí trong dự toán hằng năm", "nhằm hoàn thành nhiệm vụ hàng năm" ask nobody for anything.
  const isOwed = words !== null || initial || subject.length > 0 || s.units.length > 0
  if (action === '' || !isOwed || /^kinh phi\b/.test(s.plain)) return undefined
  const handed = words === null || !words[0].endsWith('bao cao') ? undefined : handedTo(s, words.index + words[0].length)
  const behind = handed === undefined ? '' : objectBehind(s.text, handed, when.index)
  const reach = words === null ? null : /\bden (cac [^,.;]+)/.exec(s.plain)
  return {
    text: [0, end],
    deadline: [when.index, when.index + when[0].length],
    duty: {
      obligors: subject.length > 0 ? [...subject] : s.units.length > 0 ? [...s.units] : [everyone(whole)],
      action: behind === '' ? action : `${action} ${behind}`,
      recipient:
        handed !== undefined
          ? s.text.slice(handed.from, handed.to)
          : reach?.[1] === undefined || !startsUnitPhrase(reach[1])
            ? null
            : s.text.slice(reach.index + 4, reach.index + reach[0].length),
      channel: null,
      deadlineText: s.text.slice(when.index, when.index + when[0].length),
      due: boundRecurrence(rules(when[0]), periodYears(whole.period)),
    },
    sure: 0.7,
  }
}

/** "báo cáo Giám đốc tiến độ thực hiện hằng quý": what is told stands behind who is told. */
function objectBehind(text: string, handed: { readonly from: number; readonly to: number }, when: number): string {
  if (!/^\s+\p{Ll}/u.test(text.slice(handed.to))) return ''
  return when > handed.from ? text.slice(handed.to, when).trim() : clause(text, handed.to)
}

/** "báo cáo Giám đốc Sở", "gửi báo cáo về Phòng Tổ chức - Hành chính". */
function handedTo({ text, plain }: Sentence, from: number) {
  const to = /^ve(?=\s)/.exec(plain.slice(from).trimStart())
  const at = to === null ? from : from + plain.slice(from).indexOf('ve') + to[0].length
  return unitAt(text, at)
}

const CLAUSE_CHARS_MAX = 100

function clause(text: string, from: number): string {
  const rest = text.slice(from).trim()
  const cut = rest.search(/,(?!\s+bài(?!\p{L}))|[;.]/u)
  return rest.slice(0, cut < 0 ? CLAUSE_CHARS_MAX : Math.min(cut, CLAUSE_CHARS_MAX)).trim()
}

const undated = { channel: null, deadlineText: null, due: dateless('undated') } as const

/** "… báo cáo kết quả … về Hội đồng": owed to a named body, on no date. */
export function readReport(s: Sentence, whole: Whole): Found | undefined {
  const report = /\bbao cao (?:ket qua|tinh hinh|tien do)/.exec(s.plain)
  const to = report === null ? null : /\sve\s+([^.;,(]+)/.exec(s.plain.slice(report.index))
  if (report === null || to?.[1] === undefined) return undefined
  const when = recurrence.exec(s.plain)
  const subject = ownSubject(s, when, report.index + 'bao cao'.length).units
  if (subject.length === 0 && s.units.length === 0) return undefined
  const at = report.index + to.index + to[0].length - to[1].length
  const before = when === null || when.index < at ? at + to[1].length : Math.min(when.index, at + to[1].length)
  const recipient = s.text.slice(at, before).trim()
  if (!startsUnitPhrase(recipient)) return undefined
  const object = s.text.slice(report.index, report.index + to.index).replace(/\s+của\s.*$/u, '')
  const obligors = subject.length > 0 ? subject : [...s.units]
  if (when === null) return { text: [0, s.text.length], duty: { obligors, action: object, recipient, ...undated }, sure: 0.8 }
  const deadlineText = s.text.slice(when.index, when.index + when[0].length)
  const due = boundRecurrence(rules(when[0]), periodYears(whole.period))
  return {
    text: [0, s.text.length],
    deadline: [when.index, when.index + when[0].length],
    duty: { obligors, action: object, recipient, channel: null, deadlineText, due },
    sure: 0.8,
  }
}

/** "Phòng Tổ chức cán bộ định kỳ 6 tháng họp …": nothing but who does it stands before. */
function subjectAlone({ text }: Sentence, when: RegExpExecArray): Subject | undefined {
  const before = text.slice(0, when.index)
  return namesOnlyUnits(before) ? { units: splitUnits(before), verbFrom: when.index + when[0].length } : undefined
}

/** Who the sentence itself names, also behind "Định kỳ hằng quý, …". */
function ownSubject(s: Sentence, when: RegExpExecArray | null, before: number): Subject {
  const from = when !== null && when.index === 0 ? (/^[\s,]*/.exec(s.plain.slice(when[0].length))?.[0].length ?? 0) + when[0].length : 0
  const { units, verbFrom } = subjectOf(s.text.slice(from), s.plain.slice(from), before - from)
  return { units, verbFrom: from + verbFrom }
}

const closing = new RegExp(String.raw`\bhan cuoi (?:cung )?((?:nhan|nop|gui)\s[^\d.;:]{2,40}?)(?:\s+la|\s*:)\s+(?:het\s+|truoc\s+)?${day}`)

/** "Hạn cuối nhận hồ sơ là ngày 05/12/2020": the sentence asks by what it accepts. */
export function readClosing(s: Sentence, whole: Whole): Found | undefined {
  const found = closing.exec(s.plain)
  const what = found?.[1]
  if (found === null || what === undefined) return undefined
  const at = found.index + found[0].indexOf(what)
  const [from, to] = [found.index, found.index + found[0].trimEnd().length]
  const deadlineText = s.text.slice(from, to)
  const due = readDeadline(deadlineText, whole.hint)
  return {
    text: [0, s.text.length],
    deadline: [from, to],
    duty: {
      obligors: s.units.length > 0 ? [...s.units] : [everyone(whole)],
      action: s.text.slice(at, at + what.length),
      recipient: null,
      channel: null,
      deadlineText,
      due,
    },
    sure: 0.7,
  }
}

/** "Cho ý kiến về thành tích đề xuất khen thưởng": to the council, which the sentence leaves unsaid. */
export function readOpinion(s: Sentence, whole: Whole): Found | undefined {
  const found = /^cho y kien ve ([^,.;]+?)(?=\s+cua\b|\s+dam bao\b|[,.;]|$)/.exec(s.plain)
  if (found === null || s.units.length === 0) return undefined
  const action = s.text.slice(0, found[0].length)
  return {
    text: [0, s.text.length],
    duty: { obligors: [...s.units], action, recipient: whole.council === null ? null : `(${whole.council}, implied)`, ...undated },
    sure: 0.7,
  }
}

/** "Căn cứ … xây dựng Kế hoạch … của đơn vị": the unit owes a plan of its own, which issuing one fulfils. */
export function readOwnPlan(s: Sentence): Found | undefined {
  const found = /\bxay dung (ke hoach)\b[^.;]*?\b(?:cua|tai) (?:don vi|truong|dia phuong|co quan)(?: minh)?/.exec(s.plain)
  if (found === null || found[0].length > 140) return undefined
  const subject = subjectOf(s.text, s.plain, found.index + found[0].length).units
  if (s.units.length === 0 && (subject.length === 0 || !s.organising)) return undefined
  const tail = found[0].slice(found[0].lastIndexOf(' cua ') < 0 ? found[0].lastIndexOf(' tai ') : found[0].lastIndexOf(' cua '))
  const end = found.index + found[0].length
  const action = `${s.text.slice(found.index, found.index + 'xay dung ke hoach'.length)}${s.text.slice(end - tail.length, end)}`
  return {
    text: [0, end],
    duty: { obligors: subject.length > 0 ? [...subject] : [...s.units], action, recipient: null, ...undated },
    sure: 0.9,
  }
}

/** "Thường xuyên tuyên truyền …" under a unit's heading: through the year or school year the sentence names. */
export function readContinuous(s: Sentence): Found | undefined {
  const found = /^thuong xuyen ([^,.;]+?)(?=\s+trong\s|[,.;]|$)/.exec(s.plain)
  if (found?.[1] === undefined || s.units.length === 0) return undefined
  const school = /\bnam hoc (\d{4})\s*-\s*(\d{4})/.exec(s.plain)
  const year = school === null ? /\bnam (\d{4})\b/.exec(s.plain) : null
  const at = found[0].length - found[1].length
  const start = Number(year?.[1])
  return {
    text: [0, s.text.length],
    ...(year === null ? {} : { deadline: [year.index, year.index + year[0].length] as const }),
    duty: {
      obligors: [...s.units],
      action: s.text.slice(at, found[0].length).trim(),
      recipient: null,
      channel: null,
      deadlineText: year === null ? null : s.text.slice(year.index, year.index + year[0].length),
      due:
        school !== null
          ? { kind: 'continuous', precision: 'school-year', schoolYear: `${school[1]}-${school[2]}`, from: null, to: null }
          : year === null
            ? { ...dateless('continuous') }
            : window('continuous', `${start}-01-01`, `${start}-12-31`, 'year'),
    },
    sure: 0.7,
  }
}

const difficulty =
  /\b(?:neu co |co |gap )?((?:kho khan|vuong mac|phat sinh)(?:,?\s*(?:va\s+)?(?:kho khan|vuong mac|phat sinh|bat cap))*)[^.;]*?\b(bao cao|phan anh|trao doi|lien he|kien nghi)(?: kip thoi)?\s+(?:ve|voi|qua)\s+/

/** "… nếu có khó khăn, vướng mắc báo cáo về X": owed only when it happens. */
export function readTriggered(s: Sentence, whole: Whole): Found | undefined {
  const found = difficulty.exec(s.plain)
  if (found?.[1] === undefined || found[2] === undefined) return undefined
  const at = found.index + found[0].length
  const end = s.plain.slice(at).search(/\s+(?:de|nham|tong hop|xem xet|giai quyet)[\s,]|[,.;]|\((?!qua )/)
  const recipient = s.text
    .slice(at, end < 0 ? undefined : at + end)
    .replace(/[./\s]+$/, '')
    .trim()
  const named = subjectBetween(s, found)
  const asked = /\b(?:yeu cau|de nghi)\s+(.+?)\s+(?:trien khai|to chuc|thuc hien|nghiem tuc|can cu|phoi hop)/.exec(
    s.previous === '' ? '' : foldOf(s.previous),
  )
  const who =
    asked?.[1] === undefined
      ? undefined
      : s.previous.slice(asked.index + asked[0].indexOf(asked[1]), asked.index + asked[0].indexOf(asked[1]) + asked[1].length)
  const trouble = found.index + found[0].indexOf(found[1])
  const verb = found.index + found[0].lastIndexOf(found[2])
  const action = `${s.text.slice(verb, verb + found[2].length)} ${s.text.slice(trouble, trouble + found[1].length)}`
  return {
    text: [0, s.text.length],
    duty: {
      obligors: named !== undefined ? splitUnits(named) : who !== undefined ? [who] : s.units.length > 0 ? [...s.units] : [everyone(whole)],
      action,
      recipient,
      channel: null,
      deadlineText: null,
      due: dateless('event-triggered'),
    },
    sure: 0.7,
  }
}

/** "nếu có khó khăn, các tổ phản ánh về …" */
function subjectBetween(s: Sentence, found: RegExpExecArray): string | undefined {
  const from = found.index + found[0].indexOf(found[1] ?? '') + (found[1] ?? '').length
  const between = s.text.slice(from, found.index + found[0].lastIndexOf(found[2] ?? ''))
  const who = between
    .slice(between.indexOf(',') + 1)
    .replace(/\s+(?:kịp thời|chủ động|đề nghị)\s*$/u, '')
    .replace(/^\s*(?:đề nghị|yêu cầu)\s+/u, '')
    .trim()
  return between.includes(',') && startsUnitPhrase(who) ? who.replace(/,$/, '') : undefined
}

const foldOf = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replaceAll('đ', 'd')

const untilYear = /\b(?:phan dau |phan dau den |den )(?:het |cuoi )?nam (\d{4})\b/g
const inYear = /\btrong nam (\d{4})\b/
const measures: readonly (readonly [RegExp, string])[] = [
  [/thu tuc/, 'procedures'],
  [/\btruong\b/, 'schools'],
  [/\blop\b/, 'classes'],
  [/giao vien/, 'teachers'],
  [/hoc sinh/, 'pupils'],
]

/** "Phấn đấu đến năm 2025, 100 % …": a target of the year, not a task; numbers are what is measured. */
export function readTarget(s: Sentence, whole: Whole): Found | undefined {
  const until = [...s.plain.matchAll(untilYear)]
  const within = until.length === 0 ? inYear.exec(s.plain) : null
  const first = until[0] ?? within
  if (first === null || first === undefined) return undefined
  const from = clauseStart(s.plain, first.index)
  const text = s.plain.slice(from)
  const figures = figuresIn(text)
  if (figures.length === 0 || !/phan dau|chi tieu|\bdat\b/.test(text) || (within !== null && !/chi tieu/.test(text))) return undefined
  const start = first.index + (first[0].startsWith('phan dau') ? first[0].search(/(?:den )?(?:het |cuoi )?nam/) : 0)
  const end = until.length > 1 ? s.text.replace(/[.;]\s*$/, '').length : first.index + first[0].length
  const years = (until.length > 0 ? until : [first]).map((m) => Number(m[1]))
  const planYear = periodYears(whole.period)?.[0]
  const lastYear = Math.max(...years)
  const measure = measures.find(([form]) => form.test(text))?.[1]
  const percent = figures.some((f) => f.endsWith('%'))
  return {
    text: [from, s.text.length],
    deadline: [start, end],
    duty: {
      obligors: [percent ? measured(s.text.slice(first.index + first[0].length), whole) : whole.sector],
      action: `KPI target ${figures.join(' / ')}${percent || measure === undefined ? '' : ` ${measure}`}`,
      recipient: null,
      channel: null,
      deadlineText: s.text.slice(start, end),
      due: targetYear(Math.min(planYear ?? lastYear, lastYear), lastYear),
    },
    sure: 0.6,
  }
}

/** Figures that measure something: no years, dates, ratios or levels. */
function figuresIn(text: string): string[] {
  return [...text.matchAll(/(?<![\d/.-])(\d{1,5}\s*%|\d{1,5})(?![\d/]|\s*-\s*\d)/g)]
    .filter((m) => !/(?:nam|ngay|thang|quy|muc do|lan thu|so|khoa|diem)\s*$/.test(text.slice(0, m.index)))
    .map((m) => (m[1] ?? '').replace(/\s/g, ''))
}

function clauseStart(plain: string, before: number): number {
  const cut = plain.lastIndexOf(';', before)
  return cut < 0 ? 0 : cut + 1 + (plain.slice(cut + 1).length - plain.slice(cut + 1).trimStart().length)
}

function measured(rest: string, whole: Whole): string {
  const subject =
    /\d+\s*%\s*(?:số\s+)?([^.;]+?)\s+(?:đạt|được|hoàn thành|thực hiện|có|tham gia|đăng ký|ứng dụng|sử dụng|tại|trên|(?<!trực\s)thuộc|trong|xây dựng)\s/u.exec(
      rest,
    )?.[1]
  return subject ?? everyone(whole)
}
