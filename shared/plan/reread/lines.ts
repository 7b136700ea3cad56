/** Nơi nhận of a corrected file, with what the officer had done to the lines of the earlier one. */
import { plain } from '../amendment/fields.ts'
import { similarity } from '../amendment/similarity.ts'
import type { PlanState } from '../plan.ts'
import type { Told } from './told.ts'

type Recipients = PlanState['recipients']
type Recipient = Recipients[number]

/** From this likeness on a line that went and a line that came are one line, corrected. */
const CORRECTED_MIN = 0.4

/** What the officer did to one line: took it out, added it, or (both) wrote it anew. */
interface Act {
  readonly was?: string
  readonly now?: Recipient
}

interface Merged {
  readonly recipients: Recipients
  readonly told: readonly Told[]
}

export function mergeRecipients(read: Recipients, decided: Recipients, reread: Recipients): Merged {
  let recipients: Recipients = reread
  const told: Told[] = []
  const has = (text: string) => recipients.some((line) => plain(line.text) === plain(text))
  for (const act of actsOf(read, decided)) {
    const { was, now } = act
    const about = { about: 'recipients' as const, decided: now?.text, read: was }
    if (was === undefined && now !== undefined) {
      if (has(now.text)) told.push({ ...about, outcome: 'agrees' })
      else {
        recipients = placed(now, recipients, decided)
        told.push({ ...about, outcome: 'kept' })
      }
    } else if (was !== undefined && has(was)) {
      recipients = recipients.flatMap((line) =>
        plain(line.text) !== plain(was) ? [line] : now === undefined || has(now.text) ? [] : [now],
      )
      told.push({ ...about, outcome: 'kept' })
    } else told.push({ ...about, outcome: now === undefined || has(now.text) ? 'agrees' : 'replaced' })
  }
  return { recipients, told }
}

/** Lines that went are paired with lines that came, the most alike first; what is left over was taken out or added. */
function actsOf(read: Recipients, decided: Recipients): readonly Act[] {
  const gone = missingIn(read, decided)
  const come = missingIn(decided, read)
  const pairs = gone
    .flatMap((was) => come.map((now) => ({ was: was.text, now, likeness: similarity(was.text, now.text) })))
    .filter(({ likeness }) => likeness >= CORRECTED_MIN)
    .toSorted((left, right) => right.likeness - left.likeness)
  const acts: Act[] = []
  for (const { was, now } of pairs) {
    if (!acts.some((act) => act.was === was || act.now === now)) acts.push({ was, now })
  }
  const out = gone.filter(({ text }) => !acts.some(({ was }) => was === text)).map(({ text }) => ({ was: text }))
  const added = come.filter((line) => !acts.some(({ now }) => now === line)).map((now) => ({ now }))
  return [...acts, ...out, ...added]
}

function missingIn(lines: Recipients, others: Recipients): Recipients {
  return lines.filter((line) => !others.some((other) => plain(other.text) === plain(line.text)))
}

/** After the line it stood behind; first where there is none. */
function placed(line: Recipient, lines: Recipients, decided: Recipients): Recipients {
  const before = decided.slice(0, decided.indexOf(line)).map(({ text }) => plain(text))
  const after = lines.findLastIndex(({ text }) => before.includes(plain(text)))
  return lines.toSpliced(after + 1, 0, line)
}
