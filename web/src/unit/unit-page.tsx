/** One unit: where its mail goes, and who acts for it. */
import { Link } from 'wouter'
import type { UnitDesk } from '../api/answers.ts'
import { useAnswer } from '../api/hooks.ts'
import { NotFoundPage } from '../frame/plain-pages.tsx'
import { Page } from '../parts/page.tsx'
import { isNotFound, Loaded } from '../parts/states.tsx'
import { useSession } from '../session/session.tsx'
import { texts } from '../texts.vi.ts'
import { Contacts } from './contacts.tsx'
import { People } from './people.tsx'

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
            <People desk={desk} version={version} path={path} />
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
