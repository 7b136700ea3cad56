import { readDeadline } from '../deadline/index.ts'
import { fold } from '../fold.ts'
import { type Piece, within } from '../lines.ts'
import { headingText, type Paragraph } from '../paragraphs.ts'
import { splitUnits } from '../units.ts'
import { everyone, type Whole } from './context.ts'
import type { ReadDuty } from './index.ts'
import { findWhen } from './when.ts'
import { verbsIn } from './who.ts'

/**
 * Work set out by labels and not in sentences:
 *
 *     2. Đăng ký danh hiệu thi đua
 *     - Đơn vị chủ trì: Các khoa, phòng.
 *     - Thời gian thực hiện: trước ngày 20/10/2028.
 *
 * The line above the labels says what is done; the labels say who, with whom and by when. They may share a line.
 */
type Label = 'executing' | 'coordinating' | 'deadline' | 'other'

const labels: readonly (readonly [RegExp, Label])[] = [
  [/^(?:thoi (?:gian|han|diem)|tien do|han)(?: (?:thuc hien|hoan thanh|to chuc|trien khai|nop|cuoi|gui))*$/, 'deadline'],
  [
    /^(?:(?:don vi|co quan|bo phan|phong|ban|nguoi|to chuc|ca nhan)(?:, (?:don vi|bo phan|ca nhan))? )?phoi hop(?: thuc hien)?$/,
    'coordinating',
  ],
  [
    /^(?:(?:don vi|co quan|bo phan|phong|ban|nguoi|to chuc|ca nhan)(?:, (?:don vi|bo phan|ca nhan))? )?(?:chu tri|thuc hien|phu trach|dau moi|chiu trach nhiem|(?<=don vi )(?:to chuc|dang cai))(?: thuc hien)?$/,
    'executing',
  ],
  [
    /^(?:noi dung|hinh thuc|dia diem|thanh phan|doi tuong|kinh phi|san pham|yeu cau|muc dich|ket qua|chu de|so luong|ghi chu)(?: [a-z ]{1,30})?$/,
    'other',
  ],
]

type Part = { readonly label: Label; readonly piece: Piece }

const label = /(?:^[\s\-–+*•]*(?:\p{Ll}\s*[.)]\s+)?|[.;,]\s+)(\p{L}[\p{L}, ]{2,39}?)\s*:\s*/gu

function partsOf({ piece }: Paragraph): Part[] {
  const found = [...piece.text.matchAll(label)].flatMap((match) => {
    const kind = labels.find(([form]) => form.test(fold(match[1] ?? '').trim()))?.[1]
    return kind === undefined ? [] : [{ kind, from: match.index, to: match.index + match[0].length }]
  })
  return found.map(({ kind, to }, i) => {
    const text = piece.text.slice(to, found[i + 1]?.from)
    return { label: kind, piece: within(piece, to, to + text.replace(/[\s.;,]+$/, '').length) }
  })
}

/** A paragraph that opens with a label, also one that tells nothing of a duty. */
function isLabelled({ kind, piece }: Paragraph): boolean {
  if (kind !== 'text') return false
  const first = /^[\s\-–+*•]*(?:\p{Ll}\s*[.)]\s+)?(\p{L}[\p{L}, ]{2,39}?)\s*:/u.exec(piece.text)?.[1]
  return first !== undefined && labels.some(([form]) => form.test(fold(first).trim()))
}

/** "4. Thời gian, địa điểm" above "- Thời gian: …" is about the whole, and no work. */
const isNoWork = (title: string) =>
  /^(?:thoi (?:gian|han)|dia diem|kinh phi|doi tuong|muc dich|yeu cau|noi dung|thanh phan|hinh thuc)\b/.test(fold(title))

export type Labelled = { readonly duties: readonly (readonly [at: number, duty: ReadDuty])[]; readonly taken: ReadonlySet<number> }

/** The duties that labels tell of, each at the paragraph that names it, and the paragraphs that need no other reading. */
export function readLabelled(body: readonly Paragraph[], whole: Whole): Labelled {
  const duties: [number, ReadDuty][] = []
  const taken = new Set<number>()
  const labelled = body.map(isLabelled)
  body.forEach((paragraph, at) => {
    const duty = labelled[at] || labelled[at + 1] ? undefined : dutyInLine(paragraph, whole)
    if (duty === undefined) return
    duties.push([at, duty])
    taken.add(at)
  })
  body.forEach((title, at) => {
    if (labelled[at] || !labelled[at + 1]) return
    const end = labelled.indexOf(false, at + 1)
    const to = end < 0 ? body.length : end
    const duty = dutyOf(title, body.slice(at + 1, to), whole)
    if (duty === undefined) return
    duties.push([at, duty])
    for (let i = at + 1; i < to; i++) taken.add(i)
    if (findWhen(fold(title.piece.text)) === undefined) taken.add(at)
  })
  return { duties, taken }
}

/** "3. Đăng ký thi đua. Đơn vị thực hiện: …. Thời gian hoàn thành: …": the labels in the very line. */
function dutyInLine(paragraph: Paragraph, whole: Whole): ReadDuty | undefined {
  const { piece } = paragraph
  const first = [...piece.text.matchAll(label)].find(([, word = '']) => labels.some(([form]) => form.test(fold(word).trim())))
  if (first === undefined || first.index === 0 || !partsOf(paragraph).some((part) => part.label === 'executing')) return undefined
  return dutyOf({ ...paragraph, piece: within(piece, 0, first.index) }, [paragraph], whole)
}

function dutyOf(title: Paragraph, below: readonly Paragraph[], whole: Whole): ReadDuty | undefined {
  const parts = below.flatMap(partsOf)
  const text = (kind: Label) => parts.find((p) => p.label === kind)?.piece
  const deadline = text('deadline')
  const executing = text('executing')
  const action = headingText(title.piece.text.replace(/^[\s\-–+*•]+/, '')).replace(/[.;:]$/, '')
  const opensWithVerb = verbsIn(lower(action), fold(action), 0, action.length)[0] === 0
  if (deadline === undefined || deadline.text === '' || isNoWork(action) || (executing === undefined && !opensWithVerb)) return undefined
  const coordinating = text('coordinating')
  return {
    duty: {
      text: action,
      obligors: executing === undefined ? [everyone(whole)] : splitUnits(executing.text),
      ...(coordinating === undefined ? {} : { coordinating: splitUnits(coordinating.text) }),
      action: lower(action),
      recipient: null,
      channel: null,
      paperAccepted: null,
      deadlineText: deadline.text,
      due: readDeadline(deadline.text, whole.hint),
    },
    pieces: { text: title.piece, deadlineText: deadline },
    sure: 0.9,
  }
}

const lower = (text: string) => (/^[\p{Lu}]{2}/u.test(text) ? text : text.charAt(0).toLowerCase() + text.slice(1))
