import { useEffect, useRef, useState } from 'react'
import type { Assignment } from '../api/answers.ts'
import { useCommand } from '../api/hooks.ts'
import { Ask } from '../parts/ask.tsx'
import { Note } from '../parts/note.tsx'
import { useSession } from '../session/session.tsx'
import { texts } from '../texts.vi.ts'
import { draftPlace, notHandedIn } from './draft.ts'
import { DraftContent } from './draft-conflict.tsx'
import { Receipt } from './receipt.tsx'
import { LogLink } from './task-page.tsx'

interface HandedInProps {
  readonly assignment: Assignment
  readonly version: number | undefined
  readonly path: string
  /** It was handed in just now, on this page. */
  readonly isNew: boolean
}

/** The receipt, and the way back while there is one. */
export function HandedIn({ assignment, version, path, isNew }: HandedInProps) {
  const { submissions, state, may, files } = assignment
  const withdraw = useCommand<Assignment>(path)
  const [isAsking, setAsking] = useState(false)
  const [wasJustDone] = useState(isNew)
  const heading = useRef<HTMLHeadingElement>(null)
  // The form in which one pressed is gone: the receipt is where one is now.
  useEffect(() => {
    if (wasJustDone) heading.current?.focus()
  }, [wasJustDone])
  const close = () => {
    withdraw.reset()
    setAsking(false)
  }
  const last = submissions.at(-1)
  const { me } = useSession()
  const left = last === undefined ? undefined : notHandedIn(draftPlace(me.person, path), last)
  const attached = files.filter((file) => file.state === 'attached')
  return (
    <section aria-labelledby="receipt" className="receipt">
      <h2 id="receipt" ref={heading} tabIndex={-1}>
        {texts.receipt.title}
      </h2>
      {wasJustDone ? <Note tone="good">{texts.task.submitted}</Note> : null}
      {left === undefined ? null : (
        <Note tone="warn" title={texts.task.typedNotIn}>
          <p>{texts.task.typedNotInHelp}</p>
          <DraftContent content={left} />
        </Note>
      )}
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
          close={close}
          onConfirm={(reason) =>
            withdraw.mutate({ method: 'POST', path: `${path}/withdraw`, body: { reason }, version }, { onSuccess: close })
          }
        >
          <p>{texts.task.withdrawHelp}</p>
        </Ask>
      ) : null}
    </section>
  )
}
