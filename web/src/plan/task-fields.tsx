/** The fields of a task, as its document has them: for one that is corrected, and for one that is added. */
import type { TaskBody } from '../api/answers.ts'
import { DayField, HourField } from '../parts/day-field.tsx'
import { Field } from '../parts/field.tsx'
import { formNames, texts } from '../texts.vi.ts'

export type Edited = TaskBody['task']

interface TaskFieldsProps {
  readonly task: Edited
  readonly put: (part: Partial<Edited>) => void
}

export function TaskFields({ task, put }: TaskFieldsProps) {
  const due = task.due ?? { kind: 'by-date', precision: 'day' }
  return (
    <>
      <Field label={texts.taskForm.content}>
        {(wiring) => (
          <textarea
            {...wiring}
            required
            rows={3}
            maxLength={4_000}
            value={task.content}
            onChange={(event) => put({ content: event.target.value })}
          />
        )}
      </Field>
      <Field label={texts.taskForm.executing}>
        {(wiring) => (
          <textarea
            {...wiring}
            rows={3}
            value={task.executing.join('\n')}
            onChange={(event) => put({ executing: event.target.value.split('\n') })}
          />
        )}
      </Field>
      <Field label={texts.taskForm.coordinating}>
        {(wiring) => (
          <textarea
            {...wiring}
            rows={2}
            value={task.coordinating.join('\n')}
            onChange={(event) => put({ coordinating: event.target.value.split('\n') })}
          />
        )}
      </Field>
      <div className="field-row">
        <Field label={texts.taskForm.deadlineText}>
          {(wiring) => (
            <input {...wiring} maxLength={500} value={task.deadlineText} onChange={(event) => put({ deadlineText: event.target.value })} />
          )}
        </Field>
        <Field label={texts.taskForm.bound}>
          {(wiring) => (
            <select
              {...wiring}
              disabled={due.toTime !== undefined}
              value={due.toTime === undefined ? (due.toBound ?? 'inclusive') : 'inclusive'}
              onChange={(event) => put({ due: { ...due, toBound: event.target.value === 'exclusive' ? 'exclusive' : 'inclusive' } })}
            >
              <option value="exclusive">{texts.taskForm.exclusive}</option>
              <option value="inclusive">{texts.taskForm.inclusive}</option>
            </select>
          )}
        </Field>
      </div>
      <div className="field-row">
        <DayField
          label={texts.taskForm.from}
          value={due.from ?? ''}
          change={(from) => put({ due: { ...due, from: dayOrNothing(from) } })}
        />
        <DayField label={texts.taskForm.to} value={due.to ?? ''} change={(to) => put({ due: { ...due, to: dayOrNothing(to) } })} />
        <HourField
          label={texts.taskForm.toTime}
          whenEmpty={texts.taskForm.endOfDay}
          value={due.toTime ?? ''}
          change={(hour) => put({ due: { ...due, toTime: hour === '' ? undefined : hour } })}
        />
        <Field label={texts.taskForm.form}>
          {(wiring) => (
            <select {...wiring} value={task.form} onChange={(event) => put({ form: formOf(event.target.value) })}>
              {Object.entries(formNames).map(([form, name]) => (
                <option key={form} value={form}>
                  {name}
                </option>
              ))}
            </select>
          )}
        </Field>
      </div>
    </>
  )
}

/** A line of a list that is still being typed is empty for a while; none is sent. */
export function withoutEmptyLines(task: Edited): Edited {
  return { ...task, executing: task.executing.filter(isLine), coordinating: task.coordinating.filter(isLine) }
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
