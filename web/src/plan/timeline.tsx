/** The plan's year at a glance: what closes in which month. */
import type { Plan } from '../api/answers.ts'
import { texts } from '../texts.vi.ts'

export function Timeline({ plan }: { readonly plan: Plan }) {
  const dated = plan.tasks.flatMap(({ key, content, window }) => (window === undefined ? [] : [{ key, content, day: window.lastDay }]))
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
                .map(({ key, content, day }) => (
                  <a key={key} href={`#nhiem-vu-${key}`} title={content}>
                    {texts.timeline.task(key, day.slice(8))}
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
