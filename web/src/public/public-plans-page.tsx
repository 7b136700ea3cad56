/** Published plans, newest first. */
import { useState } from 'react'
import { Link } from 'wouter'
import { fold } from '../../../shared/text/fold.ts'
import { dayText, numberText } from '../../../shared/time/vietnamese.ts'
import type { PublicPlans } from '../api/answers.ts'
import { Field } from '../parts/field.tsx'
import { More } from '../parts/more.tsx'
import { Page } from '../parts/page.tsx'
import { Empty, Loaded } from '../parts/states.tsx'
import { usePublic } from './ask.ts'
import { publicTexts } from './texts.vi.ts'

type Row = PublicPlans['plans'][number]

export function PublicPlansPage() {
  const asked = usePublic<PublicPlans>('/api/public/plans')
  return (
    <Page title={publicTexts.title} lead={<p>{publicTexts.lead}</p>}>
      <Loaded asked={asked}>{({ plans }) => (plans.length === 0 ? <Empty>{publicTexts.none}</Empty> : <Plans plans={plans} />)}</Loaded>
    </Page>
  )
}

const lastYear = ({ year, throughYear = year }: Row) => throughYear

function Plans({ plans }: { readonly plans: readonly Row[] }) {
  const [search, setSearch] = useState('')
  const [year, setYear] = useState('')
  const years = [...new Set(plans.map((plan) => plan.year))].sort((left, right) => right - left)
  const wanted = fold(search.trim())
  const shown = plans.filter(
    (plan) =>
      (year === '' || (plan.year <= Number(year) && Number(year) <= lastYear(plan))) &&
      (wanted === '' || fold(`${plan.title} ${plan.number} ${plan.issuer}`).includes(wanted)),
  )
  return (
    <>
      <div className="filters">
        <Field label={publicTexts.search}>
          {(wiring) => <input {...wiring} type="search" value={search} onChange={(event) => setSearch(event.target.value)} />}
        </Field>
        <Field label={publicTexts.year}>
          {(wiring) => (
            <select {...wiring} value={year} onChange={(event) => setYear(event.target.value)}>
              <option value="">{publicTexts.allYears}</option>
              {years.map((one) => (
                <option key={one} value={one}>
                  {one}
                </option>
              ))}
            </select>
          )}
        </Field>
      </div>
      {shown.length === 0 ? (
        <Empty>{publicTexts.noMatch}</Empty>
      ) : (
        <More items={shown}>
          {(part) => (
            <ul className="cards">
              {part.map((plan) => (
                <li key={plan.planId} className="card">
                  <p className="card-above">{yearsOf(plan)}</p>
                  <h2 className="card-title">
                    <Link href={`/cong-khai/${plan.planId}`}>{plan.title}</Link>
                  </h2>
                  <p>{plan.issuer}</p>
                  <p className="quiet">{publicTexts.numberAndDay(plan.number, dayText(plan.date))}</p>
                </li>
              ))}
            </ul>
          )}
        </More>
      )}
      <p className="visually-hidden" role="status">
        {publicTexts.count(numberText(shown.length))}
      </p>
    </>
  )
}

function yearsOf({ year, throughYear }: Row): string {
  return throughYear === undefined ? publicTexts.yearOf(year) : publicTexts.period(year, throughYear)
}
