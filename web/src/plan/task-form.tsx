/** Correcting one task of a draft. Somebody else's correction in the meantime is refused by version; both texts are then on the page. */

import { type FormEvent, useState } from 'react'
import type { Plan, Task, TaskBody } from '../api/answers.ts'
import { useFocusIn } from '../parts/focus.ts'
import { useLeftBehind } from '../parts/typed.ts'
import { texts } from '../texts.vi.ts'
import { taskNumber } from '../words.ts'
import { CorrectionEnd, correctionsOf, useCorrection } from './correction.tsx'
import { anchorOf } from './source-marks.ts'
import { type Edited, TaskFields, withoutEmptyLines } from './task-fields.tsx'

const TASK = 'tasks/'

/** The task that is being corrected: at first one whose correction was left behind. */
export function useEditedTask(planId: string) {
  const leftBehind = useLeftBehind()
  return useState(() => [...leftBehind(correctionsOf(planId) + TASK).keys()].at(0))
}

interface TaskFormProps {
  readonly plan: Plan
  readonly task: Task
  readonly version: number | undefined
  readonly close: () => void
}

export function TaskForm({ plan, task, version, close }: TaskFormProps) {
  const correction = useCorrection({ plan, version, place: TASK + task.key, begin: () => editedOf(task), close })
  const { mine, end } = correction
  useFocusIn(anchorOf(`tasks.${task.key}`))
  const submit = (event: FormEvent) => {
    event.preventDefault()
    correction.save(`/tasks/${task.key}`, { task: withoutEmptyLines(mine), reason: end.reason } satisfies TaskBody)
  }
  return (
    <form onSubmit={submit} className="task-form">
      <h3>{texts.plan.editTask(taskNumber(task))}</h3>
      <TaskFields task={mine} put={(part) => correction.put({ ...mine, ...part })} />
      <CorrectionEnd save={texts.taskForm.save} correction={end} mine={<Words of={mine} />} theirs={<Words of={task} />} />
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
