/** What stands around every page: where I am, for whom I act, where else I can go, and who helps. */
import { useMutation } from '@tanstack/react-query'
import { type ReactNode, useEffect, useState } from 'react'
import { Link, useLocation } from 'wouter'
import { instantText } from '../../../shared/time/vietnamese.ts'
import { FailureNote } from '../parts/states.tsx'
import { SearchBox } from '../search/search-box.tsx'
import { useNow } from '../session/clock.ts'
import { useSession } from '../session/session.tsx'
import { texts } from '../texts.vi.ts'
import { ActingAs } from './acting-as.tsx'

export function Frame({ children }: { readonly children: ReactNode }) {
  const { signOut } = useSession()
  const leaving = useMutation({ mutationFn: signOut })
  return (
    <div className="frame">
      <a className="skip" href="#content">
        {texts.frame.skip}
      </a>
      <header className="top">
        <Link href="/" className="brand">
          <span className="brand-mark" aria-hidden="true">
            ★
          </span>
          <span className="brand-name">{texts.frame.brand}</span>
        </Link>
        <SearchBox />
        <ActingAs />
        <button type="button" className="plain sign-out" onClick={() => leaving.mutate()}>
          {texts.frame.signOut}
        </button>
      </header>
      <Navigation />
      <OfflineLine />
      <FailureNote error={leaving.error} />
      {children}
      <Foot />
    </div>
  )
}

function Navigation() {
  const { me } = useSession()
  const [path] = useLocation()
  // Another unit's work is looked at by whoever follows its plan.
  const place = path.startsWith('/viec/') && !path.endsWith(`/${me.actingAs.slice(me.actingAs.indexOf('@') + 1)}`) ? '/ke-hoach' : path
  const entries = [
    ...(me.may.followPlans ? [{ to: '/tong-quan', name: texts.frame.overview }] : []),
    { to: '/ke-hoach', name: texts.frame.plans },
    { to: '/viec', name: texts.frame.work },
    { to: '/thu', name: texts.frame.unitMails },
    { to: '/lich', name: texts.frame.calendar },
    { to: '/don-vi', name: texts.frame.unit },
    ...(me.may.readDirectory ? [{ to: '/danh-ba', name: texts.frame.directory }] : []),
  ]
  return (
    <nav className="main-nav" aria-label={texts.frame.navigation}>
      {entries.map(({ to, name }) => (
        <Link key={to} href={to} aria-current={place === to || place.startsWith(`${to}/`) ? 'page' : undefined}>
          {name}
        </Link>
      ))}
    </nav>
  )
}

function OfflineLine() {
  const [isOnline, setOnline] = useState(navigator.onLine)
  useEffect(() => {
    const look = () => setOnline(navigator.onLine)
    window.addEventListener('online', look)
    window.addEventListener('offline', look)
    return () => {
      window.removeEventListener('online', look)
      window.removeEventListener('offline', look)
    }
  }, [])
  return (
    <div role="status" className="offline-place">
      {isOnline ? null : <p className="offline">{texts.states.offline}</p>}
    </div>
  )
}

function Foot() {
  const now = useNow()
  return (
    <footer className="foot">
      <p className="help">{texts.frame.help}</p>
      <p className="quiet">{texts.frame.now(instantText(now))}</p>
    </footer>
  )
}
