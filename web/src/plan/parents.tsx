/** The plans above an issued plan, and linking one that entered the system later. */

import { type FormEvent, useState } from 'react'
import { Link } from 'wouter'
import { dayText } from '../../../shared/time/vietnamese.ts'
import type { Parents, Plan } from '../api/answers.ts'
import { planPath, useAnswer, useCommand } from '../api/hooks.ts'
import { Field } from '../parts/field.tsx'
import { FormEnd } from '../parts/form-end.tsx'
import { FailureNote, Loaded } from '../parts/states.tsx'
import { texts } from '../texts.vi.ts'

type Above = Parents['possible'][number]

export function ParentPlans({ planId, version }: { readonly planId: string; readonly version: number | undefined }) {
  const asked = useAnswer<Parents>(planPath(planId, '/parents'))
  const [isOpen, setOpen] = useState(false)
  return (
    <section aria-labelledby="parents">
      <h2 id="parents">{texts.parents.title}</h2>
      <Loaded asked={asked}>
        {({ linked, possible }) => (
          <>
            {linked.length === 0 ? <p className="quiet">{texts.parents.none}</p> : null}
            <ul className="plain-list">
              {linked.map((plan) => (
                <li key={plan.planId}>
                  <Link href={`/ke-hoach/${plan.planId}`}>{nameOf(plan)}</Link>
                </li>
              ))}
            </ul>
            {isOpen ? (
              <LinkForm planId={planId} version={version} possible={possible} close={() => setOpen(false)} />
            ) : possible.length === 0 ? (
              <p className="quiet">{texts.parents.nothing}</p>
            ) : (
              <div className="actions">
                <button type="button" className="plain" onClick={() => setOpen(true)}>
                  {texts.parents.link}
                </button>
              </div>
            )}
          </>
        )}
      </Loaded>
    </section>
  )
}

const nameOf = ({ number, issuerName, date, title }: Above): string =>
  `${texts.plans.number(number)}, ${issuerName}, ${dayText(date)}: ${title}`

interface LinkFormProps {
  readonly planId: string
  readonly version: number | undefined
  readonly possible: readonly Above[]
  readonly close: () => void
}

function LinkForm({ planId, version, possible, close }: LinkFormProps) {
  const [chosen, setChosen] = useState(possible[0]?.planId ?? '')
  // What the document itself says comes first; the officer's own words replace it.
  const [words, setWords] = useState<string>()
  const link = useCommand<Plan>(planPath(planId))
  const basis = words ?? possible.find((plan) => plan.planId === chosen)?.basis ?? ''
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const body = { parent: chosen, basis: basis.trim() }
    link.mutate({ method: 'POST', path: planPath(planId, '/parents'), body, version }, { onSuccess: close })
  }
  return (
    <form onSubmit={submit}>
      <Field label={texts.parents.plan} hint={texts.parents.planHint}>
        {(wiring) => (
          <select {...wiring} value={chosen} onChange={(event) => setChosen(event.target.value)}>
            {possible.map((plan) => (
              <option key={plan.planId} value={plan.planId}>
                {nameOf(plan)}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field label={texts.parents.basis} hint={texts.parents.basisHint}>
        {(wiring) => (
          <textarea {...wiring} required maxLength={1_000} rows={2} value={basis} onChange={(event) => setWords(event.target.value)} />
        )}
      </Field>
      <FailureNote error={link.error} />
      <FormEnd act={texts.parents.confirm} isBusy={link.isPending} close={close} />
    </form>
  )
}
