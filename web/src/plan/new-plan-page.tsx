/** Drop a document, and it is read into a draft. */
import { NotFoundPage } from '../frame/plain-pages.tsx'
import { useGoOn } from '../parts/go-on.ts'
import { Page } from '../parts/page.tsx'
import { useSession } from '../session/session.tsx'
import { texts } from '../texts.vi.ts'
import { SendDocument } from './send-document.tsx'

export default function NewPlanPage() {
  const { me } = useSession()
  const goOn = useGoOn()
  // Nothing leads here for anybody else, who would choose a file only to be refused.
  if (!me.may.draftPlans) return <NotFoundPage />
  return (
    <Page title={texts.newPlan.title} above={[{ name: texts.plans.title, to: '/ke-hoach' }]} lead={<p>{texts.newPlan.lead}</p>}>
      <SendDocument path="/api/plans" lead={texts.newPlan.drop} onSent={(planId) => goOn(`/ke-hoach/${planId}`)} />
    </Page>
  )
}
