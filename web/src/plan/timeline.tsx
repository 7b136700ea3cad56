/** The plan's year at a glance: what closes in which month. */
import type { Plan } from '../api/answers.ts'
import { texts } from '../texts.vi.ts'
import { taskNumber } from '../words.ts'

export function Timeline({ plan }: { readonly plan: Plan }) {
  const dated = plan.tasks.flatMap(({ window, ...task }) => (window === undefined ? [] : [{ ...task, day: window.lastDay }]))
  const months = [...Map.groupBy(dated, ({ day }) => day.slice(0, 7))].toSorted(([one], [other]) => one.localeCompare(other))
  const open = plan.tasks.length - dated.length
  return (
    <section aria-labelledby="timeline">
      <h2 id="timeline">{texts.timeline.title}</h2>
      <ol className="timeline">
        {months.map(([month, tasks]) => (
          <li key={month}>
            <strong>{texts.timeline.month(month.slice(5), month.slice(0, 4))}</strong>
            <span className="timeline-tasks">
              {tasks
                .toSorted((one, other) => one.day.localeCompare(other.day))
                .map((task) => (
                  <a key={task.key} href={`#nhiem-vu-${task.key}`} title={task.content}>
                    {texts.timeline.task(taskNumber(task), task.day.slice(8))}
                  </a>
                ))}
            </span>
          </li>
        ))}
      </ol>
      {open === 0 ? null : <p className="quiet">{texts.timeline.undated(open)}</p>}
    </section>
  )
}
