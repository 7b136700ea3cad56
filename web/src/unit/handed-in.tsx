import { useState } from 'react'
import type { Assignment } from '../api/answers.ts'
import { useCommand } from '../api/hooks.ts'
import { Ask } from '../parts/ask.tsx'
import { texts } from '../texts.vi.ts'
import { Receipt } from './receipt.tsx'
import { LogLink } from './task-page.tsx'

interface HandedInProps {
  readonly assignment: Assignment
  readonly version: number | undefined
  readonly path: string
}

/** The receipt, and the way back while there is one. */
export function HandedIn({ assignment, version, path }: HandedInProps) {
  const { submissions, state, may, files } = assignment
  const withdraw = useCommand<Assignment>(path)
  const [isAsking, setAsking] = useState(false)
  const last = submissions.at(-1)
  const attached = files.filter((file) => file.state === 'attached')
  return (
    <section aria-labelledby="receipt" className="receipt">
      <h2 id="receipt">{texts.receipt.title}</h2>
      {last === undefined ? null : <Receipt submission={last} kept={{ files: attached, path }} />}
      <div className="actions">
        <button type="button" onClick={() => window.print()}>
          {texts.states.print}
        </button>
        {state === 'submitted' && may.edit && last?.ownPlan === undefined ? (
          <button type="button" onClick={() => setAsking(true)}>
            {texts.task.withdraw}
          </button>
        ) : null}
        <LogLink assignment={assignment} />
      </div>
      {isAsking ? (
        <Ask
          title={texts.task.withdrawTitle}
          confirm={texts.task.withdraw}
          reason={texts.task.withdrawReason}
          error={withdraw.error}
          isBusy={withdraw.isPending}
          close={() => setAsking(false)}
          onConfirm={(reason) =>
            withdraw.mutate({ method: 'POST', path: `${path}/withdraw`, body: { reason }, version }, { onSuccess: () => setAsking(false) })
          }
        >
          <p>{texts.task.withdrawHelp}</p>
        </Ask>
      ) : null}
    </section>
  )
}
