/** Drop a document, and it is read into a draft. */
import { useGoOn } from '../parts/go-on.ts'
import { Page } from '../parts/page.tsx'
import { texts } from '../texts.vi.ts'
import { SendDocument } from './send-document.tsx'

export default function NewPlanPage() {
  const goOn = useGoOn()
  return (
    <Page title={texts.newPlan.title} above={[{ name: texts.plans.title, to: '/ke-hoach' }]} lead={<p>{texts.newPlan.lead}</p>}>
      <SendDocument path="/api/plans" lead={texts.newPlan.drop} onSent={(planId) => goOn(`/ke-hoach/${planId}`)} />
    </Page>
  )
}
