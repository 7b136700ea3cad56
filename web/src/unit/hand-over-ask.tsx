import { useState } from 'react'
import { addDays, dayOf } from '../../../shared/time/calendar.ts'
import type { HandOverBody, UnitDesk, UnitPerson } from '../api/answers.ts'
import { useCommand } from '../api/hooks.ts'
import { NAME_CHARACTERS_MAX } from '../limits.ts'
import { AskForm } from '../parts/ask.tsx'
import { DayField } from '../parts/day-field.tsx'
import { Field } from '../parts/field.tsx'
import { nowInstant } from '../session/clock.ts'
import { roleNames, texts } from '../texts.vi.ts'

interface HandOverAskProps {
  readonly giver: UnitPerson
  readonly version: number | undefined
  readonly path: string
  readonly close: () => void
  readonly done: (name: string, day: string) => void
}

/** To whom and from when, before anything happens. */
export function HandOverAsk({ giver, version, path, close, done }: HandOverAskProps) {
  const today = dayOf(nowInstant())
  const [name, setName] = useState('')
  const [email, setEmail] = useState('')
  const [day, setDay] = useState(addDays(today, 1))
  const order = useCommand<UnitDesk>(path)
  const handOver = () => {
    if (giver.role === 'officer') return
    const body: HandOverBody = { role: giver.role, giver: giver.person, name: name.trim(), email: email.trim(), from: day }
    order.mutate({ method: 'POST', path: `${path}/hand-overs`, body, version }, { onSuccess: () => done(body.name, day) })
  }
  return (
    <AskForm
      title={texts.unit.handOverTitle(roleNames[giver.role], giver.name)}
      confirm={texts.unit.handOver}
      close={close}
      error={order.error}
      isBusy={order.isPending}
      onConfirm={handOver}
    >
      <p>{texts.unit.handOverHelp}</p>
      <Field label={texts.unit.receiverName}>
        {(wiring) => (
          <input {...wiring} required maxLength={NAME_CHARACTERS_MAX} value={name} onChange={(event) => setName(event.target.value)} />
        )}
      </Field>
      <Field label={texts.unit.receiverEmail}>
        {(wiring) => (
          <input {...wiring} type="email" required maxLength={254} value={email} onChange={(event) => setEmail(event.target.value)} />
        )}
      </Field>
      <DayField label={texts.unit.from} required min={today} value={day} change={setDay} />
    </AskForm>
  )
}
