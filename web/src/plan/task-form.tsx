/** Correcting one task of a draft. Somebody else's correction in the meantime is refused by version; both texts are then on the page. */
import { type FormEvent, useState } from 'react'
import type { Plan, Task, TaskBody } from '../api/answers.ts'
import { planPath, useCommand } from '../api/hooks.ts'
import { BothVersions, isStale } from '../parts/both-versions.tsx'
import { Field } from '../parts/field.tsx'
import { FailureNote } from '../parts/states.tsx'
import { texts } from '../texts.vi.ts'
import { type Edited, TaskFields, withoutEmptyLines } from './task-fields.tsx'

interface TaskFormProps {
  readonly planId: string
  readonly task: Task
  readonly version: number | undefined
  readonly close: () => void
}

export function TaskForm({ planId, task, version, close }: TaskFormProps) {
  // The version and the text the officer began from: what is read anew meanwhile does not change them.
  const [seen, setSeen] = useState({ task, version })
  const [mine, setMine] = useState<Edited>(() => editedOf(task))
  const [reason, setReason] = useState('')
  const change = useCommand<Plan>(planPath(planId))
  const meets = isStale(change.error)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const body: TaskBody = { task: withoutEmptyLines(mine), reason }
    change.mutate({ method: 'PUT', path: planPath(planId, `/tasks/${task.key}`), body, version: seen.version }, { onSuccess: close })
  }
  const overwrite = () => {
    setSeen({ task, version })
    change.reset()
  }
  return (
    <form onSubmit={submit} className="task-form">
      <h3>{texts.plan.editTask(task.key)}</h3>
      <TaskFields task={mine} put={(part) => setMine({ ...mine, ...part })} />
      <Field label={texts.taskForm.reason}>
        {(wiring) => <input {...wiring} required maxLength={1_000} value={reason} onChange={(event) => setReason(event.target.value)} />}
      </Field>
      {meets ? (
        <BothVersions mine={<Words of={mine} />} theirs={<Words of={task} />} keep={overwrite} take={close} />
      ) : (
        <FailureNote error={change.error} />
      )}
      <div className="actions">
        <button type="submit" className="primary" disabled={change.isPending || meets}>
          {change.isPending ? texts.states.sending : texts.taskForm.save}
        </button>
        <button type="button" onClick={close}>
          {texts.states.cancel}
        </button>
      </div>
    </form>
  )
}

/** What of a task is shown where two corrections meet. */
function Words({ of: { content, executing, deadlineText } }: { readonly of: Pick<Edited, 'content' | 'executing' | 'deadlineText'> }) {
  return (
    <>
      <p>{content}</p>
      <p className="quiet">{[...executing, deadlineText].join('; ')}</p>
    </>
  )
}

function editedOf({ state: _state, openedAt: _openedAt, closing: _closing, window: _window, ...task }: Task): Edited {
  return { ...task, executing: [...task.executing], coordinating: [...task.coordinating], kinds: [...task.kinds] }
}
