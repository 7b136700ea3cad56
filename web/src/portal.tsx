/** The portal: who is signed in, the frame around every page, and which page an address shows. */
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { type ComponentType, createElement, lazy, Suspense } from 'react'
import { Route, type StringRouteParams, Switch, useLocation } from 'wouter'
import { reached } from './api/client.ts'
import { queries } from './api/queries.ts'
import { Frame } from './frame/frame.tsx'
import { PageBoundary } from './frame/page-boundary.tsx'
import { HomePage, NotFoundPage } from './frame/plain-pages.tsx'
import { Loading } from './parts/states.tsx'
import { SEARCH_PATH } from './search/search-box.tsx'
import { SessionGate } from './session/session.tsx'
import type { SignIn } from './session/sign-in.ts'
import { texts } from './texts.vi.ts'
import { WorkPage } from './unit/work-page.tsx'

/** A page of its own file. That of the address one begins at is on its way while it is still asked who is there. */
function page<Path extends string>(path: Path, load: () => Promise<{ readonly default: ComponentType<StringRouteParams<Path>> }>) {
  const isFirst = new RegExp(`^${path.replaceAll(/:\w+/g, '[^/]+')}$`).test(location.pathname)
  const loading = isFirst ? reached(load()) : undefined
  // What becomes of it is said where the page is shown.
  loading?.catch(() => {})
  const Page = lazy(() => loading ?? reached(load()))
  // These are its parameters: what is not known of `Path` here, TypeScript does not work out.
  const show = (params: unknown) => createElement<StringRouteParams<Path>>(Page, params as StringRouteParams<Path>)
  return (
    <Route key={path} path={path}>
      {show}
    </Route>
  )
}

const pages = [
  page('/viec/:planId/:task/:unit', () => import('./unit/task-page.tsx')),
  page('/thong-bao/:noticeId', () => import('./notice/notice-page.tsx')),
  page('/ke-hoach', () => import('./plan/plans-page.tsx')),
  page('/ke-hoach/moi', () => import('./plan/new-plan-page.tsx')),
  page('/ke-hoach/:planId', () => import('./plan/plan-page.tsx')),
  page('/ke-hoach/:planId/theo-doi', () => import('./follow/follow-page.tsx')),
  page('/ke-hoach/:planId/nhiem-vu/:task', () => import('./follow/missing-page.tsx')),
  page('/ke-hoach/:planId/bang', () => import('./follow/matrix-page.tsx')),
  page('/ke-hoach/:planId/cap-duoi', () => import('./overview/cascade-page.tsx')),
  page('/ke-hoach/:planId/dieu-chinh', () => import('./amend/amend-page.tsx')),
  page('/ke-hoach/:planId/thu', () => import('./follow/mails-page.tsx')),
  page('/thu', () => import('./unit/mails-page.tsx')),
  page('/don-vi', () => import('./unit/unit-page.tsx')),
  page('/don-vi/:unit', () => import('./unit/unit-page.tsx')),
  page('/tong-quan', () => import('./overview/overview-page.tsx')),
  page('/tong-quan/:unit', () => import('./overview/overview-page.tsx')),
  page('/lich', () => import('./calendar/calendar-page.tsx')),
  page('/danh-ba', () => import('./directory/units-page.tsx')),
  page('/danh-ba/nhap', () => import('./directory/import-page.tsx')),
  page('/danh-ba/nhan-tin', () => import('./listen/listeners-page.tsx')),
  page(SEARCH_PATH, () => import('./search/search-page.tsx')),
  page('/nhat-ky/:kind/:id', () => import('./log/log-page.tsx')),
]

const client = new QueryClient({
  defaultOptions: { queries: { ...queries, staleTime: 2_000 }, mutations: { networkMode: 'always' } },
})

export function Portal({ signIn }: { readonly signIn: SignIn }) {
  return (
    <QueryClientProvider client={client}>
      <SessionGate signIn={signIn}>
        <Frame>
          <Pages />
        </Frame>
      </SessionGate>
    </QueryClientProvider>
  )
}

function Pages() {
  const [path] = useLocation()
  return (
    // A new address is a new page: what failed before, and what was typed for another task, does not stay.
    <PageBoundary key={path}>
      <Suspense
        fallback={
          <main className="page" id="content">
            <h1 className="visually-hidden">{texts.states.loading}</h1>
            <Loading />
          </main>
        }
      >
        <Switch>
          <Route path="/" component={HomePage} />
          <Route path="/viec" component={WorkPage} />
          {pages}
          <Route component={NotFoundPage} />
        </Switch>
      </Suspense>
    </PageBoundary>
  )
}

/** The portal's own configuration cannot be read: nothing else can be said. */
export function StartFault() {
  return (
    <main className="entry">
      <h1>{texts.entry.failed}</h1>
      <p>{texts.states.unreachable}</p>
      <button type="button" className="primary" onClick={() => location.reload()}>
        {texts.states.again}
      </button>
    </main>
  )
}
