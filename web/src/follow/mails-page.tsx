/** Every mail of the plan, what became of it, and one more try for one of them. */
import { useState } from 'react'
import { Link } from 'wouter'
import type { Notice, NoticeLine, Notices } from '../api/answers.ts'
import { planPath, useAnswer, useCommand } from '../api/hooks.ts'
import { NotFoundPage } from '../frame/plain-pages.tsx'
import { deliveryTones } from '../notice/notice-page.tsx'
import { Ask } from '../parts/ask.tsx'
import { Field } from '../parts/field.tsx'
import { More } from '../parts/more.tsx'
import { Badge, Note } from '../parts/note.tsx'
import { Page } from '../parts/page.tsx'
import { Empty, isNotFound, Loaded } from '../parts/states.tsx'
import { deliveryNames, mailKindNames, texts } from '../texts.vi.ts'
import { PlanTabs } from './plan-tabs.tsx'

const EVERY_MS = 10_000

export default function MailsPage({ planId }: { readonly planId: string }) {
  const asked = useAnswer<Notices>(planPath(planId, '/notices'), { everyMs: EVERY_MS })
  if (isNotFound(asked.error)) return <NotFoundPage />
  return (
    <Page wide title={texts.mails.title} above={[{ name: texts.plans.title, to: '/ke-hoach' }]}>
      <PlanTabs planId={planId} />
      <Loaded asked={asked}>{({ notices }) => <Mails notices={notices} />}</Loaded>
    </Page>
  )
}

function Mails({ notices }: { readonly notices: readonly NoticeLine[] }) {
  const [kind, setKind] = useState('')
  const [delivery, setDelivery] = useState('')
  const [resent, setResent] = useState<NoticeLine>()
  const [wasResent, setWasResent] = useState(false)
  const shown = notices.filter((notice) => (kind === '' || notice.kind === kind) && (delivery === '' || notice.delivery === delivery))
  return (
    <>
      <div className="filters">
        <Choice label={texts.mails.kind} value={kind} names={mailKindNames} change={setKind} />
        <Choice label={texts.mails.state} value={delivery} names={deliveryNames} change={setDelivery} />
      </div>
      {wasResent ? <Note tone="good">{texts.mails.resent}</Note> : null}
      {shown.length === 0 ? <Empty>{texts.mails.none}</Empty> : <MailTable notices={shown} resend={setResent} />}
      {resent === undefined ? null : (
        <Resend
          notice={resent}
          close={(isDone) => {
            setResent(undefined)
            setWasResent(isDone)
          }}
        />
      )}
    </>
  )
}

function MailTable({ notices, resend }: { readonly notices: readonly NoticeLine[]; readonly resend: (notice: NoticeLine) => void }) {
  return (
    <More items={notices}>
      {(part) => (
        <table className="stacked">
          <thead>
            <tr>
              <th scope="col">{texts.mails.recipient}</th>
              <th scope="col">{texts.mails.kind}</th>
              <th scope="col">{texts.mails.task}</th>
              <th scope="col">{texts.mails.state}</th>
              <td />
            </tr>
          </thead>
          <tbody>
            {part.map((notice) => (
              <tr key={notice.noticeId}>
                <th scope="row">
                  <Link href={`/thong-bao/${notice.noticeId}`}>{nameOf(notice)}</Link>
                </th>
                <td data-label={texts.mails.kind}>{mailKindNames[notice.kind]}</td>
                <td data-label={texts.mails.task} className={notice.key === undefined ? 'nothing' : undefined}>
                  {notice.reference ?? notice.key ?? '–'}
                </td>
                <td data-label={texts.mails.state}>
                  <Badge tone={deliveryTones[notice.delivery]}>{deliveryNames[notice.delivery]}</Badge>
                </td>
                <td>
                  <button type="button" className="plain" onClick={() => resend(notice)}>
                    {texts.mails.resend}
                    <span className="visually-hidden">: {nameOf(notice)}</span>
                  </button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </More>
  )
}

function nameOf({ name = texts.mails.person, contact }: NoticeLine): string {
  return contact > 1 ? `${name} (${texts.mails.second})` : name
}

function Resend({ notice, close }: { readonly notice: NoticeLine; readonly close: (isDone: boolean) => void }) {
  const resend = useCommand<Notice>()
  return (
    <Ask
      title={texts.mails.resendTitle(nameOf(notice))}
      confirm={texts.mails.resend}
      error={resend.error}
      isBusy={resend.isPending}
      close={() => close(resend.isSuccess)}
      onConfirm={() => resend.mutate({ method: 'POST', path: `/api/notices/${notice.noticeId}/resend` }, { onSuccess: () => close(true) })}
    >
      <p>{texts.mails.resendHelp}</p>
    </Ask>
  )
}

interface ChoiceProps {
  readonly label: string
  readonly value: string
  readonly names: Readonly<Record<string, string>>
  readonly change: (value: string) => void
}

function Choice({ label, value, names, change }: ChoiceProps) {
  return (
    <Field label={label}>
      {(wiring) => (
        <select {...wiring} value={value} onChange={(event) => change(event.target.value)}>
          <option value="">{texts.mails.all}</option>
          {Object.entries(names).map(([code, name]) => (
            <option key={code} value={code}>
              {name}
            </option>
          ))}
        </select>
      )}
    </Field>
  )
}
