import { Link } from 'wouter'
import { dayText } from '../../../shared/time/vietnamese.ts'
import type { PlanRow } from '../api/answers.ts'
import { useAnswer } from '../api/hooks.ts'
import { Badge } from '../parts/note.tsx'
import { Page } from '../parts/page.tsx'
import { Empty, Loaded } from '../parts/states.tsx'
import { useSession } from '../session/session.tsx'
import { texts } from '../texts.vi.ts'

export default function PlansPage() {
  const { me } = useSession()
  const asked = useAnswer<{ readonly plans: readonly PlanRow[] }>('/api/plans')
  const create = me.may.draftPlans ? (
    <Link href="/ke-hoach/moi" className="button primary">
      {texts.plans.newPlan}
    </Link>
  ) : undefined
  return (
    <Page title={texts.plans.title} actions={create}>
      <Loaded asked={asked}>
        {({ plans }) =>
          plans.length === 0 ? (
            <Empty>{me.may.draftPlans ? texts.plans.noneOfficer : texts.plans.none}</Empty>
          ) : (
            <ul className="cards">
              {plans.toReversed().map((plan) => (
                <PlanCard key={plan.planId} plan={plan} />
              ))}
            </ul>
          )
        }
      </Loaded>
    </Page>
  )
}

function PlanCard({ plan }: { readonly plan: PlanRow }) {
  const { planId, number, title, date, status, published, may } = plan
  const isDraft = status !== 'issued'
  const step = status === 'reading' ? texts.plans.watch : isDraft ? texts.plans.review : may.follow ? texts.plans.follow : texts.plans.read
  return (
    <li className="card">
      <p className="card-above">
        {texts.plans.number(number)}
        <Badge tone={isDraft ? 'warn' : 'good'}>
          {status === 'reading' ? texts.plans.reading : isDraft ? texts.plans.draft : texts.plans.issued}
        </Badge>
        {published ? <Badge tone="info">{texts.plans.published}</Badge> : null}
      </p>
      <h2 className="card-title">{title}</h2>
      <p className="quiet">
        {texts.plans.date}: {dayText(date)}
      </p>
      <p className="card-step">
        <Link
          href={!isDraft && may.follow ? `/ke-hoach/${planId}/theo-doi` : `/ke-hoach/${planId}`}
          className={isDraft ? 'button primary' : 'button'}
        >
          {step}
          <span className="visually-hidden">: {title}</span>
        </Link>
      </p>
    </li>
  )
}
