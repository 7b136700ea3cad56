/** One plan: while it is a draft, its officer's review; once issued, what it says. */
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { Link } from 'wouter'
import { dayText, instantText } from '../../../shared/time/vietnamese.ts'
import type { AnyPlan, Plan } from '../api/answers.ts'
import { planPath, useAnswer } from '../api/hooks.ts'
import { PlanTabs } from '../follow/plan-tabs.tsx'
import { NotFoundPage } from '../frame/plain-pages.tsx'
import { Fact } from '../parts/deadline.tsx'
import { Page } from '../parts/page.tsx'
import { isNotFound, Loaded, titleWithout } from '../parts/states.tsx'
import { useLeftBehind } from '../parts/typed.ts'
import { texts } from '../texts.vi.ts'
import { BeingRead } from './being-read.tsx'
import { correctionsOf } from './correction.tsx'
import { Findings } from './findings.tsx'
import { HEADER, HeaderForm } from './header-form.tsx'
import { Issue } from './issue.tsx'
import { ParentPlans } from './parents.tsx'
import { Recipients } from './recipients.tsx'
import { isAwaited, Reread } from './reread.tsx'
import { Review, type Reviewing } from './review.tsx'
import { SendList } from './send-list.tsx'
import { ShowInSource } from './show-in-source.tsx'
import { useEditedTask } from './task-form.tsx'
import { Tasks } from './tasks.tsx'
import { Timeline } from './timeline.tsx'

export default function PlanPage({ planId }: { readonly planId: string }) {
  const [isWatched, setWatched] = useState(false)
  const asked = useAnswer<AnyPlan>(planPath(planId), { everyMs: isWatched && WATCH_MS })
  const plan = asked.data?.body
  const isExpected = plan !== undefined && plan.status !== 'issued' && isAwaited(plan)
  if (isExpected !== isWatched) setWatched(isExpected)
  useReadAnew(plan?.status === 'draft' ? plan.sourceSha256 : undefined)
  if (isNotFound(asked.error)) return <NotFoundPage />
  return (
    <Page
      key={plan?.status ?? 'loading'}
      title={plan === undefined ? titleWithout(asked.error) : titleOf(plan)}
      wide={plan?.status === 'draft' && plan.may.review}
      above={[{ name: texts.plans.title, to: '/ke-hoach' }]}
      lead={plan === undefined || plan.status === 'reading' ? undefined : <p>{leadOf(plan)}</p>}
    >
      <Loaded asked={asked}>
        {(body, version) =>
          body.status === 'reading' ? (
            <BeingRead plan={body} />
          ) : (
            <>
              {body.status === 'issued' && body.may.follow ? <PlanTabs planId={planId} /> : null}
              <PlanBody plan={body} version={version} />
            </>
          )
        }
      </Loaded>
    </Page>
  )
}

/** Another file was read: its text, and whom the plan reaches, are other answers. */
function useReadAnew(sha256: string | undefined): void {
  const client = useQueryClient()
  const shown = useRef(sha256)
  useEffect(() => {
    if (shown.current !== undefined && shown.current !== sha256) void client.invalidateQueries({ queryKey: ['answer'] })
    shown.current = sha256
  }, [client, sha256])
}

/** How often a plan that is being read is asked after. */
const WATCH_MS = 1_000

function titleOf(plan: AnyPlan): string {
  if (plan.status !== 'reading') return plan.header.title
  return plan.incoming.refusal === undefined ? texts.newPlan.reading : texts.newPlan.refused
}

function leadOf(plan: Plan): string {
  return plan.status === 'draft' ? texts.plan.reviewLead : texts.plan.issuedLead(instantText(plan.issuedAt ?? ''))
}

function PlanBody({ plan, version }: { readonly plan: Plan; readonly version: number | undefined }) {
  const isReviewed = plan.status === 'draft' && plan.may.review
  if (isReviewed) return <Review plan={plan}>{(reviewing) => <Parts plan={plan} version={version} reviewing={reviewing} />}</Review>
  return <Parts plan={plan} version={version} />
}

interface PartsProps {
  readonly plan: Plan
  readonly version: number | undefined
  /** Only where its officer reviews a draft. */
  readonly reviewing?: Reviewing
}

function Parts({ plan, version, reviewing }: PartsProps) {
  const isReviewed = reviewing !== undefined
  const [edited, setEdited] = useEditedTask(plan.planId)
  return (
    <>
      {isReviewed && plan.document !== undefined ? <Reread plan={plan} /> : null}
      <PlanFacts plan={plan} version={version} reviewing={reviewing} />
      {plan.status === 'issued' && plan.may.issue ? <ParentPlans planId={plan.planId} version={version} /> : null}
      {isReviewed ? <Findings plan={plan} version={version} edit={setEdited} /> : null}
      <Tasks plan={plan} version={version} isEditable={isReviewed} reviewing={reviewing} edited={edited} edit={setEdited} />
      {isReviewed ? <Timeline plan={plan} /> : null}
      <Recipients plan={plan} version={version} reviewing={reviewing} />
      {isReviewed ? <SendList plan={plan} /> : null}
      {isReviewed && plan.amends !== undefined ? (
        <p className="hand-in">
          {texts.reread.amends} <Link href={`/ke-hoach/${plan.amends}/dieu-chinh`}>{texts.reread.toAmend}</Link>
        </p>
      ) : null}
      {isReviewed && plan.amends === undefined && plan.may.issue ? <Issue plan={plan} version={version} /> : null}
      {plan.may.review ? (
        <p>
          <Link href={`/nhat-ky/plan/${plan.planId}`}>{texts.plan.log}</Link>
        </p>
      ) : null}
    </>
  )
}

function PlanFacts({ plan, version, reviewing }: PartsProps) {
  const leftBehind = useLeftBehind()
  const [isEdited, setEdited] = useState(() => leftBehind(correctionsOf(plan.planId)).has(HEADER))
  const { header, fileName, issuerName } = plan
  return (
    <section id="plan-facts" aria-label={texts.plan.facts}>
      {isEdited ? (
        <HeaderForm plan={plan} version={version} close={() => setEdited(false)} />
      ) : (
        <dl className="facts">
          <Fact name={texts.plan.number}>{header.number === '' ? texts.plans.number('') : header.number}</Fact>
          <Fact name={texts.plan.issuer}>{issuerName}</Fact>
          <Fact name={texts.plan.date}>{dayText(header.date)}</Fact>
          {plan.may.review ? <Fact name={texts.plan.source}>{fileName}</Fact> : null}
        </dl>
      )}
      {reviewing === undefined || isEdited ? null : (
        <div className="actions">
          <ShowInSource group="header" reviewing={reviewing} name={texts.plan.facts} />
          <button type="button" className="plain" data-opens-form onClick={() => setEdited(true)}>
            {texts.headerForm.editHeader}
          </button>
        </div>
      )}
    </section>
  )
}
