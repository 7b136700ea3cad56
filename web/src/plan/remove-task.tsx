/** Takes one task out of a draft, with the reason. */
import { useState } from 'react'
import type { Plan, Task } from '../api/answers.ts'
import { planPath, useCommand } from '../api/hooks.ts'
import { Ask } from '../parts/ask.tsx'
import { texts } from '../texts.vi.ts'
import { taskNumber } from '../words.ts'

export function RemoveTask({ planId, task }: { readonly planId: string; readonly task: Task }) {
  const [isAsking, setAsking] = useState(false)
  const remove = useCommand<Plan>(planPath(planId))
  const name = texts.plan.taskName(taskNumber(task))
  const close = () => {
    remove.reset()
    setAsking(false)
  }
  const path = planPath(planId, `/tasks/${encodeURIComponent(task.key)}/removal`)
  return (
    <>
      <button type="button" className="plain" onClick={() => setAsking(true)}>
        {texts.draft.remove}
        <span className="visually-hidden">: {name}</span>
      </button>
      {isAsking ? (
        <Ask
          title={texts.draft.removeAsk(name)}
          confirm={texts.draft.removeButton}
          reason={texts.draft.removeReason}
          error={remove.error}
          isBusy={remove.isPending}
          close={close}
          onConfirm={(reason) => remove.mutate({ method: 'POST', path, body: { reason } }, { onSuccess: close })}
        >
          <p>{task.content}</p>
        </Ask>
      ) : null}
    </>
  )
}
