import { dateless } from '../deadline/due.ts'
import { splitUnits } from '../units.ts'
import type { Sentence } from './context.ts'
import type { Found } from './index.ts'

const asks = /\b(?:de nghi|yeu cau|giao(?: cho)?|phan cong)\s+/
const byProgress = /\btheo (?:dung )?(?:yeu cau, )?tien do (?:de ra|trong phu luc|tai phu luc|cua (?:ke hoach|phu luc)|kem theo)/

/** "… yêu cầu A phối hợp với B tổ chức triển khai … theo tiến độ đề ra": the dates are the appendix's. */
export function readPerAppendix(s: Sentence): Found | undefined {
  const when = byProgress.exec(s.plain)
  const asked = asks.exec(s.plain)
  if (when === null || asked === null || asked.index > when.index) return undefined
  const start = asked.index + asked[0].length
  const middle = s.plain.slice(start, when.index)
  const verb = /\b(?:to chuc|trien khai|thuc hien)\b/.exec(middle)
  if (verb === null) return undefined
  const subjects = s.text.slice(start, start + verb.index)
  const [who, withWhom] = subjects.split(/\s+phối hợp(?:\s+với)?\s+/u)
  const action = /^(?:to chuc |trien khai |thuc hien )+/.exec(`${middle.slice(verb.index)} `)?.[0].trim().length ?? verb[0].length
  return {
    text: [0, s.text.length],
    deadline: [when.index, when.index + when[0].length],
    duty: {
      obligors: splitUnits(who ?? ''),
      ...(withWhom === undefined ? {} : { coordinating: splitUnits(withWhom) }),
      action: s.text.slice(start + verb.index, start + verb.index + action),
      recipient: null,
      channel: null,
      deadlineText: s.text.slice(when.index, when.index + when[0].length),
      due: dateless('per-appendix'),
    },
    sure: 0.9,
  }
}
