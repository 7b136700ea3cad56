/** Every mail of the plan, what became of it, and one more try for one of them. */
import { useDeferredValue, useState } from 'react'
import { Link } from 'wouter'
import { fold } from '../../../shared/text/fold.ts'
import { dayOf } from '../../../shared/time/calendar.ts'
import { dateText, numberText } from '../../../shared/time/vietnamese.ts'
import type { Notice, NoticeLine, Reminded } from '../api/answers.ts'
import { planPath, useCommand } from '../api/hooks.ts'
import { NotFoundPage } from '../frame/plain-pages.tsx'
import { deliveryTones } from '../notice/notice-page.tsx'
import { Ask } from '../parts/ask.tsx'
import { Field } from '../parts/field.tsx'
import { More } from '../parts/more.tsx'
import { Badge, Note } from '../parts/note.tsx'
import { Page } from '../parts/page.tsx'
import { Empty, isNotFound, Loaded } from '../parts/states.tsx'
import { useSession } from '../session/session.tsx'
import { deliveryNames, mailKindNames, texts } from '../texts.vi.ts'
import { useNotices } from './notices.ts'
import { PlanLead } from './plan-lead.tsx'
import { PlanTabs } from './plan-tabs.tsx'

export default function MailsPage({ planId }: { readonly planId: string }) {
  const asked = useNotices(planId)
  if (isNotFound(asked.error)) return <NotFoundPage />
  return (
    <Page wide title={texts.mails.title} above={[{ name: texts.plans.title, to: '/ke-hoach' }]} lead={<PlanLead planId={planId} />}>
      <PlanTabs planId={planId} />
      <Loaded asked={asked}>{(notices) => <Mails planId={planId} notices={notices} />}</Loaded>
    </Page>
  )
}

function Mails({ planId, notices }: { readonly planId: string; readonly notices: readonly NoticeLine[] }) {
  // Whoever may draft plans here is the plan's officer; a leader looks on.
  const isOfficer = useSession().me.may.draftPlans
  const [search, setSearch] = useState('')
  const [kind, setKind] = useState('')
  const [delivery, setDelivery] = useState('')
  const [resent, setResent] = useState<NoticeLine>()
  const [wasResent, setWasResent] = useState(false)
  const wanted = fold(useDeferredValue(search))
  const shown = notices.filter(
    (notice) =>
      (kind === '' || notice.kind === kind) &&
      (delivery === '' || notice.delivery === delivery) &&
      (wanted === '' || fold(nameOf(notice)).includes(wanted)),
  )
  return (
    <>
      <div className="filters">
        <Field label={texts.mails.search}>
          {(wiring) => <input {...wiring} type="search" value={search} onChange={(event) => setSearch(event.target.value)} />}
        </Field>
        <Choice label={texts.mails.kind} value={kind} names={mailKindNames} counts={countsOf(notices, 'kind')} change={setKind} />
        <Choice
          label={texts.mails.state}
          value={delivery}
          names={deliveryNames}
          counts={countsOf(notices, 'delivery')}
          change={setDelivery}
        />
      </div>
      {isOfficer ? <Chase planId={planId} notices={notices} /> : null}
      {wasResent ? <Note tone="good">{texts.mails.resent}</Note> : null}
      {shown.length === 0 ? <Empty>{texts.mails.none}</Empty> : <MailTable notices={shown} resend={isOfficer ? setResent : undefined} />}
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

interface MailTableProps {
  readonly notices: readonly NoticeLine[]
  readonly resend: ((notice: NoticeLine) => void) | undefined
}

function MailTable({ notices, resend }: MailTableProps) {
  return (
    <More items={notices}>
      {(part) => (
        <table className="stacked">
          <thead>
            <tr>
              <th scope="col">{texts.mails.recipient}</th>
              <th scope="col">{texts.mails.kind}</th>
              <th scope="col">{texts.mails.task}</th>
              <th scope="col">{texts.mails.day}</th>
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
                <td data-label={texts.mails.day} className="day">
                  {notice.queuedAt === undefined ? '–' : dateText(dayOf(notice.queuedAt))}
                </td>
                <td data-label={texts.mails.state}>
                  <Badge tone={deliveryTones[notice.delivery]}>{deliveryNames[notice.delivery]}</Badge>
                </td>
                <td>
                  {resend === undefined ? null : (
                    <button type="button" className="plain" onClick={() => resend(notice)}>
                      {texts.mails.resend}
                      <span className="visually-hidden">: {nameOf(notice)}</span>
                    </button>
                  )}
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

/** Those who got the plan's mail and have not said so. Who was told today already is counted too: the answer says how many mails went. */
function silentIn(notices: readonly NoticeLine[]): number {
  const issued = notices.filter(({ kind }) => kind === 'plan-issued')
  const answered = new Set(issued.filter(({ delivery }) => delivery === 'acknowledged').map(({ recipient }) => recipient))
  const told = issued.filter(({ delivery }) => delivery === 'sent' || delivery === 'delivered').map(({ recipient }) => recipient)
  return new Set(told.filter((recipient) => !answered.has(recipient))).size
}

function Chase({ planId, notices }: { readonly planId: string; readonly notices: readonly NoticeLine[] }) {
  const [isAsking, setAsking] = useState(false)
  const chase = useCommand<Reminded>()
  const reminded = chase.data?.body.reminded
  const silent = numberText(silentIn(notices))
  return (
    <div className="actions">
      {silent === '0' ? null : (
        <button type="button" onClick={() => setAsking(true)}>
          {texts.mails.chase(silent)}
        </button>
      )}
      {reminded === undefined ? null : (
        <Note tone={reminded > 0 ? 'good' : 'info'}>
          {reminded > 0 ? texts.mails.chased(numberText(reminded)) : texts.mails.chasedToday}
        </Note>
      )}
      {isAsking ? (
        <Ask
          title={texts.mails.chaseTitle(silent)}
          confirm={texts.mails.resend}
          error={chase.error}
          isBusy={chase.isPending}
          close={() => {
            chase.reset()
            setAsking(false)
          }}
          onConfirm={() =>
            chase.mutate({ method: 'POST', path: planPath(planId, '/notices/reminders') }, { onSuccess: () => setAsking(false) })
          }
        >
          <p>{texts.mails.chaseHelp}</p>
        </Ask>
      ) : null}
    </div>
  )
}

interface ChoiceProps {
  readonly label: string
  readonly value: string
  readonly names: Readonly<Record<string, string>>
  /** How many there are of each; what there is none of is not offered. */
  readonly counts: ReadonlyMap<string, number>
  readonly change: (value: string) => void
}

function countsOf(notices: readonly NoticeLine[], by: 'kind' | 'delivery'): ReadonlyMap<string, number> {
  return new Map([...Map.groupBy(notices, (notice) => notice[by])].map(([code, alike]) => [code, alike.length]))
}

function Choice({ label, value, names, counts, change }: ChoiceProps) {
  return (
    <Field label={label}>
      {(wiring) => (
        <select {...wiring} value={value} onChange={(event) => change(event.target.value)}>
          <option value="">{texts.mails.all}</option>
          {Object.entries(names)
            .filter(([code]) => counts.has(code) || code === value)
            .map(([code, name]) => (
              <option key={code} value={code}>
                {texts.mails.counted(name, numberText(counts.get(code) ?? 0))}
              </option>
            ))}
        </select>
      )}
    </Field>
  )
}
