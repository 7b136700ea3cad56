/** Correcting one task of a draft. Somebody else's correction in the meantime is refused by version; both texts are then on the page. */

import { type FormEvent, useState } from 'react'
import type { Task, TaskBody } from '../api/answers.ts'
import { planPath } from '../api/hooks.ts'
import { useFocusIn } from '../parts/focus.ts'
import { texts } from '../texts.vi.ts'
import { taskNumber } from '../words.ts'
import { CorrectionEnd, useCorrection } from './correction.tsx'
import { anchorOf } from './source-marks.ts'
import { type Edited, TaskFields, withoutEmptyLines } from './task-fields.tsx'

interface TaskFormProps {
  readonly planId: string
  readonly task: Task
  readonly version: number | undefined
  readonly close: () => void
}

export function TaskForm({ planId, task, version, close }: TaskFormProps) {
  const [mine, setMine] = useState<Edited>(() => editedOf(task))
  const [reason, setReason] = useState('')
  const { change, seen, keep } = useCorrection(planId, version)
  useFocusIn(anchorOf(`tasks.${task.key}`))
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const body: TaskBody = { task: withoutEmptyLines(mine), reason }
    change.mutate({ method: 'PUT', path: planPath(planId, `/tasks/${task.key}`), body, version: seen }, { onSuccess: close })
  }
  return (
    <form onSubmit={submit} className="task-form">
      <h3>{texts.plan.editTask(taskNumber(task))}</h3>
      <TaskFields task={mine} put={(part) => setMine({ ...mine, ...part })} />
      <CorrectionEnd
        save={texts.taskForm.save}
        reason={reason}
        setReason={setReason}
        change={change}
        close={close}
        mine={<Words of={mine} />}
        theirs={<Words of={task} />}
        keep={keep}
      />
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
