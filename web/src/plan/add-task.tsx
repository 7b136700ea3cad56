/** A task the plan did not have: the next number, in one of its sections. */

import { type FormEvent, useState } from 'react'
import type { AddTaskBody, Plan } from '../api/answers.ts'
import { planPath, useCommand } from '../api/hooks.ts'
import { Field } from '../parts/field.tsx'
import { useFocusIn } from '../parts/focus.ts'
import { FormEnd } from '../parts/form-end.tsx'
import { FailureNote } from '../parts/states.tsx'
import { texts } from '../texts.vi.ts'
import { type Edited, TaskFields, withoutEmptyLines } from './task-fields.tsx'

const ADD_PLACE = 'them-nhiem-vu'

export function AddTask({ draft }: { readonly draft: Plan }) {
  const [isOpen, setOpen] = useState(false)
  return (
    <div id={ADD_PLACE} className="add-task">
      {isOpen ? (
        <AddForm draft={draft} close={() => setOpen(false)} />
      ) : (
        <button type="button" data-opens-form onClick={() => setOpen(true)}>
          {texts.draft.addOpen}
        </button>
      )}
    </div>
  )
}

function AddForm({ draft, close }: { readonly draft: Plan; readonly close: () => void }) {
  const sections = [...new Set(draft.tasks.flatMap(({ section }) => section ?? []))]
  const [task, setTask] = useState<Edited>(() => newTask(sections.at(-1)))
  const [reason, setReason] = useState('')
  const add = useCommand<Plan>(planPath(draft.planId))
  useFocusIn(ADD_PLACE)
  const put = (part: Partial<Edited>) => setTask({ ...task, ...part })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const body: AddTaskBody = { task: { ...withoutEmptyLines(task), key: nextKey(draft) }, reason }
    add.mutate({ method: 'POST', path: planPath(draft.planId, '/tasks'), body }, { onSuccess: close })
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
        {(wiring) => <input {...wiring} required maxLength={1_000} value={reason} onChange={(event) => setReason(event.target.value)} />}
      </Field>
      <FailureNote error={add.error} />
      <FormEnd act={texts.draft.addButton} isBusy={add.isPending} close={close} />
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
