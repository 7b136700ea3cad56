/** One mail as it was sent, and the button that says it was read. Opening the page says nothing: mail scanners open links too. */
import { Link } from 'wouter'
import { instantText } from '../../../shared/time/vietnamese.ts'
import type { Notice } from '../api/answers.ts'
import { useAnswer, useCommand } from '../api/hooks.ts'
import { NotFoundPage } from '../frame/plain-pages.tsx'
import { Fact } from '../parts/deadline.tsx'
import { Badge, Note, type Tone } from '../parts/note.tsx'
import { Page } from '../parts/page.tsx'
import { FailureNote, isNotFound, Loaded } from '../parts/states.tsx'
import { useSession } from '../session/session.tsx'
import { deliveryNames, texts } from '../texts.vi.ts'
import { MailFrame } from './mail-frame.tsx'

export const deliveryTones: Readonly<Record<Notice['delivery'], Tone | 'plain'>> = {
  queued: 'plain',
  sent: 'info',
  delivered: 'info',
  bounced: 'bad',
  acknowledged: 'good',
  cancelled: 'plain',
}

export default function NoticePage({ noticeId }: { readonly noticeId: string }) {
  const path = `/api/notices/${encodeURIComponent(noticeId)}`
  const asked = useAnswer<Notice>(path)
  if (isNotFound(asked.error)) return <NotFoundPage />
  return (
    <Page key={asked.data === undefined ? 'loading' : 'notice'} title={asked.data?.body.subject ?? texts.notice.title}>
      <Loaded asked={asked}>{(notice) => <NoticeBody notice={notice} path={path} />}</Loaded>
    </Page>
  )
}

function NoticeBody({ notice, path }: { readonly notice: Notice; readonly path: string }) {
  const { me } = useSession()
  const { name, sentAt, delivery, acknowledgedAt, recipient, failure, html } = notice
  const acknowledge = useCommand<Notice>(path)
  const unit = me.roles.find((role) => role.name === me.actingAs)?.unit
  const isMine = recipient === unit || recipient === me.person
  const next = nextStep(notice)
  return (
    <>
      <dl className="facts">
        <Fact name={texts.notice.to}>{name}</Fact>
        <Fact name={texts.notice.sentAt}>{sentAt === undefined ? texts.notice.notSent : instantText(sentAt)}</Fact>
        <Fact name={texts.notice.state}>
          <Badge tone={deliveryTones[delivery]}>{deliveryNames[delivery]}</Badge>
        </Fact>
        {failure === undefined ? null : (
          <Fact name={texts.notice.failure}>
            <code>{failure.reaction}</code>, <code>{failure.eventId}</code>
          </Fact>
        )}
      </dl>
      {acknowledgedAt === undefined ? null : <Note tone="good">{texts.notice.acknowledged(instantText(acknowledgedAt))}</Note>}
      {isMine ? (
        <div className="acknowledge">
          {acknowledgedAt === undefined ? <p>{texts.notice.why}</p> : null}
          <FailureNote error={acknowledge.error} />
          <div className="actions">
            {acknowledgedAt === undefined && !me.actingAs.startsWith('reader@') ? (
              <button
                type="button"
                className="primary"
                disabled={acknowledge.isPending}
                onClick={() => acknowledge.mutate({ method: 'POST', path: `${path}/acknowledge` })}
              >
                {texts.notice.acknowledge}
              </button>
            ) : null}
            {next === undefined ? null : (
              <Link href={next.to} className="button">
                {next.name}
              </Link>
            )}
          </div>
        </div>
      ) : null}
      <h2>{texts.notice.mail}</h2>
      <MailFrame html={html} title={texts.notice.mail} />
    </>
  )
}

/** Where the mail asks its reader to go on. A person is told of a unit's work, of who still owes, of a unit's people or of a whole plan. */
function nextStep({ kind, recipient, planId, key, about }: Notice): { readonly to: string; readonly name: string } | undefined {
  const isToPerson = recipient.startsWith('per_')
  const unit = isToPerson ? about : recipient
  if (kind === 'reaction-failed') return undefined
  if (planId === undefined) return { to: unit === undefined ? '/don-vi' : `/don-vi/${unit}`, name: texts.notice.openUnit }
  if (key !== undefined && unit !== undefined) return { to: `/viec/${planId}/${key}/${unit}`, name: texts.notice.openTask }
  if (key !== undefined) return { to: `/ke-hoach/${planId}/nhiem-vu/${key}`, name: texts.follow.whoMissing }
  return isToPerson ? { to: `/ke-hoach/${planId}`, name: texts.plans.read } : { to: '/viec', name: texts.notice.openWork }
}
