/** One system that listens: how far it is, what failed last, and what can be done about it. */
import { useState } from 'react'
import { instantText, numberText } from '../../../shared/time/vietnamese.ts'
import type { ReplayBody, Subscription, Subscriptions } from '../api/answers.ts'
import { useAnswer, useCommand } from '../api/hooks.ts'
import { Ask, AskForm } from '../parts/ask.tsx'
import { Field } from '../parts/field.tsx'
import { Note } from '../parts/note.tsx'
import { FailureNote } from '../parts/states.tsx'
import { reasonText, listenTexts as texts } from './texts.vi.ts'

export const LISTENERS_PATH = '/api/subscriptions'
/** While a test call is under way. */
const TESTING_EVERY_MS = 2_000

interface ListenerProps {
  readonly listener: Subscription
  /** Of the newest entry of the bulletin. */
  readonly position: number
  readonly onClosed: () => void
}

export function Listener({ listener, position, onClosed }: ListenerProps) {
  const { subscriptionId, url, openedAt, status, failed } = listener
  const path = `${LISTENERS_PATH}/${subscriptionId}`
  const test = useCommand<Subscription>()
  const close = useCommand<Subscription>()
  const [asking, setAsking] = useState<'replay' | 'close'>()
  const isTesting = listener.test !== undefined && listener.test.at === undefined
  useAnswer<Subscriptions>(LISTENERS_PATH, { everyMs: isTesting && TESTING_EVERY_MS, enabled: isTesting })
  return (
    <li className="card">
      <h2 className="card-title">
        <code>{url}</code>
      </h2>
      <p>
        <strong>{stateText(listener, position)}</strong>
      </p>
      {status === 'suspended' ? <Note tone="bad">{texts.suspendedHelp}</Note> : null}
      {failed === undefined ? null : <p>{texts.failed(reasonText(failed.reason), instantText(failed.at))}</p>}
      <p role="status">{testText(listener)}</p>
      <p className="quiet">{texts.openedAt(instantText(openedAt))}</p>
      <FailureNote error={test.error} />
      <div className="actions">
        <button type="button" disabled={test.isPending} onClick={() => test.mutate({ method: 'POST', path: `${path}/tests` })}>
          {texts.test}
        </button>
        <button type="button" onClick={() => setAsking('replay')}>
          {texts.replay}
        </button>
        <button type="button" onClick={() => setAsking('close')}>
          {texts.close}
        </button>
      </div>
      {asking === 'replay' ? <Replay listener={listener} position={position} close={() => setAsking(undefined)} /> : null}
      {asking === 'close' ? (
        <Ask
          title={texts.closeTitle}
          confirm={texts.close}
          error={close.error}
          isBusy={close.isPending}
          close={() => {
            close.reset()
            setAsking(undefined)
          }}
          onConfirm={() => close.mutate({ method: 'DELETE', path }, { onSuccess: onClosed })}
        >
          <p>{texts.closeHelp}</p>
        </Ask>
      ) : null}
    </li>
  )
}

function stateText({ status, after }: Subscription, position: number): string {
  if (status === 'suspended') return texts.state.suspended(numberText(after))
  if (position === 0) return texts.state.nothingYet
  return after >= position ? texts.state.upToDate(numberText(position)) : texts.state.behind(numberText(after), numberText(position))
}

function testText({ test }: Subscription): string {
  if (test === undefined) return ''
  if (test.at === undefined) return texts.testing
  const at = instantText(test.at)
  return test.reason === undefined ? texts.testedWell(at) : texts.testedBadly(reasonText(test.reason), at)
}

interface ReplayProps extends Pick<ListenerProps, 'listener' | 'position'> {
  readonly close: () => void
}

/** From where it stopped, unless another place is asked for. */
function Replay({ listener: { subscriptionId, after }, position, close }: ReplayProps) {
  const replay = useCommand<Subscription>()
  const [from, setFrom] = useState(String(after))
  const again = () => {
    const body: ReplayBody = { after: Number(from) }
    replay.mutate({ method: 'POST', path: `${LISTENERS_PATH}/${subscriptionId}/replays`, body }, { onSuccess: close })
  }
  return (
    <AskForm
      title={texts.replayTitle}
      confirm={texts.replay}
      error={replay.error}
      isBusy={replay.isPending}
      close={close}
      onConfirm={again}
    >
      <p>{texts.replayHelp}</p>
      <Field label={texts.after}>
        {(wiring) => (
          <input {...wiring} type="number" required min={0} max={position} value={from} onChange={(event) => setFrom(event.target.value)} />
        )}
      </Field>
    </AskForm>
  )
}
