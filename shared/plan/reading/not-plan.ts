import { notPlanSentences } from './findings/sentences.vi.ts'
import type { Parts } from './parts.ts'
import type { NotPlan } from './types.ts'

/** Only a document that calls itself a plan is one; a letter about a plan, a form or a list of names gets no tasks. */
export function notPlan(parts: Parts): NotPlan | undefined {
  const { type, lines } = parts
  if (type.name === 'ke hoach') return isBlankForm(parts) ? refusal('form', '') : undefined
  if (lines.every((line) => line.bare === '')) return refusal('empty', '')
  const letter = lines.slice(0, 40).some((line) => /^(?:kinh gui\b|v\/v\b|ve viec\b)/.test(line.plain))
  if (type.name !== null && type.name !== 'cong van') return refusal('other-type', lines[type.at]?.bare ?? '')
  return letter ? refusal('letter', '') : refusal('no-title', '')
}

const blanks = /…|\.{4,}|_{4,}/
const BLANK_LINES_SHARE_MIN = 0.3

/** A form of a plan: the title or the period is left to fill in, and much of the text is dotted lines. */
function isBlankForm({ lines, titleFrom, titleTo }: Parts): boolean {
  const filled = lines.filter((line) => line.bare !== '')
  const dotted = filled.filter((line) => blanks.test(line.bare))
  const title = lines.slice(titleFrom, titleTo).some((line) => blanks.test(line.bare))
  return dotted.length / filled.length >= (title ? BLANK_LINES_SHARE_MIN / 2 : BLANK_LINES_SHARE_MIN)
}

function refusal(code: keyof typeof notPlanSentences, seen: string): NotPlan {
  return { code, sentence: notPlanSentences[code].replace('{seen}', seen.slice(0, 60)) }
}
