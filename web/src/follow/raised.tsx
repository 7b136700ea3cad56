/** What came up while the plan runs, such as a mail that came back: where it is put right, and that it has been. */
import { useState } from 'react'
import { Link } from 'wouter'
import type { Finding, FindingsBody, Plan } from '../api/answers.ts'
import { planPath, useCommand } from '../api/hooks.ts'
import { Ask } from '../parts/ask.tsx'
import { Note } from '../parts/note.tsx'
import { texts } from '../texts.vi.ts'

interface RaisedProps {
  readonly plan: Plan
  readonly version: number | undefined
}

export function Raised({ plan, version }: RaisedProps) {
  const [settled, setSettled] = useState<Finding>()
  const resolve = useCommand<Plan>(planPath(plan.planId))
  const raised = plan.findings.filter(({ resolution, severity }) => resolution === undefined && severity !== 'info')
  // Another one that was opened meanwhile stays.
  const close = (ended: Finding) => {
    resolve.reset()
    setSettled((now) => (now === ended ? undefined : now))
  }
  const settle = (finding: Finding, reason: string) => {
    const body: FindingsBody = { resolutions: [{ findingId: finding.findingId, decision: 'accepted', reason }] }
    resolve.mutate({ method: 'POST', path: planPath(plan.planId, '/findings'), body, version }, { onSuccess: () => close(finding) })
  }
  return (
    <>
      {raised.length === 0 ? null : (
        <Note tone="warn" title={texts.follow.findings}>
          <ul className="raised">
            {raised.map((finding) => (
              <li key={finding.findingId}>
                <p>{finding.sentence}</p>
                <div className="actions">
                  {finding.about?.startsWith('unt_') ? <Link href={`/don-vi/${finding.about}`}>{texts.follow.toUnit}</Link> : null}
                  {plan.may.review ? (
                    <button type="button" onClick={() => setSettled(finding)}>
                      {texts.follow.settle}
                      <span className="visually-hidden">: {finding.sentence}</span>
                    </button>
                  ) : null}
                </div>
              </li>
            ))}
          </ul>
        </Note>
      )}
      {settled === undefined ? null : (
        <Ask
          title={texts.follow.settleTitle}
          confirm={texts.follow.settle}
          reason={texts.follow.settleReason}
          error={resolve.error}
          isBusy={resolve.isPending}
          close={() => close(settled)}
          onConfirm={(reason) => settle(settled, reason)}
        >
          <p>{settled.sentence}</p>
        </Ask>
      )}
    </>
  )
}
