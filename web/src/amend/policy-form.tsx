/** How the plan closes and on which days it reminds. */
import { type FormEvent, useState } from 'react'
import type { Plan } from '../api/answers.ts'
import { planPath, useCommand } from '../api/hooks.ts'
import { Fact } from '../parts/deadline.tsx'
import { Field } from '../parts/field.tsx'
import { FailureNote } from '../parts/states.tsx'
import { texts } from '../texts.vi.ts'

type Policy = Plan['policy']

interface Typed {
  readonly closes: Policy['closes']
  readonly days: string
  /** What stood there before anything was typed. */
  readonly from: string
}

export function PolicyForm({ draft, version }: { readonly draft: Plan; readonly version: number | undefined }) {
  const { policy } = draft
  const stored = { closes: policy.closes, days: policy.reminderDays.join(', '), from: wordsOf(policy) }
  // Until something is typed it shows what is stored, whoever stored it.
  const [typed, setTyped] = useState<Typed>()
  const { closes, days, from } = typed ?? stored
  const put = (part: Partial<Typed>) => setTyped({ closes, days, from, ...part })
  const change = useCommand<Plan>(planPath(draft.planId))
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const reminderDays = [...new Set((days.match(/\d+/g) ?? []).map(Number))]
    const body = { policy: { ...policy, closes, reminderDays }, reason: texts.amend.policyReason }
    const command = { method: 'PUT', path: planPath(draft.planId, '/policy'), body, version } as const
    change.mutate(command, { onSuccess: () => setTyped((newest) => (newest === typed ? undefined : newest)) })
  }
  return (
    <form onSubmit={submit}>
      <h3>{texts.amend.policy}</h3>
      <div className="field-row">
        <Field label={texts.amend.closes}>
          {(wiring) => (
            <select
              {...wiring}
              value={closes}
              onChange={(event) => put({ closes: event.target.value === 'strict' ? 'strict' : 'lenient' })}
            >
              <option value="lenient">{texts.amend.lenient}</option>
              <option value="strict">{texts.amend.strict}</option>
            </select>
          )}
        </Field>
        <Field label={texts.amend.reminderDays}>
          {(wiring) => <input {...wiring} value={days} inputMode="numeric" onChange={(event) => put({ days: event.target.value })} />}
        </Field>
      </div>
      <FailureNote error={change.error} />
      {/* Somebody was faster: theirs is shown beside what was typed, and saving again means it. */}
      {from === stored.from || change.isPending ? null : (
        <dl className="facts">
          <Fact name={texts.conflict.theirs}>{stored.from}</Fact>
        </dl>
      )}
      <button type="submit" disabled={change.isPending}>
        {texts.amend.policySave}
      </button>
    </form>
  )
}

const wordsOf = ({ closes, reminderDays }: Policy): string => texts.amend.policyWords(texts.amend[closes], reminderDays.join(', '))
