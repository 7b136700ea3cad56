/** Correcting one task of a draft. Somebody else's correction in the meantime is refused by version; both texts are then on the page. */
import { type FormEvent, useState } from 'react'
import type { Plan, Task, TaskBody } from '../api/answers.ts'
import { Refused } from '../api/client.ts'
import { planPath, useCommand } from '../api/hooks.ts'
import { Field } from '../parts/field.tsx'
import { Note } from '../parts/note.tsx'
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
  const isStale = change.error instanceof Refused && change.error.isStale
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
      {isStale ? <Stale mine={mine} theirs={task} keep={overwrite} take={close} /> : <FailureNote error={change.error} />}
      <div className="actions">
        <button type="submit" className="primary" disabled={change.isPending || isStale}>
          {change.isPending ? texts.states.sending : texts.taskForm.save}
        </button>
        <button type="button" onClick={close}>
          {texts.states.cancel}
        </button>
      </div>
    </form>
  )
}

interface StaleProps {
  readonly mine: Edited
  readonly theirs: Task
  readonly keep: () => void
  readonly take: () => void
}

function Stale({ mine, theirs, keep, take }: StaleProps) {
  return (
    <>
      <Note tone="warn" title={texts.conflict.title}>
        <p>{texts.conflict.lead}</p>
      </Note>
      <div className="both">
        <div className="card">
          <h4>{texts.conflict.mine}</h4>
          <p>{mine.content}</p>
          <p className="quiet">{[...mine.executing, mine.deadlineText].join('; ')}</p>
          <button type="button" onClick={keep}>
            {texts.conflict.keepMine}
          </button>
        </div>
        <div className="card">
          <h4>{texts.conflict.theirs}</h4>
          <p>{theirs.content}</p>
          <p className="quiet">{[...theirs.executing, theirs.deadlineText].join('; ')}</p>
          <button type="button" onClick={take}>
            {texts.conflict.takeTheirs}
          </button>
        </div>
      </div>
    </>
  )
}

function editedOf({ state: _state, openedAt: _openedAt, closing: _closing, window: _window, ...task }: Task): Edited {
  return { ...task, executing: [...task.executing], coordinating: [...task.coordinating], kinds: [...task.kinds] }
}
