/** "Hệ thống nhận tin": which other systems are told what happens to our plans, and what became of it. */
import { useState } from 'react'
import type { OpenedSubscription, OpenSubscriptionBody, Subscriptions } from '../api/answers.ts'
import { useAnswer, useCommand } from '../api/hooks.ts'
import { NotFoundPage } from '../frame/plain-pages.tsx'
import { ADDRESS_CHARACTERS_MAX } from '../limits.ts'
import { AskForm } from '../parts/ask.tsx'
import { Field } from '../parts/field.tsx'
import { Note } from '../parts/note.tsx'
import { Page } from '../parts/page.tsx'
import { Empty, isNotFound, Loaded } from '../parts/states.tsx'
import { LISTENERS_PATH, Listener } from './listener.tsx'
import { Secret } from './secret.tsx'
import { listenTexts as texts } from './texts.vi.ts'

const EVERY_MS = 30_000

export default function ListenersPage() {
  const asked = useAnswer<Subscriptions>(LISTENERS_PATH, { everyMs: EVERY_MS })
  const open = useCommand<OpenedSubscription>()
  const [isAsking, setAsking] = useState(false)
  const [isClosed, setClosed] = useState(false)
  const [url, setUrl] = useState('')
  if (isNotFound(asked.error)) return <NotFoundPage />

  const add = () => {
    const body: OpenSubscriptionBody = { url: url.trim() }
    const onSuccess = () => {
      setAsking(false)
      setClosed(false)
      setUrl('')
    }
    open.mutate({ method: 'POST', path: LISTENERS_PATH, body }, { onSuccess })
  }
  const adding = (
    <button type="button" className="primary" onClick={() => setAsking(true)}>
      {texts.open}
    </button>
  )
  return (
    <Page title={texts.title} above={[{ name: texts.above, to: '/danh-ba' }]} lead={<Lead />} actions={adding}>
      {open.data === undefined ? null : <Secret secret={open.data.body.secret} />}
      {isClosed ? <Note tone="good">{texts.closed}</Note> : null}
      <Loaded asked={asked}>
        {({ position, subscriptions }) =>
          subscriptions.length === 0 ? (
            <Empty>{texts.none}</Empty>
          ) : (
            <ul className="cards">
              {subscriptions.map((one) => (
                <Listener key={one.subscriptionId} listener={one} position={position} onClosed={() => setClosed(true)} />
              ))}
            </ul>
          )
        }
      </Loaded>
      {isAsking ? (
        <AskForm
          title={texts.openTitle}
          confirm={texts.open}
          error={open.error}
          isBusy={open.isPending}
          close={() => setAsking(false)}
          onConfirm={add}
        >
          <Field label={texts.address} hint={texts.addressHint}>
            {(wiring) => (
              <input
                {...wiring}
                type="url"
                required
                maxLength={ADDRESS_CHARACTERS_MAX}
                value={url}
                onChange={(event) => setUrl(event.target.value)}
              />
            )}
          </Field>
        </AskForm>
      ) : null}
    </Page>
  )
}

function Lead() {
  return (
    <>
      <p>{texts.lead}</p>
      <p>
        <a href="/api/docs#calls">{texts.docs}</a>
      </p>
    </>
  )
}
