/** A corrected file for a draft that was worked on: sent here, read onto the draft, and then what became of each earlier decision. */
import { dateText, instantText } from '../../../shared/time/vietnamese.ts'
import type { Plan } from '../api/answers.ts'
import { planPath } from '../api/hooks.ts'
import { Note } from '../parts/note.tsx'
import { formNames, texts } from '../texts.vi.ts'
import { taskNumber } from '../words.ts'
import { SendDocument } from './send-document.tsx'

type Told = NonNullable<Plan['reread']>[number]

export function isAwaited({ incoming }: Pick<Plan, 'incoming'>): boolean {
  return incoming !== undefined && incoming.refusal === undefined
}

export function Reread({ plan }: { readonly plan: Plan }) {
  const { incoming, planId } = plan
  return (
    <section aria-label={texts.reread.title}>
      {incoming?.refusal === undefined ? null : (
        <Note tone="bad" title={texts.reread.refused(incoming.fileName)}>
          <p>{incoming.refusal.sentence}</p>
        </Note>
      )}
      {incoming === undefined || incoming.refusal !== undefined ? null : (
        <p className="loading" role="status">
          <span className="spinner" aria-hidden="true" />
          {texts.reread.reading(incoming.fileName, instantText(incoming.offeredAt))}
        </p>
      )}
      {plan.reread === undefined ? null : <Decisions decisions={plan.reread} plan={plan} />}
      <details className="card">
        <summary>{texts.reread.title}</summary>
        <p className="quiet">{texts.reread.lead}</p>
        <SendDocument path={planPath(planId, '/document')} lead={texts.reread.drop} onSent={() => {}} />
      </details>
    </section>
  )
}

/** What was lost comes first: that is what has to be looked at again. */
const groups = ['lost', 'kept', 'agrees'] as const

/** A doubt that the corrected file no longer raises is settled; a row that is gone took its correction along. */
function groupOf({ about, outcome }: Told): (typeof groups)[number] {
  if (outcome === 'kept' || outcome === 'agrees') return outcome
  return about === 'finding' && outcome === 'gone' ? 'agrees' : 'lost'
}

function Decisions({ decisions, plan: { fileName, tasks } }: { readonly decisions: readonly Told[]; readonly plan: Plan }) {
  const numbers = new Map(tasks.map((task) => [task.key, taskNumber(task)]))
  const isLost = decisions.some((told) => groupOf(told) === 'lost')
  return (
    <Note tone={isLost ? 'warn' : 'good'} title={texts.reread.done(fileName)}>
      {decisions.length === 0 ? <p>{texts.reread.nothing}</p> : null}
      {groups.map((name) => {
        const told = decisions.filter((one) => groupOf(one) === name)
        return told.length === 0 ? null : (
          <details key={name} open={name === 'lost'}>
            <summary>{texts.reread[name](told.length)}</summary>
            <ul>
              {told.map((one) => (
                <li key={[one.about, one.key, one.field, one.decided, one.read].join('/')}>{lineOf(one, numbers)}</li>
              ))}
            </ul>
          </details>
        )
      })}
    </Note>
  )
}

function lineOf(told: Told, numbers: ReadonlyMap<string, string>): string {
  const { about, key = '', field, outcome } = told
  const [decided, read] = [fieldText(told.decided, field), fieldText(told.read, field)]
  if (about === 'finding') return texts.reread.finding(decided, outcome === 'replaced')
  const place = [about === 'task' || about === 'match' ? texts.plan.taskName(numbers.get(key) ?? key) : undefined, placeOf(told)]
    .filter(Boolean)
    .join(', ')
  const where = place.charAt(0).toUpperCase() + place.slice(1)
  if (about === 'match') return texts.reread.match(where)
  if (about === 'recipients') return `${where}: ${recipientsOf(told)}`
  if (field === 'added' || field === 'removed') return `${where}: “${decided}”. ${texts.reread.whole[outcome]}`
  return texts.reread.line({ where, decided, read: outcome === 'replaced' ? read : '', why: texts.reread.why[outcome] })
}

function recipientsOf({ decided, read, outcome }: Told): string {
  return [texts.reread.recipient(read, decided), texts.reread.why[outcome]].filter(Boolean).join(' ')
}

function placeOf({ about, field = '' }: Told): string | undefined {
  if (about === 'recipients') return texts.plan.recipients
  if (about === 'match') return undefined
  return texts.reread.fields[field] ?? field
}

function fieldText(value = '', field = ''): string {
  if (field === 'form') return formNames[value as keyof typeof formNames] ?? value
  return field === 'date' && value !== '' ? dateText(value) : value
}
