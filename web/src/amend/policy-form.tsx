/** How the plan closes and on which days it reminds. */
import { type FormEvent, useState } from 'react'
import type { Plan } from '../api/answers.ts'
import { planPath, useCommand } from '../api/hooks.ts'
import { Field } from '../parts/field.tsx'
import { FailureNote } from '../parts/states.tsx'
import { texts } from '../texts.vi.ts'

export function PolicyForm({ draft }: { readonly draft: Plan }) {
  const { policy } = draft
  const [closes, setCloses] = useState(policy.closes)
  const [days, setDays] = useState(policy.reminderDays.join(', '))
  const change = useCommand<Plan>()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const reminderDays = [...new Set((days.match(/\d+/g) ?? []).map(Number))]
    const body = { policy: { ...policy, closes, reminderDays }, reason: texts.amend.policyReason }
    change.mutate({ method: 'PUT', path: planPath(draft.planId, '/policy'), body })
  }
  return (
    <form onSubmit={submit}>
      <h3>{texts.amend.policy}</h3>
      <div className="field-row">
        <Field label={texts.amend.closes}>
          {(wiring) => (
            <select {...wiring} value={closes} onChange={(event) => setCloses(event.target.value === 'strict' ? 'strict' : 'lenient')}>
              <option value="lenient">{texts.amend.lenient}</option>
              <option value="strict">{texts.amend.strict}</option>
            </select>
          )}
        </Field>
        <Field label={texts.amend.reminderDays}>
          {(wiring) => <input {...wiring} value={days} inputMode="numeric" onChange={(event) => setDays(event.target.value)} />}
        </Field>
      </div>
      <FailureNote error={change.error} />
      <button type="submit" disabled={change.isPending}>
        {texts.amend.policySave}
      </button>
    </form>
  )
}
