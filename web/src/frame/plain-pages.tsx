import { Link, Redirect } from 'wouter'
import { Page } from '../parts/page.tsx'
import { NotFoundNote } from '../parts/states.tsx'
import { useSession } from '../session/session.tsx'
import { texts } from '../texts.vi.ts'

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
      <p>
        <Link href="/">{texts.states.home}</Link>
      </p>
    </Page>
  )
}
