import type { ReactNode } from 'react'
import type { Plan, Task } from '../api/answers.ts'
import { Deadline } from '../parts/deadline.tsx'
import { Badge } from '../parts/note.tsx'
import { Empty } from '../parts/states.tsx'
import { formNames, texts } from '../texts.vi.ts'
import { taskNumber } from '../words.ts'
import { AddTask } from './add-task.tsx'
import { RemoveTask } from './remove-task.tsx'
import type { Reviewing } from './review.tsx'
import { ShowInSource } from './show-in-source.tsx'
import { anchorOf } from './source-marks.ts'
import { TaskForm } from './task-form.tsx'

interface TasksProps {
  readonly plan: Plan
  readonly version: number | undefined
  readonly isEditable: boolean
  readonly reviewing?: Reviewing
  /** Which task is being corrected, and to correct another; none where nothing can be. */
  readonly edited?: string
  readonly edit?: (key: string | undefined) => void
}

/** Every task of the plan, by the sections of its appendix. */
export function Tasks({ plan, version, isEditable, reviewing, edited, edit = () => {} }: TasksProps) {
  const sections = [...Map.groupBy(plan.tasks, (task) => task.section ?? '')]
  return (
    <section aria-labelledby="tasks">
      <h2 id="tasks">{texts.plan.tasks(plan.tasks.length)}</h2>
      {plan.tasks.length === 0 ? <Empty>{texts.plan.noTasks}</Empty> : null}
      {sections.map(([section, tasks]) => (
        <div key={section} className="task-section">
          {section === '' ? null : <h3>{section}</h3>}
          <ul className="tasks">
            {tasks.map((task) => (
              <li key={task.key} id={anchorOf(`tasks.${task.key}`)} className="task">
                {edited === task.key ? (
                  <TaskForm plan={plan} task={task} version={version} close={() => edit(undefined)} />
                ) : (
                  <TaskLine task={task} reviewing={reviewing}>
                    {isEditable ? <Changing planId={plan.planId} task={task} edit={() => edit(task.key)} /> : null}
                  </TaskLine>
                )}
              </li>
            ))}
          </ul>
        </div>
      ))}
      <AddTask plan={plan} isEditable={isEditable} />
    </section>
  )
}

function Changing({ planId, task, edit }: { readonly planId: string; readonly task: Task; readonly edit: () => void }) {
  return (
    <>
      <button type="button" className="plain" data-opens-form onClick={edit}>
        {texts.plan.edit}
        <span className="visually-hidden">: {texts.plan.taskName(taskNumber(task))}</span>
      </button>
      <RemoveTask planId={planId} task={task} />
    </>
  )
}

interface TaskLineProps {
  readonly task: Task
  readonly reviewing: Reviewing | undefined
  /** What can be done with it. */
  readonly children: ReactNode
}

function TaskLine({ task, reviewing, children }: TaskLineProps) {
  const { key, content, executing, coordinating, window, deadlineText, form } = task
  const name = texts.plan.taskName(taskNumber(task))
  return (
    <>
      <p className="card-above">
        {name}
        <Badge tone="plain">{formNames[form]}</Badge>
      </p>
      <p className="task-content">{content}</p>
      <Deadline window={window} written={deadlineText} />
      <dl className="facts">
        <div>
          <dt>{texts.plan.executing}</dt>
          <dd>{executing.join('; ')}</dd>
        </div>
        {coordinating.length === 0 ? null : (
          <div>
            <dt>{texts.plan.coordinating}</dt>
            <dd>{coordinating.join('; ')}</dd>
          </div>
        )}
      </dl>
      <div className="actions">
        <ShowInSource group={`tasks.${key}`} reviewing={reviewing} name={name} />
        {children}
      </div>
    </>
  )
}
