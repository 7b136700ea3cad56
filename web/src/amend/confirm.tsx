/** The amending document and the one act. It stands on the versions shown: if one is another by then, it is refused and shown anew. */
import { type FormEvent, useState } from 'react'
import { dayOf } from '../../../shared/time/calendar.ts'
import { numberText } from '../../../shared/time/vietnamese.ts'
import type { Comparison, Plan } from '../api/answers.ts'
import { planPath, useCommand } from '../api/hooks.ts'
import { Ask } from '../parts/ask.tsx'
import { DayField } from '../parts/day-field.tsx'
import { Field } from '../parts/field.tsx'
import { Note } from '../parts/note.tsx'
import { useNow } from '../session/clock.ts'
import { texts } from '../texts.vi.ts'
import { closedAtOnce } from './happened-words.ts'

export function Confirm({ found, planId }: { readonly found: Comparison; readonly planId: string }) {
  const { draft, plan, changes, policy, recipients, doubts, told } = found
  const [number, setNumber] = useState(draft.isCopy ? '' : draft.number)
  const [date, setDate] = useState(draft.isCopy ? '' : draft.date)
  const [isAsking, setAsking] = useState(false)
  const amend = useCommand<Plan>(planPath(planId))
  const isEmpty = changes.length === 0 && policy === undefined && recipients === undefined
  const isBlocked = isEmpty || doubts.length > 0 || found.isOutdated || found.findingsOpen > 0
  const now = useNow()
  const closed = closedAtOnce(changes, now)
  const ask = (event: FormEvent) => {
    event.preventDefault()
    setAsking(true)
  }
  const send = (reason: string) =>
    amend.mutate({
      method: 'POST',
      path: planPath(planId, '/amend'),
      body: { draft: draft.planId, draftVersion: draft.version, planVersion: plan.version, document: { number, date }, reason },
    })
  const mails = numberText(told.filter(({ address }) => address !== undefined).length)
  return (
    <section aria-labelledby="confirm" className="hand-in">
      <h2 id="confirm">{texts.amend.confirm}</h2>
      <p>{isEmpty ? texts.amend.confirmNothing : isBlocked ? texts.amend.confirmBlocked : texts.amend.confirmLead}</p>
      <form onSubmit={ask}>
        <div className="field-row">
          <Field label={texts.amend.number}>
            {(wiring) => <input {...wiring} required maxLength={100} value={number} onChange={(event) => setNumber(event.target.value)} />}
          </Field>
          <DayField label={texts.amend.date} required value={date} change={setDate} />
        </div>
        {/* Every mail names the day, and none is taken back: a slip in the year is said before. */}
        {date > dayOf(now) ? <Note tone="warn">{texts.amend.dateToCome}</Note> : null}
        {closed.length === 0 ? null : <Note tone="warn">{texts.amend.closedAtOnce(closed.join(', '))}</Note>}
        <button type="submit" className="primary" disabled={isBlocked}>
          {texts.amend.confirmButton}
        </button>
      </form>
      {isAsking ? (
        <Ask
          title={texts.amend.confirmAsk}
          confirm={texts.amend.confirmButton}
          reason={texts.amend.reason}
          error={amend.error}
          isBusy={amend.isPending}
          close={() => {
            amend.reset()
            setAsking(false)
          }}
          onConfirm={send}
        >
          <p>{texts.amend.confirmHelp(numberText(changes.length), mails)}</p>
        </Ask>
      ) : null}
    </section>
  )
}
