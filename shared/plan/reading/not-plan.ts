import { notPlanSentences } from './findings/sentences.vi.ts'
import type { Parts } from './parts.ts'
import type { NotPlan } from './types.ts'

/** Only a document that calls itself a plan is one; a letter about a plan, a form or a list of names gets no tasks. */
export function notPlan(parts: Parts): NotPlan | undefined {
  const { type, lines } = parts
  if (type.name === 'ke hoach') return undefined
  if (lines.every((line) => line.bare === '')) return refusal('empty', '')
  const letter = lines.slice(0, 40).some((line) => /^(?:kinh gui\b|v\/v\b|ve viec\b)/.test(line.plain))
  if (type.name !== null && type.name !== 'cong van') return refusal('other-type', lines[type.at]?.bare ?? '')
  return letter ? refusal('letter', '') : refusal('no-title', '')
}

function refusal(code: keyof typeof notPlanSentences, seen: string): NotPlan {
  return { code, sentence: notPlanSentences[code].replace('{seen}', seen.slice(0, 60)) }
}
