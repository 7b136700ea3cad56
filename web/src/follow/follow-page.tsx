/** How far each task is. The page looks again every few seconds: what a unit hands in appears by itself. */
import { Link } from 'wouter'
import { cutOffText, dayText, numberText } from '../../../shared/time/vietnamese.ts'
import type { Plan, Progress } from '../api/answers.ts'
import { planPath, useAnswer } from '../api/hooks.ts'
import { NotFoundPage } from '../frame/plain-pages.tsx'
import { DaysLeft, isOpen } from '../parts/deadline.tsx'
import { Meter } from '../parts/meter.tsx'
import { Badge } from '../parts/note.tsx'
import { Page } from '../parts/page.tsx'
import { isNotFound, Loaded } from '../parts/states.tsx'
import { useNow } from '../session/clock.ts'
import { taskStateNames, texts } from '../texts.vi.ts'
import { taskNumber } from '../words.ts'
import { PlanTabs } from './plan-tabs.tsx'
import { ProgressExports } from './progress-exports.tsx'
import { Raised } from './raised.tsx'

const EVERY_MS = 2_000

export default function FollowPage({ planId }: { readonly planId: string }) {
  const plan = useAnswer<Plan>(planPath(planId))
  const progress = useAnswer<Progress>(planPath(planId, '/progress'), { everyMs: EVERY_MS })
  if (isNotFound(plan.error) || isNotFound(progress.error)) return <NotFoundPage />
  const header = plan.data?.body.header
  return (
    <Page
      wide
      title={texts.follow.title}
      above={[{ name: texts.plans.title, to: '/ke-hoach' }]}
      lead={header === undefined ? undefined : <p>{`${texts.plans.number(header.number)}: ${header.title}`}</p>}
      actions={<ProgressExports planId={planId} />}
    >
      <PlanTabs planId={planId} />
      <Loaded asked={plan}>
        {(body, version) => (
          <>
            <Raised plan={body} version={version} />
            <Loaded asked={progress}>{(found) => <ProgressTable plan={body} progress={found} />}</Loaded>
          </>
        )}
      </Loaded>
      <p className="hint">{texts.follow.updated}</p>
    </Page>
  )
}

function TaskStateBadge({ state, window }: Pick<Progress['tasks'][number], 'state' | 'window'>) {
  const now = useNow()
  // Its closing is on the way; what is late is said beside.
  if (state !== 'closed' && window !== undefined && now >= window.closesAt) return null
  if (isOpen({ state, window }, now)) return <Badge tone="info">{taskStateNames.open}</Badge>
  return <Badge tone="plain">{taskStateNames[state === 'closed' ? 'closed' : 'planned']}</Badge>
}

function ProgressTable({ plan, progress }: { readonly plan: Plan; readonly progress: Progress }) {
  const taskOf = new Map(plan.tasks.map((task) => [task.key, task]))
  const nameOf = (key: string) => texts.plan.taskName(taskNumber(taskOf.get(key) ?? { key }))
  return (
    <table className="stacked progress-table">
      <thead>
        <tr>
          <th scope="col">{texts.follow.task}</th>
          <th scope="col">{texts.follow.deadline}</th>
          <th scope="col">{texts.follow.done}</th>
          <th scope="col">{texts.follow.state}</th>
        </tr>
      </thead>
      <tbody>
        {progress.tasks.map(({ key, state, window, expected, done, owing, counts }) => (
          <tr key={key}>
            <th scope="row">
              <span className="quiet">{nameOf(key)}</span>
              <span className="task-content">{taskOf.get(key)?.content}</span>
            </th>
            <td data-label={texts.follow.deadline}>
              {window === undefined ? texts.deadline.none : cutOffText(window.closesAt)}
              {window === undefined || window.strictLastDay === window.lastDay ? null : (
                <p className="hint">{`${texts.deadline.advised}: ${dayText(window.strictLastDay)}`}</p>
              )}
            </td>
            <td data-label={texts.follow.done}>
              {expected === 0 ? (
                <span className="quiet">{texts.follow.nobody}</span>
              ) : (
                <>
                  <Meter done={done} expected={expected} label={texts.follow.progressOf(nameOf(key))} />
                  <Link href={`/ke-hoach/${plan.planId}/nhiem-vu/${key}`}>
                    {owing === 0 ? texts.follow.allDone : texts.follow.owing(numberText(owing))}
                  </Link>
                  {counts.submitted === 0 ? null : <p className="waiting">{texts.follow.waiting(numberText(counts.submitted))}</p>}
                </>
              )}
            </td>
            <td data-label={texts.follow.state}>
              <TaskStateBadge state={state} window={window} />
              {state === 'closed' || expected === 0 || owing === 0 ? null : <DaysLeft window={window} />}
              {counts.late > 0 ? <Badge tone="bad">{`${texts.follow.late}: ${numberText(counts.late)}`}</Badge> : null}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
