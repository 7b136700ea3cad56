/** What the officer says to a hand-in: accept, give back, more time. */
import { useState } from 'react'
import type { Assignment } from '../api/answers.ts'
import { useCommand } from '../api/hooks.ts'
import { ExtensionAsk } from '../follow/extension-ask.tsx'
import { Ask } from '../parts/ask.tsx'
import { texts } from '../texts.vi.ts'

interface JudgementProps {
  readonly assignment: Assignment
  readonly version: number | undefined
  readonly path: string
}

type Question = 'accept' | 'return' | 'extend'

export function Judgement({ assignment, version, path }: JudgementProps) {
  const [question, setQuestion] = useState<Question>()
  const order = useCommand<Assignment>(path)
  const { state, unitName = '', window } = assignment
  const isIn = state === 'submitted' || state === 'accepted'
  const close = () => {
    order.reset()
    setQuestion(undefined)
  }
  const send = (verb: Question, body?: unknown) =>
    order.mutate(
      { method: 'POST', path: `${path}/${verb}`, body, version },
      { onSuccess: () => setQuestion((now) => (now === verb ? undefined : now)) },
    )
  const asking = { error: order.error, isBusy: order.isPending, close }
  return (
    <div className="actions judgement">
      {state === 'submitted' ? (
        <button type="button" className="primary" onClick={() => setQuestion('accept')}>
          {texts.task.accept}
        </button>
      ) : null}
      {isIn ? (
        <button type="button" onClick={() => setQuestion('return')}>
          {texts.task.giveBack}
        </button>
      ) : null}
      {!isIn && window !== undefined ? (
        <button type="button" onClick={() => setQuestion('extend')}>
          {texts.missing.extend}
        </button>
      ) : null}
      {question === 'accept' ? (
        <Ask {...asking} title={texts.task.acceptTitle} confirm={texts.task.accept} onConfirm={() => send('accept')}>
          <p>{texts.task.acceptHelp}</p>
        </Ask>
      ) : null}
      {question === 'return' ? (
        <Ask
          {...asking}
          title={texts.task.giveBackTitle}
          confirm={texts.task.giveBack}
          reason={texts.task.giveBackReason}
          onConfirm={(reason) => send('return', { reason })}
        >
          <p>{texts.task.giveBackHelp}</p>
        </Ask>
      ) : null}
      {question === 'extend' ? <ExtensionAsk path={path} unitName={unitName} window={window} close={close} /> : null}
    </div>
  )
}
