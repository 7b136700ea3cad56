/** Correcting what the document says of itself, and whom it is for. Both values are kept in the log, with the reason. */

import type { FormEvent } from 'react'
import { dayText } from '../../../shared/time/vietnamese.ts'
import type { HeaderBody, Plan, RecipientsBody } from '../api/answers.ts'
import { DayField } from '../parts/day-field.tsx'
import { Fact } from '../parts/deadline.tsx'
import { Field } from '../parts/field.tsx'
import { useFocusIn } from '../parts/focus.ts'
import { texts } from '../texts.vi.ts'
import { CorrectionEnd, useCorrection } from './correction.tsx'

/** What is corrected in each. */
export const HEADER = 'header'
export const RECIPIENTS = 'recipients'

interface FormProps {
  readonly plan: Plan
  readonly version: number | undefined
  readonly close: () => void
}

export function HeaderForm({ plan, version, close }: FormProps) {
  const correction = useCorrection({ plan, version, place: HEADER, begin: () => plan.header, close })
  const { mine: header, end } = correction
  useFocusIn('plan-facts')
  const put = (part: Partial<typeof header>) => correction.put({ ...header, ...part })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    correction.save('/header', { header, reason: end.reason } satisfies HeaderBody)
  }
  return (
    <form onSubmit={submit} className="task-form">
      <Field label={texts.headerForm.title}>
        {(wiring) => (
          <textarea
            {...wiring}
            required
            rows={2}
            maxLength={1_000}
            value={header.title}
            onChange={(event) => put({ title: event.target.value })}
          />
        )}
      </Field>
      <div className="field-row">
        <Field label={texts.plan.number}>
          {(wiring) => (
            <input {...wiring} maxLength={100} value={header.number} onChange={(event) => put({ number: event.target.value })} />
          )}
        </Field>
        <DayField label={texts.plan.date} required value={header.date} change={(date) => put({ date })} />
        <Field label={texts.plan.place}>
          {(wiring) => <input {...wiring} maxLength={100} value={header.place} onChange={(event) => put({ place: event.target.value })} />}
        </Field>
        <Field label={texts.plan.year}>
          {(wiring) => (
            <input
              {...wiring}
              type="number"
              required
              min={2000}
              max={2100}
              value={header.year}
              onChange={(event) => put({ year: event.target.valueAsNumber })}
            />
          )}
        </Field>
      </div>
      <CorrectionEnd
        save={texts.headerForm.save}
        correction={end}
        mine={<HeaderWords of={header} />}
        theirs={<HeaderWords of={plan.header} />}
      />
    </form>
  )
}

/** Where Nơi nhận stands on a page. */
export const RECIPIENTS_PLACE = 'noi-nhan'

export function RecipientsForm({ plan, version, close }: FormProps) {
  const stored = plan.recipients.map(({ text }) => text).join('\n')
  const correction = useCorrection({ plan, version, place: RECIPIENTS, begin: () => stored, close })
  const { mine: lines, end } = correction
  useFocusIn(RECIPIENTS_PLACE)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const recipients = lines.split('\n').flatMap((line) => (line.trim() === '' ? [] : [line.trim()]))
    correction.save('/recipients', { recipients, reason: end.reason } satisfies RecipientsBody)
  }
  return (
    <form onSubmit={submit} className="task-form">
      <Field label={texts.headerForm.recipients} hint={texts.headerForm.recipientsHint}>
        {(wiring) => <textarea {...wiring} required rows={8} value={lines} onChange={(event) => correction.put(event.target.value)} />}
      </Field>
      <CorrectionEnd
        save={texts.headerForm.save}
        correction={end}
        mine={<p className="kept-lines">{lines}</p>}
        theirs={<p className="kept-lines">{stored}</p>}
      />
    </form>
  )
}

function HeaderWords({ of: { title, number, date, place, year } }: { readonly of: Plan['header'] }) {
  return (
    <>
      <p>{title}</p>
      <dl className="facts">
        <Fact name={texts.plan.number}>{number}</Fact>
        <Fact name={texts.plan.date}>{dayText(date)}</Fact>
        <Fact name={texts.plan.place}>{place}</Fact>
        <Fact name={texts.plan.year}>{String(year)}</Fact>
      </dl>
    </>
  )
}
