import { type FormEvent, useEffect, useId, useRef, useState } from 'react'
import { addDays, dayOf, instantOf } from '../../../shared/time/calendar.ts'
import { dayText } from '../../../shared/time/vietnamese.ts'
import type { Assignment, ExtensionBody } from '../api/answers.ts'
import { useCommand } from '../api/hooks.ts'
import type { Window } from '../parts/deadline.tsx'
import { Fact } from '../parts/deadline.tsx'
import { FailureNote } from '../parts/states.tsx'
import { nowInstant } from '../session/clock.ts'
import { texts } from '../texts.vi.ts'

interface ExtensionAskProps {
  readonly path: string
  readonly unitName: string
  readonly window: Window
  readonly close: () => void
}

const USUAL_DAYS = 3

/** Until when and why; the unit reads both. */
export function ExtensionAsk({ path, unitName, window, close }: ExtensionAskProps) {
  const dialog = useRef<HTMLDialogElement>(null)
  const id = useId()
  const lastDay = window?.lastDay ?? ''
  const today = dayOf(nowInstant())
  const earliest = addDays(lastDay > today ? lastDay : today, 1)
  const [day, setDay] = useState(addDays(earliest, USUAL_DAYS - 1))
  const [reason, setReason] = useState('')
  const extend = useCommand<Assignment>()
  useEffect(() => dialog.current?.showModal(), [])
  const submit = (event: FormEvent) => {
    event.preventDefault()
    // The whole of that day still counts: the extension ends where the next one begins.
    const body: ExtensionBody = { until: instantOf(addDays(day, 1)), reason: reason.trim() }
    extend.mutate({ method: 'POST', path: `${path}/extension`, body }, { onSuccess: close })
  }
  return (
    <dialog ref={dialog} className="ask" aria-labelledby={`${id}-title`} onClose={close}>
      <form onSubmit={submit}>
        <h2 id={`${id}-title`}>{texts.extension.title(unitName)}</h2>
        <p>{texts.extension.help}</p>
        {lastDay === '' ? null : (
          <dl className="facts">
            <Fact name={texts.follow.deadline}>{dayText(lastDay)}</Fact>
          </dl>
        )}
        <div className="field">
          <label htmlFor={`${id}-day`}>{texts.extension.until}</label>
          <input id={`${id}-day`} type="date" required min={earliest} value={day} onChange={(event) => setDay(event.target.value)} />
          <p className="hint">{day === '' ? null : dayText(day)}</p>
        </div>
        <div className="field">
          <label htmlFor={`${id}-reason`}>{texts.extension.reason}</label>
          <textarea
            id={`${id}-reason`}
            required
            rows={3}
            maxLength={1_000}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        </div>
        <FailureNote error={extend.error} />
        <div className="actions">
          <button type="submit" className="primary" disabled={extend.isPending}>
            {extend.isPending ? texts.states.sending : texts.extension.confirm}
          </button>
          <button type="button" onClick={() => dialog.current?.close()}>
            {texts.states.cancel}
          </button>
        </div>
      </form>
    </dialog>
  )
}
