/** Điều chỉnh: an issued plan is changed by a later document, in one act that shows beforehand what it does. */
import { useState } from 'react'
import { dateText, instantText, numberText } from '../../../shared/time/vietnamese.ts'
import type { Amendments, Plan } from '../api/answers.ts'
import { planPath, useAnswer, useCommand } from '../api/hooks.ts'
import { PlanTabs } from '../follow/plan-tabs.tsx'
import { NotFoundPage } from '../frame/plain-pages.tsx'
import { useGoOn } from '../parts/go-on.ts'
import { Page } from '../parts/page.tsx'
import { FailureNote, isNotFound, Loaded } from '../parts/states.tsx'
import { SendDocument } from '../plan/send-document.tsx'
import { texts } from '../texts.vi.ts'
import { DraftOfAmendment } from './draft.tsx'

export default function AmendPage({ planId }: { readonly planId: string }) {
  const asked = useAnswer<Amendments>(planPath(planId, '/amendments'))
  if (isNotFound(asked.error)) return <NotFoundPage />
  const number = asked.data?.body.number
  return (
    <Page
      wide
      title={texts.amend.title}
      above={[{ name: texts.plans.title, to: '/ke-hoach' }]}
      lead={number === undefined ? undefined : <p>{`${texts.plans.number(number)}: ${asked.data?.body.title}`}</p>}
    >
      <PlanTabs planId={planId} />
      <Loaded asked={asked}>
        {(found) => {
          const [draft] = found.drafts
          return (
            <>
              {draft === undefined ? <Begin found={found} /> : <DraftOfAmendment draftId={draft.planId} planId={planId} />}
              <Earlier amendments={found.amendments} />
            </>
          )
        }}
      </Loaded>
    </Page>
  )
}

/** Two ways to the same difference: a new document, or single changes. */
function Begin({ found }: { readonly found: Amendments }) {
  const { planId, others } = found
  const begin = useCommand<Plan>()
  const aim = useCommand<Plan>()
  const [chosen, setChosen] = useState(others[0]?.planId ?? '')
  const [what, setWhat] = useState<'whole' | 'part'>('part')
  const goOn = useGoOn()
  const isBusy = begin.isPending || aim.isPending
  return (
    <section aria-labelledby="begin">
      <h2 id="begin">{texts.amend.begin}</h2>
      <p>{texts.amend.beginLead}</p>
      <div className="both">
        <div className="card">
          <h3>{texts.amend.single}</h3>
          <p>{texts.amend.singleLead}</p>
          <p className="card-step">
            <button
              type="button"
              className="primary"
              disabled={isBusy}
              onClick={() => begin.mutate({ method: 'POST', path: planPath(planId, '/amendments') })}
            >
              {texts.amend.singleBegin}
            </button>
          </p>
          <FailureNote error={begin.error} />
        </div>
        <div className="card">
          <h3>{texts.amend.document}</h3>
          <p>{texts.amend.documentLead}</p>
          <fieldset className="choices">
            <legend>{texts.amend.what}</legend>
            {(['part', 'whole'] as const).map((name) => (
              <label key={name} className="choice">
                <input type="radio" name="what" checked={what === name} onChange={() => setWhat(name)} />
                {texts.amend[name]}
              </label>
            ))}
          </fieldset>
          <SendDocument
            path="/api/plans"
            aim={{ amends: planId, amendsWhat: what }}
            lead={texts.amend.documentDrop}
            onSent={(draftId) => goOn(`/ke-hoach/${draftId}`)}
          />
          {others.length === 0 ? null : (
            <>
              <h4>{texts.amend.documentRead}</h4>
              <label htmlFor="document">{texts.amend.documentChoose}</label>
              <select id="document" value={chosen} onChange={(event) => setChosen(event.target.value)}>
                {others.map((other) => (
                  <option key={other.planId} value={other.planId}>{`${texts.plans.number(other.number)}: ${other.title}`}</option>
                ))}
              </select>
              <p className="card-step">
                <button
                  type="button"
                  disabled={isBusy}
                  onClick={() => aim.mutate({ method: 'PUT', path: planPath(chosen, '/aim'), body: { amends: planId, amendsWhat: what } })}
                >
                  {texts.amend.compare}
                </button>
              </p>
            </>
          )}
          <FailureNote error={aim.error} />
        </div>
      </div>
    </section>
  )
}

function Earlier({ amendments }: Pick<Amendments, 'amendments'>) {
  if (amendments.length === 0) return null
  return (
    <section aria-labelledby="earlier">
      <h2 id="earlier">{texts.amend.earlier}</h2>
      <ul className="rows">
        {amendments.toReversed().map(({ amendment, document, at, reason, tasks }) => (
          <li key={amendment}>
            <span>{texts.amend.earlierLine(amendment, document.number, dateText(document.date), numberText(tasks))}</span>
            <span className="quiet">{`${instantText(at)}. ${reason}`}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
