/** Who acts for the unit now or soon; a role is handed over here, and until its day that is taken back here. */
import { type ReactNode, useState } from 'react'
import { dateText, dayText } from '../../../shared/time/vietnamese.ts'
import type { UnitDesk, UnitPerson } from '../api/answers.ts'
import { Note } from '../parts/note.tsx'
import { Empty } from '../parts/states.tsx'
import { roleNames, texts } from '../texts.vi.ts'
import { CancelHandOverAsk } from './cancel-hand-over-ask.tsx'
import { HandOverAsk } from './hand-over-ask.tsx'

interface PeopleProps {
  readonly desk: UnitDesk
  readonly version: number | undefined
  readonly path: string
}

interface Asking {
  readonly what: 'hand-over' | 'cancel'
  readonly person: UnitPerson
}

export function People({ desk, version, path }: PeopleProps) {
  const [asking, setAsking] = useState<Asking>()
  const [done, setDone] = useState<ReactNode>()
  const mayAny = desk.people.some((person) => person.mayHandOver || person.coming?.mayCancel)
  const ask = (next: Asking) => {
    setDone(undefined)
    setAsking(next)
  }
  const end = (said: ReactNode) => {
    setDone(said)
    setAsking(undefined)
  }
  return (
    <section aria-labelledby="people">
      <h2 id="people">{texts.unit.people}</h2>
      {done === undefined ? null : <Note tone="good">{done}</Note>}
      {desk.people.length === 0 ? (
        <Empty>{texts.unit.noPeople}</Empty>
      ) : (
        <table className="stacked">
          <thead>
            <tr>
              <th scope="col">{texts.unit.name}</th>
              <th scope="col">{texts.unit.role}</th>
              <th scope="col">{texts.unit.email}</th>
              <th scope="col">{texts.unit.period}</th>
              {mayAny ? <td /> : null}
            </tr>
          </thead>
          <tbody>
            {desk.people.map((person) => (
              <tr key={`${person.person}/${person.role}/${person.from}`}>
                <th scope="row">{person.name}</th>
                <td data-label={texts.unit.role}>{roleNames[person.role]}</td>
                <td data-label={texts.unit.email}>{person.email}</td>
                <td data-label={texts.unit.period}>
                  {periodOf(person)}
                  {person.coming === undefined ? null : <div className="quiet">{texts.unit.coming(person.coming.giverName)}</div>}
                </td>
                {mayAny ? (
                  <td>
                    <Act person={person} ask={ask} />
                  </td>
                ) : null}
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {asking?.what === 'hand-over' ? (
        <HandOverAsk
          giver={asking.person}
          version={version}
          path={path}
          close={() => setAsking(undefined)}
          done={(name, day) =>
            end(
              <>
                <p>{texts.unit.handedOver(name, dayText(day))}</p>
                <p>{texts.unit.calendarHint}</p>
              </>,
            )
          }
        />
      ) : null}
      {asking?.what === 'cancel' && asking.person.coming !== undefined ? (
        <CancelHandOverAsk
          receiver={asking.person}
          coming={asking.person.coming}
          version={version}
          path={path}
          close={() => setAsking(undefined)}
          done={(giver) => end(<p>{texts.unit.cancelled(giver)}</p>)}
        />
      ) : null}
    </section>
  )
}

/** One person passes on what they have, or is spared what is coming; never both. */
function Act({ person, ask }: { readonly person: UnitPerson; readonly ask: (asking: Asking) => void }) {
  const what = person.mayHandOver ? 'hand-over' : person.coming?.mayCancel ? 'cancel' : undefined
  if (what === undefined) return null
  return (
    <button type="button" className="plain" onClick={() => ask({ what, person })}>
      {what === 'cancel' ? texts.unit.cancel : texts.unit.handOver}
      <span className="visually-hidden">
        : {roleNames[person.role]}, {person.name}
      </span>
    </button>
  )
}

function periodOf({ from, to }: UnitPerson): string {
  return to === undefined ? texts.unit.since(dateText(from)) : texts.unit.until(dateText(from), dateText(to))
}
