/** The leader's one page: where each plan stands, and where it will slip. */
import { Link } from 'wouter'
import { numberText } from '../../../shared/time/vietnamese.ts'
import type { Plan, PlanRow, Progress } from '../api/answers.ts'
import { planPath, useAnswer } from '../api/hooks.ts'
import { daysUntil, isOpen } from '../parts/deadline.tsx'
import { Meter } from '../parts/meter.tsx'
import { Page } from '../parts/page.tsx'
import { Empty, Loaded } from '../parts/states.tsx'
import { useNow } from '../session/clock.ts'
import { texts } from '../texts.vi.ts'

const EVERY_MS = 15_000
/** From how near a deadline on a task that few have done may slip. */
const NEAR_DAYS = 14

export default function OverviewPage() {
  const asked = useAnswer<{ readonly plans: readonly PlanRow[] }>('/api/plans')
  return (
    <Page title={texts.overview.title} lead={<p>{texts.overview.lead}</p>}>
      <Loaded asked={asked}>
        {({ plans }) => {
          const followed = plans.filter((plan) => plan.status === 'issued' && plan.may.follow)
          return followed.length === 0 ? (
            <Empty>{texts.overview.none}</Empty>
          ) : (
            <ul className="cards">
              {followed.toReversed().map((plan) => (
                <PlanOverview key={plan.planId} row={plan} />
              ))}
            </ul>
          )
        }}
      </Loaded>
    </Page>
  )
}

type Line = Progress['tasks'][number]

function PlanOverview({ row }: { readonly row: PlanRow }) {
  const progress = useAnswer<Progress>(planPath(row.planId, '/progress'), { everyMs: EVERY_MS })
  const plan = useAnswer<Plan>(planPath(row.planId))
  const contents = new Map((plan.data?.body.tasks ?? []).map((task) => [task.key, task.content]))
  return (
    <li className="card">
      <p className="card-above">{texts.plans.number(row.number)}</p>
      <h2 className="card-title">{row.title}</h2>
      <Loaded asked={progress}>{({ tasks }) => <Standings tasks={tasks} contents={contents} planId={row.planId} />}</Loaded>
      <p className="card-step">
        <Link href={`/ke-hoach/${row.planId}/theo-doi`} className="button">
          {texts.overview.follow}
          <span className="visually-hidden">: {row.title}</span>
        </Link>
      </p>
    </li>
  )
}

interface StandingsProps {
  readonly tasks: readonly Line[]
  readonly contents: ReadonlyMap<string, string>
  readonly planId: string
}

function Standings({ tasks, contents, planId }: StandingsProps) {
  const now = useNow()
  const asked = tasks.filter((task) => task.expected > 0)
  const near = asked
    .filter(
      ({ state, window, owing }) => state !== 'closed' && owing > 0 && window !== undefined && daysUntil(window.lastDay, now) <= NEAR_DAYS,
    )
    .toSorted((left, right) => (left.window?.closesAt ?? '').localeCompare(right.window?.closesAt ?? ''))
  const closed = asked.filter(({ state, owing }) => state === 'closed' && owing > 0)
  const name = (key: string) => contents.get(key) ?? texts.plan.taskName(key)
  return (
    <>
      <Bar name={texts.overview.whole} tasks={asked} />
      <Bar name={texts.overview.open} tasks={asked.filter((task) => isOpen(task, now))} />
      <h3>{texts.overview.slipping}</h3>
      {near.length === 0 ? <p className="quiet">{texts.overview.slippingNone}</p> : null}
      <ul className="rows">
        {near.map(({ key, owing, window }) => (
          <li key={key}>
            <Link href={`/ke-hoach/${planId}/nhiem-vu/${key}`}>{name(key)}</Link>
            <span className="warn-words">
              {texts.overview.soon(texts.deadline.left(daysUntil(window?.lastDay ?? '', now)), numberText(owing))}
            </span>
          </li>
        ))}
      </ul>
      {closed.length === 0 ? null : (
        <>
          <h3>{texts.overview.closedOwing}</h3>
          <ul className="rows">
            {closed.map(({ key, owing }) => (
              <li key={key}>
                <Link href={`/ke-hoach/${planId}/nhiem-vu/${key}`}>{name(key)}</Link>
                <span className="bad-words">{texts.overview.missing(numberText(owing))}</span>
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  )
}

function Bar({ name, tasks }: { readonly name: string; readonly tasks: readonly Line[] }) {
  const sum = (pick: (task: Line) => number) => tasks.reduce((total, task) => total + pick(task), 0)
  if (tasks.length === 0) return null
  return (
    <p className="bar">
      <span>{name}</span>
      <Meter
        done={sum((task) => task.done)}
        expected={sum((task) => task.expected)}
        label={texts.follow.progressOf(name)}
        unit={texts.follow.parts}
      />
    </p>
  )
}
