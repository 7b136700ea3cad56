/** A plan as a year: its tasks by the month in which they end, each a ring that leads to who is missing. */
import { Link } from 'wouter'
import { dateText, numberText } from '../../../shared/time/vietnamese.ts'
import type { Overview } from '../api/answers.ts'
import { texts } from '../texts.vi.ts'
import { taskNumber } from '../words.ts'
import { Ring, type RingTone } from './ring.tsx'
import { overviewTexts as words } from './texts.vi.ts'

export type OverviewPlan = Overview['plans'][number]
export type OverviewTask = OverviewPlan['tasks'][number]

const tones = { complete: 'good', early: 'plain', steady: 'info', watch: 'warn', risk: 'bad' } as const

export function toneOf({ state, expected, done, forecast }: OverviewTask): RingTone {
  if (state === 'closed') return done >= expected ? 'good' : 'bad'
  return forecast === undefined ? 'plain' : tones[forecast.verdict]
}

export function standingOf({ state, expected, done, forecast, window }: OverviewTask): string {
  if (state === 'closed') return done >= expected ? words.closed : words.closedMissing(numberText(expected - done))
  if (window === undefined) return words.noDay
  return forecast === undefined ? words.nobody : words.verdict[forecast.verdict]
}

export function PlanMonths({ plan }: { readonly plan: OverviewPlan }) {
  const asked = plan.tasks.filter(({ expected }) => expected > 0)
  const months = Map.groupBy(
    asked.toSorted((left, right) => (left.window?.lastDay ?? '9').localeCompare(right.window?.lastDay ?? '9')),
    ({ window }) => window?.lastDay.slice(0, 7) ?? '',
  )
  return (
    <section aria-label={words.calendar(plan.title)}>
      <ol className="months">
        {[...months].map(([month, tasks]) => (
          <li key={month}>
            <h3>{month === '' ? words.undated : words.month(Number(month.slice(5)), Number(month.slice(0, 4)))}</h3>
            <ul>
              {tasks.map((task) => (
                <li key={task.key}>
                  <TaskRing planId={plan.planId} task={task} />
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ol>
    </section>
  )
}

function TaskRing({ planId, task }: { readonly planId: string; readonly task: OverviewTask }) {
  const { key, content, expected, done, window } = task
  return (
    <Link href={`/ke-hoach/${planId}/nhiem-vu/${key}`} className="task-ring" title={content}>
      <Ring share={done / expected} tone={toneOf(task)} text={words.percent(done / expected)} />
      <span>
        <strong>{texts.plan.taskName(taskNumber(task))}</strong>
        {window === undefined ? null : <span className="quiet">{dateText(window.lastDay)}</span>}
        <span className={`ring-words ${toneOf(task)}`}>{standingOf(task)}</span>
        <span className="visually-hidden">{`: ${content}. ${words.share(numberText(done), numberText(expected))}`}</span>
      </span>
    </Link>
  )
}
