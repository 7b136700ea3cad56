/** The units right below: which have issued their plan of this year, and the way down to each. */
import { useDeferredValue, useState } from 'react'
import { Link } from 'wouter'
import { fold } from '../../../shared/text/fold.ts'
import { dateText, numberText } from '../../../shared/time/vietnamese.ts'
import type { Overview } from '../api/answers.ts'
import { Field } from '../parts/field.tsx'
import { More } from '../parts/more.tsx'
import { Badge } from '../parts/note.tsx'
import { Empty } from '../parts/states.tsx'
import { cascadeTexts, overviewTexts as words } from './texts.vi.ts'

type Units = Overview['units']

export function UnitsBelow({ units }: { readonly units: Units }) {
  const [search, setSearch] = useState('')
  const wanted = fold(useDeferredValue(search))
  const shown = units.filter(({ name }) => fold(name).includes(wanted))
  const issued = units.filter(({ plans }) => plans.length > 0).length
  return (
    <section aria-labelledby="units-below">
      <h2 id="units-below">{words.units}</h2>
      <p>{words.unitsLead(numberText(issued), numberText(units.length))}</p>
      <progress className="wide" value={issued} max={units.length} aria-label={words.unitsChart} />
      <div className="filters">
        <Field label={cascadeTexts.search}>
          {(wiring) => <input {...wiring} type="search" value={search} onChange={(event) => setSearch(event.target.value)} />}
        </Field>
      </div>
      {shown.length === 0 ? <Empty>{cascadeTexts.noMatch}</Empty> : <More items={shown}>{(part) => <Table units={part} />}</More>}
    </section>
  )
}

function Table({ units }: { readonly units: Units }) {
  return (
    <table className="stacked">
      <thead>
        <tr>
          <th scope="col">{words.unit}</th>
          <th scope="col">{words.plan}</th>
          <th scope="col">{words.below}</th>
        </tr>
      </thead>
      <tbody>
        {units.map(({ unit, name, plans, below, belowIssued }) => (
          <tr key={unit}>
            <th scope="row">
              <Link href={`/tong-quan/${unit}`}>{name}</Link>
            </th>
            <td data-label={words.plan}>
              {plans.length === 0 ? <Badge tone="warn">{words.notIssued}</Badge> : null}
              {plans.map(({ planId, number, date }) => (
                <p key={planId}>
                  <Link href={`/ke-hoach/${planId}`}>{cascadeTexts.planOf(number, dateText(date))}</Link>
                </p>
              ))}
            </td>
            <td data-label={words.below}>
              {below === 0 ? (
                <span className="quiet">{cascadeTexts.noBelow}</span>
              ) : (
                cascadeTexts.belowCount(numberText(belowIssued), numberText(below))
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
