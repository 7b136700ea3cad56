/** The plans below a plan: who was asked for one, who has issued it. Going down is opening the same page of a child. */
import { useDeferredValue, useState } from 'react'
import { Link } from 'wouter'
import { fold } from '../../../shared/text/fold.ts'
import { cutOffText, dateText, numberText } from '../../../shared/time/vietnamese.ts'
import type { Cascade, CascadeUnit, Plan } from '../api/answers.ts'
import { planPath, useAnswer } from '../api/hooks.ts'
import { PlanTabs } from '../follow/plan-tabs.tsx'
import { NotFoundPage } from '../frame/plain-pages.tsx'
import { Field } from '../parts/field.tsx'
import { Meter } from '../parts/meter.tsx'
import { More } from '../parts/more.tsx'
import { Badge } from '../parts/note.tsx'
import { Page } from '../parts/page.tsx'
import { Empty, isNotFound, Loaded } from '../parts/states.tsx'
import { texts } from '../texts.vi.ts'
import { taskNumber } from '../words.ts'
import { cascadeTexts } from './texts.vi.ts'

const EVERY_MS = 10_000
const shows = ['all', 'missing', 'done'] as const
type Show = (typeof shows)[number]

export default function CascadePage({ planId }: { readonly planId: string }) {
  const plan = useAnswer<Plan>(planPath(planId))
  const asked = useAnswer<Cascade>(planPath(planId, '/cascade'), { everyMs: EVERY_MS })
  if (isNotFound(plan.error) || isNotFound(asked.error)) return <NotFoundPage />
  const body = plan.data?.body
  const [parent] = body?.parents ?? []
  return (
    <Page
      title={cascadeTexts.title}
      above={[
        { name: texts.plans.title, to: '/ke-hoach' },
        ...(parent === undefined ? [] : [{ name: cascadeTexts.above, to: `/ke-hoach/${parent.planId}/cap-duoi` }]),
      ]}
      lead={
        <>
          {body === undefined ? null : <p>{`${texts.plans.number(body.header.number)}, ${body.issuerName}: ${body.header.title}`}</p>}
          <p className="quiet">{cascadeTexts.lead}</p>
        </>
      }
    >
      <PlanTabs planId={planId} />
      <Loaded asked={asked}>
        {(found) => (
          <>
            <Duties cascade={found} />
            <Themes cascade={found} />
            <Units cascade={found} />
          </>
        )}
      </Loaded>
    </Page>
  )
}

function Duties({ cascade: { duties } }: { readonly cascade: Cascade }) {
  if (duties.length === 0) return <p>{cascadeTexts.noDuties}</p>
  return (
    <section aria-labelledby="duties">
      <h2 id="duties">{cascadeTexts.duties}</h2>
      <ul className="cards">
        {duties.map(({ key, reference, content, window, expected, done }) => (
          <li key={key} className="card">
            <p className="card-above">{texts.plan.taskName(taskNumber({ key, reference }))}</p>
            <p>{content}</p>
            <p className="quiet">{cascadeTexts.until(window === undefined ? texts.deadline.none : cutOffText(window.closesAt))}</p>
            <Meter done={done} expected={expected} label={texts.follow.progressOf(content)} unit={cascadeTexts.answered} />
          </li>
        ))}
      </ul>
    </section>
  )
}

function Themes({ cascade: { themes } }: { readonly cascade: Cascade }) {
  if (themes.length === 0) return null
  return (
    <section aria-labelledby="themes">
      <h2 id="themes">{cascadeTexts.themes}</h2>
      <dl className="facts">
        {themes.map(({ year, text }) => (
          <div key={year}>
            <dt>{cascadeTexts.year(year)}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

const hasPlan = ({ plans, isDone }: CascadeUnit) => isDone || plans.some(({ isLinked }) => isLinked)

function Units({ cascade: { units } }: { readonly cascade: Cascade }) {
  const [search, setSearch] = useState('')
  const [show, setShow] = useState<Show>('all')
  const wanted = fold(useDeferredValue(search))
  const shown = units.filter(
    (unit) => (show === 'all' || hasPlan(unit) === (show === 'done')) && (wanted === '' || fold(unit.name).includes(wanted)),
  )
  return (
    <section aria-labelledby="units">
      <h2 id="units">{cascadeTexts.units(numberText(shown.length))}</h2>
      {units.length === 0 ? (
        <Empty>{cascadeTexts.none}</Empty>
      ) : (
        <>
          <div className="filters">
            <Field label={cascadeTexts.search}>
              {(wiring) => <input {...wiring} type="search" value={search} onChange={(event) => setSearch(event.target.value)} />}
            </Field>
            <Field label={cascadeTexts.show}>
              {(wiring) => (
                <select {...wiring} value={show} onChange={(event) => setShow(shows.find((one) => one === event.target.value) ?? 'all')}>
                  {shows.map((one) => (
                    <option key={one} value={one}>
                      {cascadeTexts[one]}
                    </option>
                  ))}
                </select>
              )}
            </Field>
          </div>
          {shown.length === 0 ? <Empty>{cascadeTexts.noMatch}</Empty> : <More items={shown}>{(part) => <UnitTable units={part} />}</More>}
        </>
      )}
    </section>
  )
}

function UnitTable({ units }: { readonly units: readonly CascadeUnit[] }) {
  return (
    <table className="stacked">
      <thead>
        <tr>
          <th scope="col">{cascadeTexts.unit}</th>
          <th scope="col">{cascadeTexts.plan}</th>
          <th scope="col">{cascadeTexts.below}</th>
        </tr>
      </thead>
      <tbody>
        {units.map((unit) => (
          <tr key={unit.unit}>
            <th scope="row">{unit.name}</th>
            <td data-label={cascadeTexts.plan}>
              <UnitPlans unit={unit} />
            </td>
            <td data-label={cascadeTexts.below}>
              {unit.below === 0 ? (
                <span className="quiet">{cascadeTexts.noBelow}</span>
              ) : (
                <>
                  {cascadeTexts.belowCount(numberText(unit.belowIssued), numberText(unit.below))}
                  {unit.plans.map(({ planId }) => (
                    <p key={planId}>
                      <Link href={`/ke-hoach/${planId}/cap-duoi`}>
                        {cascadeTexts.down}
                        <span className="visually-hidden"> {cascadeTexts.downOf(unit.name)}</span>
                      </Link>
                    </p>
                  ))}
                </>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function UnitPlans({ unit: { plans, isDone, isAsked } }: { readonly unit: CascadeUnit }) {
  if (plans.length === 0) {
    return isDone ? <Badge tone="good">{cascadeTexts.handedIn}</Badge> : <Badge tone="warn">{cascadeTexts.notYet}</Badge>
  }
  return (
    <ul className="plain-list">
      {plans.map(({ planId, number, date, isLinked }) => (
        <li key={planId}>
          <Link href={`/ke-hoach/${planId}`}>{cascadeTexts.planOf(number, dateText(date))}</Link>{' '}
          {isLinked ? null : <Badge tone="warn">{cascadeTexts.unlinked}</Badge>}
          {isLinked && !isAsked ? <Badge tone="plain">{cascadeTexts.unasked}</Badge> : null}
        </li>
      ))}
    </ul>
  )
}
