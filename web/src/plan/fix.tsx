/** What a finding suggests, before and after, and the one act that does it. */
import type { Finding, FixBody, Plan } from '../api/answers.ts'
import { planPath, useCommand } from '../api/hooks.ts'
import { Changed } from '../parts/changed.tsx'
import { FailureNote } from '../parts/states.tsx'
import { texts } from '../texts.vi.ts'

interface FixProps {
  readonly plan: Plan
  readonly version: number | undefined
  readonly finding: Finding
}

export function Fix({ plan, version, finding: { findingId, fix, sentence } }: FixProps) {
  const apply = useCommand<Plan>(planPath(plan.planId))
  if (fix === undefined) return null
  const body: FixBody = { findingId }
  return (
    <>
      <p className="quiet">{texts.findings.fixWould(texts.findings.fixFields[fix.field])}</p>
      <p>
        <Changed before={fix.before} after={fix.after} />
      </p>
      <FailureNote error={apply.error} />
      <div className="actions">
        <button
          type="button"
          className="primary"
          disabled={apply.isPending}
          onClick={() => apply.mutate({ method: 'POST', path: planPath(plan.planId, '/fixes'), body, version })}
        >
          {apply.isPending ? texts.states.sending : texts.findings.fixApply}
          <span className="visually-hidden">: {sentence}</span>
        </button>
      </div>
    </>
  )
}
