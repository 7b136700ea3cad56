import type { Due } from '../types.ts'
import type { Match } from './day.ts'
import { dateless } from './due.ts'

/** Deadlines that hang on something else: N (working) days after, before a meeting, after task 5, when guidance arrives. */
const count = String.raw`(\d{1,3})\s*(?:\([^)]*\)\s*)?(ngay lam viec|ngay|tuan|thang)`
const lead = String.raw`(?:(?:trong vong|trong thoi (?:han|gian)|trong|cham nhat|muon nhat|khong qua|toi da|sau)\s+)*`
const duration = new RegExp(
  String.raw`^${lead}(?:la\s+)?${count}(?:\s*,)?\s+(?:(?:ke tu|tinh tu|ke|tu)\s*(?:ngay|khi|luc)?|(sau)(?:\s+khi)?|(truoc)(?:\s+(?:khi|ngay))?)\s+(.+)$`,
)
const bareDuration = new RegExp(String.raw`^${lead}(?:la\s+)?${count}\s*$`)
const afterTask =
  /^(ngay sau|sau|truoc|cung(?: thoi (?:gian|diem))?(?: voi)?)\s+(?:khi\s+)?(?:hoan thanh\s+|ket thuc\s+|thuc hien\s+)?(?:nhiem vu|noi dung|muc|viec|cong viec|buoc|tt|stt)\s*(?:so|thu)?\s*(\d{1,3})\b/
const after = /^(ngay sau|sau|truoc)\s+(?:khi\s+)?(?!ngay\s*(?:[\d.…_/]|$)|thang\s*(?:[\d.…_/]|$)|quy\s+[iv1-4]|nam\s+\d|\d)(\S.*)$/
const triggered =
  /^(?:ngay\s+)?(?:khi (?:co|duoc|nhan|phat sinh)|theo (?:huong dan|ke hoach|yeu cau|quy dinh|thong bao|lich|cong van|tien do|dot|tung dot|chi dao|van ban|noi dung)|tuy theo|dot xuat|khi)\b/

const units: Readonly<Record<string, NonNullable<Due['unit']>>> = {
  'ngay lam viec': 'working-day',
  ngay: 'day',
  tuan: 'week',
  thang: 'month',
}

export function readRelative(text: string, original: string): Match | undefined {
  return readDuration(text, original) ?? readAfterTask(text, original) ?? readTriggered(text, original) ?? readAfter(text, original)
}

function readDuration(text: string, original: string): Match | undefined {
  const match = duration.exec(text) ?? bareDuration.exec(text)
  const unit = units[match?.[2] ?? '']
  if (match === null || unit === undefined) return undefined
  const anchor = match[5]
  const task = anchor === undefined ? undefined : taskNumber.exec(anchor)?.[1]
  if (anchor !== undefined && movable.test(anchor)) return undefined
  // What must be done before something runs towards it, what comes after runs on from it.
  const isTowards = match[4] !== undefined
  const due: Due = {
    ...dateless(task === undefined && !isTowards ? 'duration' : 'relative'),
    ...(task === undefined ? {} : { anchorTask: Number(task) }),
    amount: Number(match[1]),
    unit,
    direction: isTowards ? 'before' : 'after',
    ...(anchor === undefined ? {} : { anchorText: tail(original, anchor.length) }),
  }
  return { due, length: text.length }
}

/** "hoàn thành nhiệm vụ số 5" */
const taskNumber =
  /^(?:khi\s+)?(?:hoan thanh\s+|ket thuc\s+|thuc hien\s+)?(?:nhiem vu|noi dung|muc|cong viec|viec|buoc|tt|stt)\s*(?:so|thu)?\s*(\d{1,3})\b/
/** Feasts of the lunar calendar fall on another day each year: which one, the officer says. */
const movable = /\btet\b|\bram\b|thang (?:gieng|chap)|am lich|\bmung \d|vu lan|gio to/
/** "trước hội nghị 10 ngày": how long before or after stands at the end. */
const amountAtEnd = /^(.*?\S)\s+(?:it nhat\s+)?(\d{1,3})\s*(ngay lam viec|ngay|tuan|thang)$/

const tail = (original: string, length: number) => original.slice(original.length - length).trim()

function readAfterTask(text: string, original: string): Match | undefined {
  const match = afterTask.exec(text)
  if (match === null) return undefined
  const due: Due = {
    ...dateless('relative'),
    direction: match[1] === 'truoc' ? 'before' : 'after',
    anchorTask: Number(match[2]),
    anchorText: original.trim(),
  }
  return { due, length: text.length }
}

function readTriggered(text: string, original: string): Match | undefined {
  return triggered.test(text) ? { due: { ...dateless('event-triggered'), anchorText: original.trim() }, length: text.length } : undefined
}

function readAfter(text: string, original: string): Match | undefined {
  const match = after.exec(text)
  const anchor = match?.[2]
  if (match === null || anchor === undefined || /\d\s*[/]\s*\d/.test(anchor) || movable.test(anchor)) return undefined
  // "Sáu tháng" is the number, which folds to the same letters as "sau".
  if (/^sáu(?=\s)/iu.test(original)) return undefined
  const much = amountAtEnd.exec(anchor)
  const unit = units[much?.[3] ?? '']
  const named = tail(original, anchor.length)
  const due: Due = {
    ...dateless('relative'),
    direction: match[1] === 'truoc' ? 'before' : 'after',
    ...(unit === undefined ? {} : { amount: Number(much?.[2]), unit }),
    anchorText: unit === undefined ? named : named.slice(0, much?.[1]?.length),
  }
  return { due, length: text.length }
}
