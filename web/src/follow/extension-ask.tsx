import { useState } from 'react'
import { addDays, dayOf, instantOf } from '../../../shared/time/calendar.ts'
import { cutOffText, dayText } from '../../../shared/time/vietnamese.ts'
import type { Assignment, ExtensionBody } from '../api/answers.ts'
import { useAnswer, useCommand } from '../api/hooks.ts'
import { AskForm, ReasonField } from '../parts/ask.tsx'
import { DayField } from '../parts/day-field.tsx'
import type { Window } from '../parts/deadline.tsx'
import { Fact } from '../parts/deadline.tsx'
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
  const asked = useAnswer<Assignment>(path)
  // What stood there when the question was asked: it stays until somebody was faster.
  const [seen, see] = useState(asked.data)
  if (seen === undefined && asked.data !== undefined) see(asked.data)
  const extension = seen?.body.extension
  const lastDay = window?.lastDay ?? ''
  const today = dayOf(nowInstant())
  const earliest = addDays(lastDay > today ? lastDay : today, 1)
  const [day, setDay] = useState(addDays(earliest, USUAL_DAYS - 1))
  const [reason, setReason] = useState('')
  const extend = useCommand<Assignment>(path)
  const grant = async () => {
    // The whole of that day still counts: the extension ends where the next one begins.
    const body: ExtensionBody = { until: instantOf(addDays(day, 1)), reason: reason.trim() }
    const { data: newest } = await asked.refetch()
    // What the unit does raises the version too, and is in nobody's way. Another officer's extension is: then this one is refused.
    const version = isSame(newest?.body.extension, extension) ? newest?.version : seen?.version
    see(newest)
    extend.mutate({ method: 'POST', path: `${path}/extension`, body, version: version ?? 0 }, { onSuccess: close })
  }
  return (
    <AskForm
      title={texts.extension.title(unitName)}
      confirm={texts.extension.confirm}
      close={close}
      error={extend.error}
      isBusy={extend.isPending}
      onConfirm={() => void grant()}
    >
      <p>{texts.extension.help}</p>
      {lastDay === '' ? null : (
        <dl className="facts">
          <Fact name={texts.follow.deadline}>{dayText(lastDay)}</Fact>
          {extension === undefined ? null : (
            <>
              <Fact name={texts.deadline.extended}>{cutOffText(extension.until)}</Fact>
              <Fact name={texts.extension.reason}>{extension.reason}</Fact>
            </>
          )}
        </dl>
      )}
      <DayField label={texts.extension.until} required min={earliest} value={day} change={setDay} />
      <ReasonField label={texts.extension.reason} value={reason} onChange={setReason} />
    </AskForm>
  )
}

const isSame = (one: Assignment['extension'], other: Assignment['extension']): boolean =>
  one?.until === other?.until && one?.reason === other?.reason
