/** One unit: where its mail goes, and who acts for it. */
import { useState } from 'react'
import { Link } from 'wouter'
import { dateText, dayText } from '../../../shared/time/vietnamese.ts'
import type { UnitDesk, UnitPerson } from '../api/answers.ts'
import { useAnswer } from '../api/hooks.ts'
import { NotFoundPage } from '../frame/plain-pages.tsx'
import { Note } from '../parts/note.tsx'
import { Page } from '../parts/page.tsx'
import { Empty, isNotFound, Loaded } from '../parts/states.tsx'
import { useSession } from '../session/session.tsx'
import { roleNames, texts } from '../texts.vi.ts'
import { Contacts } from './contacts.tsx'
import { HandOverAsk } from './hand-over-ask.tsx'

/** Without a unit: the one I act for. */
export default function UnitPage({ unit: named }: { readonly unit?: string }) {
  const { me } = useSession()
  const unit = named ?? me.roles.find((one) => one.name === me.actingAs)?.unit ?? ''
  const path = `/api/units/${encodeURIComponent(unit)}`
  const asked = useAnswer<UnitDesk>(path)
  if (isNotFound(asked.error)) return <NotFoundPage />
  const above = named === undefined ? [] : [{ name: texts.units.title, to: '/danh-ba' }]
  return (
    <Page key={asked.data === undefined ? 'loading' : 'unit'} title={asked.data?.body.name ?? texts.unit.title} above={above}>
      <Loaded asked={asked}>
        {(desk, version) => (
          <>
            <Contacts desk={desk} version={version} path={path} />
            <People desk={desk} path={path} />
            {desk.may.log ? (
              <p>
                <Link href={`/nhat-ky/unit/${unit}`}>{texts.unit.log}</Link>
              </p>
            ) : null}
          </>
        )}
      </Loaded>
    </Page>
  )
}

interface Done {
  readonly name: string
  readonly day: string
}

function People({ desk, path }: { readonly desk: UnitDesk; readonly path: string }) {
  const [giver, setGiver] = useState<UnitPerson>()
  const [done, setDone] = useState<Done>()
  const mayAny = desk.people.some((person) => person.mayHandOver)
  return (
    <section aria-labelledby="people">
      <h2 id="people">{texts.unit.people}</h2>
      {done === undefined ? null : (
        <Note tone="good">
          <p>{texts.unit.handedOver(done.name, dayText(done.day))}</p>
          <p>{texts.unit.calendarHint}</p>
        </Note>
      )}
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
                <td data-label={texts.unit.period}>{periodOf(person)}</td>
                {mayAny ? (
                  <td>
                    {person.mayHandOver ? (
                      <button type="button" className="plain" onClick={() => setGiver(person)}>
                        {texts.unit.handOver}
                        <span className="visually-hidden">
                          : {roleNames[person.role]}, {person.name}
                        </span>
                      </button>
                    ) : null}
                  </td>
                ) : null}
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {giver === undefined ? null : (
        <HandOverAsk
          giver={giver}
          path={path}
          close={() => setGiver(undefined)}
          done={(name, day) => {
            setDone({ name, day })
            setGiver(undefined)
          }}
        />
      )}
    </section>
  )
}

function periodOf({ from, to }: UnitPerson): string {
  return to === undefined ? texts.unit.since(dateText(from)) : texts.unit.until(dateText(from), dateText(to))
}
