/** Correcting one task of a draft. Somebody else's correction in the meantime is refused by version; both texts are then on the page. */
import { type FormEvent, useState } from 'react'
import type { Plan, Task, TaskBody } from '../api/answers.ts'
import { Refused } from '../api/client.ts'
import { planPath, useCommand } from '../api/hooks.ts'
import { Field } from '../parts/field.tsx'
import { Note } from '../parts/note.tsx'
import { FailureNote } from '../parts/states.tsx'
import { formNames, texts } from '../texts.vi.ts'

interface TaskFormProps {
  readonly planId: string
  readonly task: Task
  readonly version: number | undefined
  readonly close: () => void
}

type Edited = TaskBody['task']

export function TaskForm({ planId, task, version, close }: TaskFormProps) {
  // The version and the text the officer began from: what is read anew meanwhile does not change them.
  const [seen, setSeen] = useState({ task, version })
  const [mine, setMine] = useState<Edited>(() => editedOf(task))
  const [reason, setReason] = useState('')
  const change = useCommand<Plan>(planPath(planId))
  const isStale = change.error instanceof Refused && change.error.isStale
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const body: TaskBody = {
      task: { ...mine, executing: mine.executing.filter(isLine), coordinating: mine.coordinating.filter(isLine) },
      reason,
    }
    change.mutate({ method: 'PUT', path: planPath(planId, `/tasks/${task.key}`), body, version: seen.version }, { onSuccess: close })
  }
  const overwrite = () => {
    setSeen({ task, version })
    change.reset()
  }
  const put = (part: Partial<Edited>) => setMine({ ...mine, ...part })
  const due = mine.due ?? { kind: 'by-date', precision: 'day' }
  return (
    <form onSubmit={submit} className="task-form">
      <h3>{texts.plan.editTask(task.key)}</h3>
      <Field label={texts.taskForm.content}>
        {(wiring) => (
          <textarea
            {...wiring}
            required
            rows={3}
            maxLength={4_000}
            value={mine.content}
            onChange={(event) => put({ content: event.target.value })}
          />
        )}
      </Field>
      <Field label={texts.taskForm.executing}>
        {(wiring) => (
          <textarea
            {...wiring}
            rows={3}
            value={mine.executing.join('\n')}
            onChange={(event) => put({ executing: event.target.value.split('\n') })}
          />
        )}
      </Field>
      <Field label={texts.taskForm.coordinating}>
        {(wiring) => (
          <textarea
            {...wiring}
            rows={2}
            value={mine.coordinating.join('\n')}
            onChange={(event) => put({ coordinating: event.target.value.split('\n') })}
          />
        )}
      </Field>
      <div className="field-row">
        <Field label={texts.taskForm.deadlineText}>
          {(wiring) => (
            <input {...wiring} maxLength={500} value={mine.deadlineText} onChange={(event) => put({ deadlineText: event.target.value })} />
          )}
        </Field>
        <Field label={texts.taskForm.from}>
          {(wiring) => (
            <input
              {...wiring}
              type="date"
              value={due.from ?? ''}
              onChange={(event) => put({ due: { ...due, from: dayOrNothing(event.target.value) } })}
            />
          )}
        </Field>
        <Field label={texts.taskForm.to}>
          {(wiring) => (
            <input
              {...wiring}
              type="date"
              value={due.to ?? ''}
              onChange={(event) => put({ due: { ...due, to: dayOrNothing(event.target.value) } })}
            />
          )}
        </Field>
        <Field label={texts.taskForm.bound}>
          {(wiring) => (
            <select
              {...wiring}
              value={due.toBound ?? 'inclusive'}
              onChange={(event) => put({ due: { ...due, toBound: event.target.value === 'exclusive' ? 'exclusive' : 'inclusive' } })}
            >
              <option value="exclusive">{texts.taskForm.exclusive}</option>
              <option value="inclusive">{texts.taskForm.inclusive}</option>
            </select>
          )}
        </Field>
        <Field label={texts.taskForm.form}>
          {(wiring) => (
            <select {...wiring} value={mine.form} onChange={(event) => put({ form: formOf(event.target.value) })}>
              {Object.entries(formNames).map(([form, name]) => (
                <option key={form} value={form}>
                  {name}
                </option>
              ))}
            </select>
          )}
        </Field>
      </div>
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

function isLine(text: string): boolean {
  return text.trim() !== ''
}

function dayOrNothing(day: string): string | null {
  return day === '' ? null : day
}

function formOf(value: string): Edited['form'] {
  return value === 'registration' || value === 'dossier' ? value : 'report'
}
