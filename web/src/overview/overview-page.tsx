/** The leader's one page: where each plan stands, where it will slip, and the units below. */
import { Link } from 'wouter'
import { numberText } from '../../../shared/time/vietnamese.ts'
import type { Overview } from '../api/answers.ts'
import { useAnswer } from '../api/hooks.ts'
import { NotFoundPage } from '../frame/plain-pages.tsx'
import { isOpen } from '../parts/deadline.tsx'
import { Meter } from '../parts/meter.tsx'
import { Badge } from '../parts/note.tsx'
import { Page } from '../parts/page.tsx'
import { Empty, isNotFound, Loaded } from '../parts/states.tsx'
import { useNow } from '../session/clock.ts'
import { useSession } from '../session/session.tsx'
import { texts } from '../texts.vi.ts'
import { taskNumber } from '../words.ts'
import { PaceChart } from './pace-chart.tsx'
import { type OverviewPlan, type OverviewTask, PlanMonths } from './plan-months.tsx'
import { overviewTexts as words } from './texts.vi.ts'
import { UnitsBelow } from './units-below.tsx'

const EVERY_MS = 15_000

/** Of the unit I act for, or of one below it. */
export default function OverviewPage({ unit }: { readonly unit?: string }) {
  const { me } = useSession()
  const own = me.actingAs.slice(me.actingAs.indexOf('@') + 1)
  const asked = useAnswer<Overview>(`/api/units/${encodeURIComponent(unit ?? own)}/overview`, { everyMs: EVERY_MS })
  if (isNotFound(asked.error)) return <NotFoundPage />
  const body = asked.data?.body
  return (
    <Page
      key={unit ?? own}
      wide
      title={unit === undefined || unit === own || body === undefined ? words.title : words.titleOf(body.name)}
      above={pathTo(body, own)}
      lead={<p>{words.lead}</p>}
    >
      <Loaded asked={asked}>{(found) => <Standing overview={found} />}</Loaded>
    </Page>
  )
}

/** From my own unit down to the one that is looked at. */
function pathTo(body: Overview | undefined, own: string) {
  if (body === undefined || body.unit === own) return []
  const ancestors = body.above.slice(0, body.above.findIndex(({ unit }) => unit === own) + 1).toReversed()
  return ancestors.map(({ unit, name }) => ({ name, to: unit === own ? '/tong-quan' : `/tong-quan/${unit}` }))
}

const isDoubtful = ({ forecast }: OverviewTask) => forecast?.verdict === 'watch' || forecast?.verdict === 'risk'

function Standing({ overview }: { readonly overview: Overview }) {
  const { plans, units, pace } = overview
  const slipping = plans.flatMap((plan) => plan.tasks.filter(isDoubtful).map((task) => ({ plan, task })))
  return (
    <>
      <Figures overview={overview} slipping={slipping.length} />
      <section aria-labelledby="slipping">
        <h2 id="slipping">{words.slipping}</h2>
        {slipping.length === 0 ? <p className="quiet">{words.slippingNone}</p> : null}
        <ul className="slips">
          {slipping
            .toSorted((left, right) => (left.task.forecast?.daysLeft ?? 0) - (right.task.forecast?.daysLeft ?? 0))
            .map(({ plan, task }) => (
              <Slip key={`${plan.planId} ${task.key}`} plan={plan} task={task} typical={pace.typical} />
            ))}
        </ul>
        <details>
          <summary>{words.ruleTitle}</summary>
          {words.rule.map((sentence) => (
            <p key={sentence}>{sentence}</p>
          ))}
          <p>{words.pastTasks(numberText(pace.tasks))}</p>
        </details>
      </section>
      {plans.length === 0 ? <Empty>{words.none}</Empty> : null}
      {plans.map((plan) => (
        <PlanStanding key={plan.planId} plan={plan} />
      ))}
      {units.length === 0 ? null : <UnitsBelow units={units} />}
    </>
  )
}

function Figures({ overview: { plans, units }, slipping }: { readonly overview: Overview; readonly slipping: number }) {
  const now = useNow()
  const open = plans.flatMap(({ tasks }) => tasks.filter((task) => isOpen(task, now) && task.expected > 0)).length
  const short = plans.flatMap(({ tasks }) => tasks.filter(({ state, done, expected }) => state === 'closed' && done < expected)).length
  const issued = units.filter((unit) => unit.plans.length > 0).length
  const figures = [
    { name: words.plansRunning, value: numberText(plans.length), tone: '' },
    { name: words.tasksOpen, value: numberText(open), tone: '' },
    { name: words.tasksDoubtful, value: numberText(slipping), tone: slipping > 0 ? 'warn' : 'good' },
    ...(short === 0 ? [] : [{ name: words.tasksShort, value: numberText(short), tone: 'bad' }]),
    ...(units.length === 0 ? [] : [{ name: words.unitsIssued, value: `${numberText(issued)}/${numberText(units.length)}`, tone: '' }]),
  ]
  return (
    <section aria-label={words.figures}>
      <dl className="figures">
        {figures.map(({ name, value, tone }) => (
          <div key={name} className={tone}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

interface SlipProps {
  readonly plan: OverviewPlan
  readonly task: OverviewTask
  readonly typical: Overview['pace']['typical']
}

function Slip({ plan, task, typical }: SlipProps) {
  const { key, content, done, expected, forecast, pace = [] } = task
  const name = texts.plan.taskName(taskNumber(task))
  if (forecast === undefined) return null
  const { missing, past = 0, verdict, daysLeft } = forecast
  return (
    <li className="card">
      <p className="card-above">
        <Badge tone={verdict === 'risk' ? 'bad' : 'warn'}>{words.verdict[verdict]}</Badge> <span>{texts.plans.number(plan.number)}</span>
      </p>
      <h3>
        <Link href={`/ke-hoach/${plan.planId}/nhiem-vu/${key}`}>{`${name}: ${content}`}</Link>
      </h3>
      <p>{`${words.share(numberText(done), numberText(expected))}, ${words.left(daysLeft)}.`}</p>
      <p>
        {missing === undefined
          ? words.noPast
          : words.forecast(numberText(missing.middle), numberText(missing.best), numberText(missing.worst), numberText(past))}
      </p>
      {pace.length > 1 ? <PaceChart name={name} own={pace} typical={typical} /> : null}
    </li>
  )
}

function PlanStanding({ plan }: { readonly plan: OverviewPlan }) {
  const sum = (pick: (task: OverviewTask) => number) => plan.tasks.reduce((total, task) => total + pick(task), 0)
  const expected = sum((task) => task.expected)
  return (
    <section className="card plan-standing" aria-labelledby={`plan-${plan.planId}`}>
      <p className="card-above">{texts.plans.number(plan.number)}</p>
      <h2 className="card-title" id={`plan-${plan.planId}`}>
        {plan.title}
      </h2>
      {expected === 0 ? null : (
        <>
          <p className="bar">
            <span>{words.whole}</span>
            <Meter
              done={sum((task) => task.done)}
              expected={expected}
              label={texts.follow.progressOf(plan.title)}
              unit={texts.follow.parts}
            />
          </p>
          <p className="quiet">{words.legend}</p>
          <PlanMonths plan={plan} />
        </>
      )}
      <p className="card-step actions">
        <Link href={`/ke-hoach/${plan.planId}/theo-doi`} className="button">
          {words.follow}
          <span className="visually-hidden">: {plan.title}</span>
        </Link>
        <Link href={`/ke-hoach/${plan.planId}/cap-duoi`} className="button">
          {words.tree}
          <span className="visually-hidden">: {plan.title}</span>
        </Link>
      </p>
    </section>
  )
}
