import { useState } from 'react'
import { Link } from 'wouter'
import type { Units } from '../api/answers.ts'
import { useAnswer } from '../api/hooks.ts'
import { NotFoundPage } from '../frame/plain-pages.tsx'
import { listenTexts } from '../listen/texts.vi.ts'
import { Field } from '../parts/field.tsx'
import { More } from '../parts/more.tsx'
import { Page } from '../parts/page.tsx'
import { Empty, isNotFound, Loaded } from '../parts/states.tsx'
import { useSession } from '../session/session.tsx'
import { texts, unitTypeNames } from '../texts.vi.ts'

export default function UnitsPage() {
  const { me } = useSession()
  const asked = useAnswer<Units>('/api/units')
  if (isNotFound(asked.error)) return <NotFoundPage />
  const actions = (
    <>
      <Link href="/danh-ba/nhan-tin" className="button">
        {listenTexts.link}
      </Link>
      {me.may.importDirectory ? (
        <Link href="/danh-ba/nhap" className="button primary">
          {texts.units.importFile}
        </Link>
      ) : null}
    </>
  )
  return (
    <Page title={texts.units.title} actions={actions}>
      <Loaded asked={asked}>{({ units }) => <UnitTable units={units} isKeeper={me.may.importDirectory} />}</Loaded>
    </Page>
  )
}

function UnitTable({ units, isKeeper }: Units & { readonly isKeeper: boolean }) {
  const [search, setSearch] = useState('')
  const names = new Map(units.map((unit) => [unit.id, unit.name]))
  const found = units.filter((unit) => unit.name.toLowerCase().includes(search.trim().toLowerCase()))
  return (
    <>
      <div className="filters">
        <Field label={texts.units.search}>
          {(wiring) => <input {...wiring} type="search" value={search} onChange={(event) => setSearch(event.target.value)} />}
        </Field>
      </div>
      {found.length === 0 ? (
        <Empty>{texts.units.none}</Empty>
      ) : (
        <More items={found}>
          {(shown) => (
            <table className="stacked">
              <thead>
                <tr>
                  <th scope="col">{texts.units.name}</th>
                  <th scope="col">{texts.units.type}</th>
                  <th scope="col">{texts.units.parent}</th>
                  <td />
                </tr>
              </thead>
              <tbody>
                {shown.map(({ id, name, type, parent }) => (
                  <tr key={id}>
                    <th scope="row">
                      {/* Only whoever keeps the directory may read every unit's page. */}
                      {isKeeper ? <Link href={`/don-vi/${id}`}>{name}</Link> : name}
                    </th>
                    <td data-label={texts.units.type}>{unitTypeNames[type]}</td>
                    <td data-label={texts.units.parent}>{parent === undefined ? '–' : names.get(parent)}</td>
                    <td>
                      <Link href={`/nhat-ky/unit/${id}`}>
                        {texts.units.log}
                        <span className="visually-hidden">: {name}</span>
                      </Link>
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          )}
        </More>
      )}
    </>
  )
}
