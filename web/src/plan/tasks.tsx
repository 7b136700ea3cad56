import { useState } from 'react'
import type { Plan, Task } from '../api/answers.ts'
import { Deadline } from '../parts/deadline.tsx'
import { Badge } from '../parts/note.tsx'
import { Empty } from '../parts/states.tsx'
import { formNames, texts } from '../texts.vi.ts'
import { taskNumber } from '../words.ts'
import type { Reviewing } from './review.tsx'
import { ShowInSource } from './show-in-source.tsx'
import { TaskForm } from './task-form.tsx'

interface TasksProps {
  readonly plan: Plan
  readonly version: number | undefined
  readonly isEditable: boolean
  readonly reviewing?: Reviewing
}

/** Every task of the plan, by the sections of its appendix. */
export function Tasks({ plan, version, isEditable, reviewing }: TasksProps) {
  const [edited, setEdited] = useState<string>()
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
              <li key={task.key} id={`nhiem-vu-${task.key}`} className="task">
                {edited === task.key ? (
                  <TaskForm planId={plan.planId} task={task} version={version} close={() => setEdited(undefined)} />
                ) : (
                  <TaskLine task={task} edit={isEditable ? () => setEdited(task.key) : undefined} reviewing={reviewing} />
                )}
              </li>
            ))}
          </ul>
        </div>
      ))}
    </section>
  )
}

interface TaskLineProps {
  readonly task: Task
  readonly edit: (() => void) | undefined
  readonly reviewing: Reviewing | undefined
}

function TaskLine({ task, edit, reviewing }: TaskLineProps) {
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
      <ShowInSource group={`tasks.${key}`} reviewing={reviewing} name={name} />
      {edit === undefined ? null : (
        <button type="button" className="plain" onClick={edit}>
          {texts.plan.edit}
          <span className="visually-hidden">: {name}</span>
        </button>
      )}
    </>
  )
}
