/** "Thư của đơn vị": what was sent to us, and whether we have said that we read it. */
import { Link } from 'wouter'
import { instantText, numberText } from '../../../shared/time/vietnamese.ts'
import type { Notice, UnitNotice, UnitNotices } from '../api/answers.ts'
import { useAnswer, useCommand } from '../api/hooks.ts'
import { deliveryTones } from '../notice/notice-page.tsx'
import { More } from '../parts/more.tsx'
import { Badge } from '../parts/note.tsx'
import { Page } from '../parts/page.tsx'
import { Empty, FailureNote, Loaded } from '../parts/states.tsx'
import { useSession } from '../session/session.tsx'
import { deliveryNames, mailKindNames, texts } from '../texts.vi.ts'

const EVERY_MS = 20_000

export default function UnitMailsPage() {
  const { me } = useSession()
  const role = me.roles.find((one) => one.name === me.actingAs)
  const asked = useAnswer<UnitNotices>(`/api/units/${encodeURIComponent(role?.unit ?? '')}/notices`, { everyMs: EVERY_MS })
  return (
    <Page
      title={texts.unitMails.title}
      lead={
        <>
          <p>{role?.unitName}</p>
          <p>{texts.unitMails.lead}</p>
        </>
      }
    >
      <Loaded asked={asked}>{(found) => <Mails notices={found.notices} mayAcknowledge={found.may.acknowledge} />}</Loaded>
    </Page>
  )
}

function Mails({ notices, mayAcknowledge }: { readonly notices: readonly UnitNotice[]; readonly mayAcknowledge: boolean }) {
  if (notices.length === 0) return <Empty>{texts.unitMails.none}</Empty>
  const waiting = notices.filter(isWaiting)
  const rest = notices.filter((notice) => !isWaiting(notice))
  return (
    <>
      <section aria-labelledby="waiting">
        <h2 id="waiting">{texts.unitMails.waiting(numberText(waiting.length))}</h2>
        {waiting.length === 0 ? <Empty>{texts.unitMails.allDone}</Empty> : <MailList notices={waiting} mayAcknowledge={mayAcknowledge} />}
      </section>
      {rest.length === 0 ? null : (
        <section aria-labelledby="confirmed">
          <h2 id="confirmed">{texts.unitMails.confirmed(numberText(rest.length))}</h2>
          <MailList notices={rest} mayAcknowledge={false} />
        </section>
      )}
    </>
  )
}

/** Whoever issued the plan wants to know that it was read; a receipt or a reminder is only for keeping. */
function isWaiting({ kind, delivery }: UnitNotice): boolean {
  return kind === 'plan-issued' && delivery !== 'acknowledged' && delivery !== 'cancelled'
}

function MailList({ notices, mayAcknowledge }: { readonly notices: readonly UnitNotice[]; readonly mayAcknowledge: boolean }) {
  return (
    <More items={notices}>
      {(shown) => (
        <ul className="cards">
          {shown.map((notice) => (
            <MailCard key={notice.noticeId} notice={notice} mayAcknowledge={mayAcknowledge} />
          ))}
        </ul>
      )}
    </More>
  )
}

function MailCard({ notice, mayAcknowledge }: { readonly notice: UnitNotice; readonly mayAcknowledge: boolean }) {
  const { noticeId, kind, planNumber, key, reference, isPersonal, contact, delivery, queuedAt } = notice
  const acknowledge = useCommand<Notice>()
  const about =
    planNumber === undefined ? mailKindNames[kind] : `${mailKindNames[kind]}: ${texts.unitMails.plan(planNumber, reference ?? key)}`
  return (
    <li className="card">
      <p className="card-above">
        {queuedAt === undefined ? null : instantText(queuedAt)}
        <Badge tone={deliveryTones[delivery]}>{deliveryNames[delivery]}</Badge>
        {isPersonal ? <Badge tone="plain">{texts.unitMails.personal}</Badge> : null}
        {contact > 1 ? <Badge tone="plain">{texts.unitMails.second}</Badge> : null}
      </p>
      <h3>{about}</h3>
      <FailureNote error={acknowledge.error} />
      <div className="actions">
        <Link href={`/thong-bao/${noticeId}`} className="button">
          {texts.unitMails.open}
          <span className="visually-hidden">: {about}</span>
        </Link>
        {mayAcknowledge ? (
          <button
            type="button"
            className="primary"
            disabled={acknowledge.isPending}
            onClick={() => acknowledge.mutate({ method: 'POST', path: `/api/notices/${noticeId}/acknowledge` })}
          >
            {acknowledge.isPending ? texts.states.sending : texts.unitMails.acknowledge}
            <span className="visually-hidden">: {about}</span>
          </button>
        ) : null}
      </div>
    </li>
  )
}
