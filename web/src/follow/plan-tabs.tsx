import { Link, useLocation } from 'wouter'
import { cascadeTexts } from '../overview/texts.vi.ts'
import { useSession } from '../session/session.tsx'
import { texts } from '../texts.vi.ts'

/** The parts of an issued plan that its officer goes to and fro between. */
export function PlanTabs({ planId }: { readonly planId: string }) {
  const [path] = useLocation()
  const { me } = useSession()
  const base = `/ke-hoach/${planId}`
  const tabs = [
    { to: `${base}/theo-doi`, name: texts.follow.progress },
    { to: `${base}/bang`, name: texts.follow.matrix },
    { to: `${base}/cap-duoi`, name: cascadeTexts.tab },
    { to: `${base}/thu`, name: texts.follow.mails },
    // A leader follows a plan; amending it is its officer's.
    ...(me.may.draftPlans ? [{ to: `${base}/dieu-chinh`, name: texts.amend.title }] : []),
    { to: base, name: texts.follow.plan },
  ]
  return (
    <nav className="tabs" aria-label={texts.follow.tabs}>
      {tabs.map(({ to, name }) => (
        <Link key={to} href={to} aria-current={path === to ? 'page' : undefined}>
          {name}
        </Link>
      ))}
    </nav>
  )
}
