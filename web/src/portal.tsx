/** The portal: who is signed in, the frame around every page, and which page an address shows. */
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { lazy, Suspense } from 'react'
import { Route, Switch, useLocation } from 'wouter'
import { Frame } from './frame/frame.tsx'
import { PageBoundary } from './frame/page-boundary.tsx'
import { HomePage, NotFoundPage } from './frame/plain-pages.tsx'
import { Loading } from './parts/states.tsx'
import { SEARCH_PATH } from './search/search-box.tsx'
import { SessionGate } from './session/session.tsx'
import type { SignIn } from './session/sign-in.ts'
import { texts } from './texts.vi.ts'
import { WorkPage } from './unit/work-page.tsx'

const TaskPage = lazy(() => import('./unit/task-page.tsx'))
const NoticePage = lazy(() => import('./notice/notice-page.tsx'))
const PlansPage = lazy(() => import('./plan/plans-page.tsx'))
const NewPlanPage = lazy(() => import('./plan/new-plan-page.tsx'))
const PlanPage = lazy(() => import('./plan/plan-page.tsx'))
const FollowPage = lazy(() => import('./follow/follow-page.tsx'))
const MissingPage = lazy(() => import('./follow/missing-page.tsx'))
const MatrixPage = lazy(() => import('./follow/matrix-page.tsx'))
const CascadePage = lazy(() => import('./overview/cascade-page.tsx'))
const AmendPage = lazy(() => import('./amend/amend-page.tsx'))
const MailsPage = lazy(() => import('./follow/mails-page.tsx'))
const UnitMailsPage = lazy(() => import('./unit/mails-page.tsx'))
const UnitPage = lazy(() => import('./unit/unit-page.tsx'))
const OverviewPage = lazy(() => import('./overview/overview-page.tsx'))
const CalendarPage = lazy(() => import('./calendar/calendar-page.tsx'))
const UnitsPage = lazy(() => import('./directory/units-page.tsx'))
const ImportPage = lazy(() => import('./directory/import-page.tsx'))
const SearchPage = lazy(() => import('./search/search-page.tsx'))
const LogPage = lazy(() => import('./log/log-page.tsx'))

const client = new QueryClient({
  defaultOptions: { queries: { staleTime: 2_000, networkMode: 'always' }, mutations: { networkMode: 'always' } },
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
          <Route path="/viec/:planId/:task/:unit">{({ planId, task, unit }) => <TaskPage planId={planId} task={task} unit={unit} />}</Route>
          <Route path="/thong-bao/:noticeId">{({ noticeId }) => <NoticePage noticeId={noticeId} />}</Route>
          <Route path="/ke-hoach" component={PlansPage} />
          <Route path="/ke-hoach/moi" component={NewPlanPage} />
          <Route path="/ke-hoach/:planId">{({ planId }) => <PlanPage planId={planId} />}</Route>
          <Route path="/ke-hoach/:planId/theo-doi">{({ planId }) => <FollowPage planId={planId} />}</Route>
          <Route path="/ke-hoach/:planId/nhiem-vu/:task">{({ planId, task }) => <MissingPage planId={planId} task={task} />}</Route>
          <Route path="/ke-hoach/:planId/bang">{({ planId }) => <MatrixPage planId={planId} />}</Route>
          <Route path="/ke-hoach/:planId/cap-duoi">{({ planId }) => <CascadePage planId={planId} />}</Route>
          <Route path="/ke-hoach/:planId/dieu-chinh">{({ planId }) => <AmendPage planId={planId} />}</Route>
          <Route path="/ke-hoach/:planId/thu">{({ planId }) => <MailsPage planId={planId} />}</Route>
          <Route path="/thu" component={UnitMailsPage} />
          <Route path="/don-vi">{() => <UnitPage />}</Route>
          <Route path="/don-vi/:unit">{({ unit }) => <UnitPage unit={unit} />}</Route>
          <Route path="/tong-quan">{() => <OverviewPage />}</Route>
          <Route path="/tong-quan/:unit">{({ unit }) => <OverviewPage unit={unit} />}</Route>
          <Route path="/lich" component={CalendarPage} />
          <Route path="/danh-ba" component={UnitsPage} />
          <Route path="/danh-ba/nhap" component={ImportPage} />
          <Route path={SEARCH_PATH} component={SearchPage} />
          <Route path="/nhat-ky/:kind/:id">{({ kind, id }) => <LogPage kind={kind} id={id} />}</Route>
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
