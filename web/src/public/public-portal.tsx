/** What anybody may read, without sign-in: a list and its plans. It asks the API as a stranger, so it can show nothing else. */
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { Link, Redirect, Route, Switch, useLocation } from 'wouter'
import { queries } from '../api/queries.ts'
import { PageBoundary } from '../frame/page-boundary.tsx'
import { Page } from '../parts/page.tsx'
import { NotFoundNote } from '../parts/states.tsx'
import { texts } from '../texts.vi.ts'
import { PublicPlanPage } from './public-plan-page.tsx'
import { PublicPlansPage } from './public-plans-page.tsx'
import { publicTexts } from './texts.vi.ts'

const RETRIES_MAX = 2
const client = new QueryClient({ defaultOptions: { queries: { ...queries, staleTime: 60_000, retry: RETRIES_MAX } } })

export default function PublicPortal() {
  const [path] = useLocation()
  return (
    <QueryClientProvider client={client}>
      <Frame>
        <PageBoundary key={path}>
          <Switch>
            <Route path="/cong-khai" component={PublicPlansPage} />
            <Route path="/cong-khai/:planId">{({ planId }) => <PublicPlanPage planId={planId} />}</Route>
            <Route path="/cong-khai/*?">
              <Page title={texts.states.notFoundTitle}>
                <NotFoundNote />
              </Page>
            </Route>
            {/* Everything else is behind the sign-in, which begins with the page. */}
            <Route>
              <Redirect to="/cong-khai" replace />
            </Route>
          </Switch>
        </PageBoundary>
      </Frame>
    </QueryClientProvider>
  )
}

function Frame({ children }: { readonly children: ReactNode }) {
  return (
    <div className="frame">
      <a className="skip" href="#content">
        {texts.frame.skip}
      </a>
      <header className="top">
        <Link href="/cong-khai" className="brand">
          <span className="brand-mark" aria-hidden="true">
            ★
          </span>
          <span className="brand-name">{texts.frame.brand}</span>
        </Link>
        <a className="sign-in" href="/">
          {publicTexts.signIn}
        </a>
      </header>
      <nav className="main-nav" aria-label={publicTexts.navigation}>
        <Link href="/cong-khai" aria-current="page">
          {publicTexts.list}
        </Link>
      </nav>
      {children}
      <footer className="foot">
        <p>{publicTexts.foot}</p>
      </footer>
    </div>
  )
}
