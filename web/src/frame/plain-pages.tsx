import { Link, Redirect, useLocation } from 'wouter'
import { Page } from '../parts/page.tsx'
import { NotFoundNote } from '../parts/states.tsx'
import { useSession } from '../session/session.tsx'
import { texts } from '../texts.vi.ts'
import { roleWords } from './acting-as.tsx'

/** Everyone begins where their work is. */
export function HomePage() {
  const { me } = useSession()
  if (me.may.draftPlans) return <Redirect to="/ke-hoach" replace />
  return <Redirect to={me.may.followPlans ? '/tong-quan' : '/viec'} replace />
}

export function NotFoundPage() {
  return (
    <Page title={texts.states.notFoundTitle}>
      <NotFoundNote />
      <OtherRoles />
      <p>
        <Link href="/">{texts.states.home}</Link>
      </p>
    </Page>
  )
}

/** A mail's link may be about another unit than the one that the person acts for just now: the same page, in each of the other roles. */
function OtherRoles() {
  const { me, actAs } = useSession()
  const [here] = useLocation()
  const others = me.roles.filter(({ name }) => name !== me.actingAs)
  if (others.length === 0) return null
  return (
    <div className="actions">
      {others.map((role) => (
        <button key={role.name} type="button" onClick={() => actAs(role.name, here)}>
          {texts.states.openAs(roleWords(role))}
        </button>
      ))}
    </div>
  )
}
