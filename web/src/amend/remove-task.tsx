/** Takes one task out, with the reason. */
import { useState } from 'react'
import type { Plan } from '../api/answers.ts'
import { planPath, useCommand } from '../api/hooks.ts'
import { Ask } from '../parts/ask.tsx'
import { Field } from '../parts/field.tsx'
import { texts } from '../texts.vi.ts'

export function RemoveTask({ draft }: { readonly draft: Plan }) {
  const [chosen, setChosen] = useState('')
  const [isAsking, setAsking] = useState(false)
  const remove = useCommand<Plan>()
  const task = draft.tasks.find(({ key }) => key === chosen)
  const send = (reason: string) =>
    remove.mutate(
      { method: 'POST', path: planPath(draft.planId, `/tasks/${encodeURIComponent(chosen)}/removal`), body: { reason } },
      {
        onSuccess: () => {
          setAsking(false)
          setChosen('')
        },
      },
    )
  return (
    <>
      <h3>{texts.amend.remove}</h3>
      <Field label={texts.amend.removeChoose}>
        {(wiring) => (
          <select {...wiring} value={chosen} onChange={(event) => setChosen(event.target.value)}>
            <option value="">–</option>
            {draft.tasks.map(({ key, content }) => (
              <option key={key} value={key}>{`${texts.plan.taskName(key)}: ${content}`}</option>
            ))}
          </select>
        )}
      </Field>
      <button type="button" disabled={task === undefined} onClick={() => setAsking(true)}>
        {texts.amend.removeButton}
      </button>
      {isAsking && task !== undefined ? (
        <Ask
          title={texts.amend.removeAsk(texts.plan.taskName(task.key))}
          confirm={texts.amend.removeButton}
          reason={texts.taskForm.reason}
          error={remove.error}
          isBusy={remove.isPending}
          close={() => setAsking(false)}
          onConfirm={send}
        >
          <p>{task.content}</p>
        </Ask>
      ) : null}
    </>
  )
}
