import { fold } from '../fold.ts'
import { headingText } from '../paragraphs.ts'
import { levelOf } from '../units.ts'
import type { Plan, Rule } from './rule.ts'

/** Whom the plan charges with work but does not send itself to; and the issuer sending to itself. */
export const recipientSelf: Rule = {
  code: 'recipient-self',
  severity: 'info',
  find: ({ reading }) =>
    reading.recipients.flatMap((r, i) =>
      r.kind === 'unit-self' ? [{ field: `recipients[${i}]`, anchor: r.text, values: { unit: r.text } }] : [],
    ),
}

export const recipientMissing: Rule = {
  code: 'recipient-missing',
  severity: 'confirm',
  find: (plan) => {
    const { recipients } = plan.reading
    // "Như mục II.6" reaches all whom that section names.
    if (recipients.length === 0 || recipients.some((r) => /^nhu (?:muc|phan)\b/.test(fold(r.text)))) return []
    const listed = recipients.flatMap((r) => (r.kind === 'archive' ? keyOf(r.text.replace(/^.*?,\s*/, '')) : keyOf(r.text)))
    const covers = recipients.flatMap((r) => coversOf(r.text))
    const keys = new Map<string, string>()
    for (const unit of charged(plan)) {
      const key = keyOf(unit)
      if (key !== undefined && !keys.has(key) && !listed.includes(key) && !isOwn(key, plan) && !covers.some((c) => c.test(fold(unit))))
        keys.set(key, unit)
    }
    const units = [...keys.values()]
    return units.length === 0 ? [] : [{ field: 'recipients', anchor: units.join('|'), values: { units: units.join('; ') } }]
  },
}

/** "Các sở, ban, ngành", "Các phòng, ban, đơn vị thuộc xã" reach each of their kind. */
const wide: readonly (readonly [RegExp, RegExp])[] = [
  [/^(?:cac|toan the)\b.*\b(?:so|ban nganh)\b/, /^so\b/],
  [/^(?:cac|toan the)\b.*\bphong\b/, /^phong\b/],
  [/^(?:cac|toan the)\b.*\b(?:to chuc|doan the|cong doan)\b/, /^(?:cong doan|doan|hoi)\b/],
]

const coversOf = (recipient: string) => wide.filter(([group]) => group.test(fold(recipient))).map(([, unit]) => unit)

function charged({ reading, body }: Plan): string[] {
  const headings = body
    .filter((p) => p.kind === 'heading' && p.under.some((h) => /to chuc thuc hien/.test(fold(h))))
    .map((p) => headingText(p.piece.text))
  const duties = reading.bodyObligations.flatMap((d) => [...d.obligors, ...(d.recipient === null ? [] : bodiesOf(d.recipient))])
  const cells = reading.tasks.flatMap((t) => [...t.executing, ...t.coordinating])
  return [...headings, ...duties, ...cells]
}

/** "UBND Quận (qua phòng Nội vụ)" is two addressees. */
const bodiesOf = (recipient: string) =>
  recipient.startsWith('(') ? [] : recipient.split(/\s*\(\s*qua\s+|\s+qua\s+/).map((part) => part.replace(/\)$/, ''))

/** A key two wordings of one addressee share; undefined for "các đơn vị", schools and others every plan reaches somehow. */
const keys: readonly (readonly [RegExp, string | undefined])[] = [
  [/cong doan|ldld/, 'union'],
  [/tap chi/, 'magazine'],
  [/\bvhtt|van hoa/, 'culture'],
  [/noi vu/, 'home-affairs'],
  [/^ban (?:td|thi dua)/, 'emulation-board'],
  [/^(?:hdtdkt|hoi dong|thanh vien hoi dong|hd ).*(?:quan|huyen|thanh pho|tinh)\b/, 'local-council'],
  [/hoi dong|hdtdkt/, undefined],
  [/(?:cum|khoi)\s/, 'cluster'],
  [/ubnd (?:cac|\d{1,3}) (?:xa|phuong)|phuong, xa|xa, phuong/, 'communes'],
  [/^(?:ubnd|uy ban nhan dan)\b/, 'local-government'],
]

function keyOf(unit: string): string | undefined {
  const plain = fold(unit)
  const found = keys.find(([form]) => form.test(`${plain} `))
  return found === undefined ? undefined : found[1]
}

function isOwn(key: string, { reading }: Plan): boolean {
  const issuer = reading.header.issuer
  if (issuer === null) return false
  return (
    keyOf(issuer) === key ||
    (key === 'local-government' && levelOf(issuer) === 'local') ||
    (key === 'emulation-board' && (levelOf(issuer) === 'school' || /^(?:so|phong) noi vu|^hoi dong/.test(fold(issuer))))
  )
}
