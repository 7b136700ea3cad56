/** "Nhắc ngay": how many would be told is said before anything is sent. */
import { useState } from 'react'
import { numberText } from '../../../shared/time/vietnamese.ts'
import type { Missing, Reminded } from '../api/answers.ts'
import { planPath, useCommand } from '../api/hooks.ts'
import { Ask } from '../parts/ask.tsx'
import { Note } from '../parts/note.tsx'
import { texts } from '../texts.vi.ts'

interface RemindNowProps {
  readonly planId: string
  readonly taskKey: string
  /** Then only an extension lets a unit do what it is reminded of. */
  readonly isClosed: boolean
  readonly found: Missing
}

export function RemindNow({ planId, taskKey, isClosed, found }: RemindNowProps) {
  const [isAsking, setAsking] = useState(false)
  const remind = useCommand<Reminded>()
  const { units, toldToday, unreachable } = found.remindable
  const path = planPath(planId, `/tasks/${encodeURIComponent(taskKey)}/reminders`)
  if (!found.may.remind || found.missing.length === 0) return null
  return (
    <>
      {remind.data === undefined ? null : <Note tone="good">{texts.missing.reminded(numberText(remind.data.body.reminded))}</Note>}
      <button type="button" className="primary" disabled={units === 0} onClick={() => setAsking(true)}>
        {texts.missing.remind}
      </button>
      {units === 0 && toldToday > 0 ? <span className="quiet">{texts.missing.allTold}</span> : null}
      {isAsking ? (
        <Ask
          title={texts.missing.remindTitle(numberText(units))}
          confirm={texts.missing.remind}
          error={remind.error}
          isBusy={remind.isPending}
          close={() => {
            remind.reset()
            setAsking(false)
          }}
          onConfirm={() => remind.mutate({ method: 'POST', path }, { onSuccess: () => setAsking(false) })}
        >
          <p>{texts.missing.remindHelp}</p>
          {isClosed ? <p>{texts.missing.remindClosed}</p> : null}
          {toldToday === 0 ? null : <p>{texts.missing.toldToday(numberText(toldToday))}</p>}
          {unreachable === 0 ? null : <p>{texts.missing.unreachable(numberText(unreachable))}</p>}
        </Ask>
      ) : null}
    </>
  )
}
