import { useState } from 'react'
import { Link } from 'wouter'
import { dayText, numberText } from '../../../shared/time/vietnamese.ts'
import type { Plan, PlanRow, Preview } from '../api/answers.ts'
import { planPath, useAnswer, useCommand } from '../api/hooks.ts'
import { Ask } from '../parts/ask.tsx'
import { useGoOn } from '../parts/go-on.ts'
import { Note } from '../parts/note.tsx'
import { texts } from '../texts.vi.ts'

/** The one act that cannot be taken back: asked once more, with the number of mails it sends. */
export function Issue({ plan, version }: { readonly plan: Plan; readonly version: number | undefined }) {
  const [isAsking, setAsking] = useState(false)
  const preview = useAnswer<Preview>(planPath(plan.planId, '/preview'))
  const issue = useCommand<Plan>(planPath(plan.planId))
  const goOn = useGoOn()
  const mails = numberText(preview.data?.body.notices.length ?? 0)
  // Issuing ends the draft and with it this part of the page: what comes next may not hang on it.
  const send = async () => {
    await issue.mutateAsync({ method: 'POST', path: planPath(plan.planId, '/issue'), version })
    goOn(`/ke-hoach/${plan.planId}/theo-doi`)
  }
  const isBlocked = plan.findingsOpen > 0
  return (
    <section aria-labelledby="issue" className="hand-in">
      <h2 id="issue">{texts.issue.title}</h2>
      <p>
        {isBlocked ? (
          <>
            {texts.issue.blocked(plan.findingsOpen)} <a href="#findings">{texts.issue.toFindings}</a>
          </>
        ) : (
          texts.issue.ready
        )}
      </p>
      <IssuedBefore plan={plan} />
      <button type="button" className="primary" disabled={isBlocked} onClick={() => setAsking(true)}>
        {texts.issue.button}
      </button>
      {isAsking ? (
        <Ask
          title={texts.issue.ask}
          confirm={texts.issue.button}
          error={issue.error}
          isBusy={issue.isPending}
          close={() => {
            issue.reset()
            setAsking(false)
          }}
          onConfirm={() => void send().catch(() => {})}
        >
          <p>{texts.issue.askHelp(mails)}</p>
          <IssuedBefore plan={plan} />
        </Ask>
      ) : null}
    </section>
  )
}

/** The same file sent a second time reads as well as the first; issued again, everybody would owe everything twice. */
function IssuedBefore({ plan }: { readonly plan: Plan }) {
  const plans = useAnswer<{ readonly plans: readonly PlanRow[] }>('/api/plans').data?.body.plans ?? []
  const own = nameOf({ ...plan.header, issuerUnit: plan.issuerUnit })
  const before = plans.find((other) => other.status === 'issued' && nameOf(other) === own)
  if (own === undefined || before === undefined) return null
  return (
    <Note tone="warn" title={texts.issue.before(before.number, dayText(before.date))}>
      <p>{texts.issue.beforeHelp}</p>
      <Link href={`/ke-hoach/${before.planId}`}>{texts.issue.beforeOpen}</Link>
    </Note>
  )
}

/** Numbers begin anew every year; a document without one is like no other. */
function nameOf({ number, issuerUnit, date }: Pick<PlanRow, 'number' | 'issuerUnit' | 'date'>): string | undefined {
  return number === '' ? undefined : [number.toLowerCase(), issuerUnit, date.slice(0, 4)].join()
}
