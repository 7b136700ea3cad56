/** A task the plan did not have: the next number, in one of its sections. */

import { type FormEvent, useState } from 'react'
import type { AddTaskBody, Plan } from '../api/answers.ts'
import { planPath, useCommand } from '../api/hooks.ts'
import { Field } from '../parts/field.tsx'
import { useFocusIn } from '../parts/focus.ts'
import { FormEnd } from '../parts/form-end.tsx'
import { FailureNote } from '../parts/states.tsx'
import { useLeftBehind, useTyped } from '../parts/typed.ts'
import { texts } from '../texts.vi.ts'
import { correctionsOf, IssuedMeanwhile } from './correction.tsx'
import { type Edited, TaskFields, withoutEmptyLines } from './task-fields.tsx'

const ADD_PLACE = 'them-nhiem-vu'
const ADDED = 'added'

/** What is typed for it, and why it is added. */
interface Added {
  readonly task: Edited
  readonly reason: string
}

interface AddTaskProps {
  readonly plan: Plan
  readonly isEditable: boolean
}

export function AddTask({ plan, isEditable }: AddTaskProps) {
  const leftBehind = useLeftBehind()
  const [isOpen, setOpen] = useState(() => leftBehind(correctionsOf(plan.planId)).has(ADDED))
  if (!isEditable && !isOpen) return null
  return (
    <div id={ADD_PLACE} className="add-task">
      {isOpen ? (
        <AddForm plan={plan} close={() => setOpen(false)} />
      ) : (
        <button type="button" data-opens-form onClick={() => setOpen(true)}>
          {texts.draft.addOpen}
        </button>
      )}
    </div>
  )
}

function AddForm({ plan, close }: { readonly plan: Plan; readonly close: () => void }) {
  const sections = [...new Set(plan.tasks.flatMap(({ section }) => section ?? []))]
  const {
    text,
    put: putText,
    forget,
  } = useTyped<Added>(correctionsOf(plan.planId) + ADDED, () => ({
    task: newTask(sections.at(-1)),
    reason: '',
  }))
  const { task, reason } = text
  const add = useCommand<Plan>(planPath(plan.planId))
  const isOver = plan.status === 'issued'
  const giveUp = () => {
    forget()
    close()
  }
  useFocusIn(ADD_PLACE)
  const put = (part: Partial<Edited>) => putText({ task: { ...task, ...part } })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const body: AddTaskBody = { task: { ...withoutEmptyLines(task), key: nextKey(plan) }, reason }
    const adding = add.mutateAsync({ method: 'POST', path: planPath(plan.planId, '/tasks'), body })
    // Also for whoever has left the page meanwhile.
    adding.then(giveUp, () => {})
  }
  return (
    <form onSubmit={submit} className="task-form card">
      <h3>{texts.draft.add}</h3>
      <TaskFields task={task} put={put} />
      {sections.length === 0 ? null : (
        <Field label={texts.draft.addSection}>
          {(wiring) => (
            <select {...wiring} value={task.section ?? ''} onChange={(event) => put({ section: event.target.value || undefined })}>
              {sections.map((section) => (
                <option key={section} value={section}>
                  {section}
                </option>
              ))}
              <option value="">{texts.draft.addNoSection}</option>
            </select>
          )}
        </Field>
      )}
      <Field label={texts.draft.addReason}>
        {(wiring) => (
          <input {...wiring} required maxLength={1_000} value={reason} onChange={(event) => putText({ reason: event.target.value })} />
        )}
      </Field>
      {isOver ? <IssuedMeanwhile planId={plan.planId} /> : null}
      <FailureNote error={add.error} />
      <FormEnd act={texts.draft.addButton} isBusy={add.isPending} isBarred={isOver} close={giveUp} />
    </form>
  )
}

/** What kind of work it is, the server reads in its content. */
function newTask(section: string | undefined): Edited {
  const due = { kind: 'by-date', precision: 'day', toBound: 'inclusive' } as const
  return { key: '1', section, content: '', executing: [], coordinating: [], deadlineText: '', due, kinds: [], form: 'report' }
}

function nextKey({ tasks }: Plan): string {
  return String(1 + Math.max(0, ...tasks.flatMap(({ key }) => (/^\d+$/.test(key) ? [Number(key)] : []))))
}
