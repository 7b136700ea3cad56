/** One calendar address: making it, seeing it once, replacing it, taking it back. */
import { useId, useRef, useState } from 'react'
import type { Feed, FeedBody } from '../api/answers.ts'
import { useAnswer, useCommand } from '../api/hooks.ts'
import { Ask } from '../parts/ask.tsx'
import { Field } from '../parts/field.tsx'
import { Note } from '../parts/note.tsx'
import { FailureNote, Loaded } from '../parts/states.tsx'
import { texts } from '../texts.vi.ts'
import { addressOf, newSecret, type Secret } from './secret.ts'

interface FeedSectionProps {
  readonly whose: 'unit' | 'person'
  readonly title: string
  readonly help: string
}

type Asking = 'replace' | 'revoke' | undefined

export function FeedSection({ whose, title, help }: FeedSectionProps) {
  const path = `/api/feeds/${whose}`
  const asked = useAnswer<Feed>(path)
  const open = useCommand<Feed>(path)
  const revoke = useCommand<Feed>(path)
  const [secret, setSecret] = useState<Secret>()
  const [asking, setAsking] = useState<Asking>()
  const id = useId()

  const make = async (version: number | undefined) => {
    const made = await newSecret()
    const body: FeedBody = { secretSha256: made.sha256 }
    revoke.reset()
    open.mutate(
      { method: 'PUT', path, body, version },
      {
        onSuccess: () => {
          setSecret(made)
          setAsking(undefined)
        },
      },
    )
  }
  const takeBack = (version: number | undefined) =>
    revoke.mutate(
      { method: 'DELETE', path, version },
      {
        onSuccess: () => {
          setSecret(undefined)
          setAsking(undefined)
        },
      },
    )

  return (
    <section className="card feed" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      <p className="quiet">{help}</p>
      <Loaded asked={asked}>
        {(feed, version) => (
          <>
            {secret === undefined ? null : <Address address={addressOf(feed.feedId, secret)} />}
            {revoke.isSuccess && !feed.isOpen ? <Note tone="good">{texts.calendar.revoked}</Note> : null}
            {secret === undefined ? <p>{feed.isOpen ? texts.calendar.open : texts.calendar.none}</p> : null}
            {feed.isOpen ? (
              <div className="actions">
                <button type="button" onClick={() => setAsking('replace')}>
                  {texts.calendar.replace}
                </button>
                <button type="button" onClick={() => setAsking('revoke')}>
                  {texts.calendar.revoke}
                </button>
              </div>
            ) : (
              <>
                <FailureNote error={open.error} />
                <button type="button" className="primary" disabled={open.isPending} onClick={() => void make(version)}>
                  {open.isPending ? texts.states.sending : texts.calendar.make}
                </button>
              </>
            )}
            {asking === 'replace' ? (
              <Ask
                title={texts.calendar.replaceTitle}
                confirm={texts.calendar.replace}
                error={open.error}
                isBusy={open.isPending}
                close={() => {
                  open.reset()
                  setAsking(undefined)
                }}
                onConfirm={() => void make(version)}
              >
                <p>{texts.calendar.replaceHelp}</p>
              </Ask>
            ) : null}
            {asking === 'revoke' ? (
              <Ask
                title={texts.calendar.revokeTitle}
                confirm={texts.calendar.revoke}
                error={revoke.error}
                isBusy={revoke.isPending}
                close={() => {
                  revoke.reset()
                  setAsking(undefined)
                }}
                onConfirm={() => takeBack(version)}
              >
                <p>{texts.calendar.revokeHelp}</p>
              </Ask>
            ) : null}
          </>
        )}
      </Loaded>
    </section>
  )
}

/** Shown once: nobody else has it, the system included. */
function Address({ address }: { readonly address: string }) {
  const [said, setSaid] = useState('')
  const field = useRef<HTMLInputElement>(null)
  const copy = async () => {
    field.current?.select()
    // A browser may refuse; the address is selected then, for the keyboard.
    const isCopied = await navigator.clipboard.writeText(address).then(
      () => true,
      () => false,
    )
    setSaid(isCopied ? texts.calendar.copied : texts.calendar.copyByHand)
  }
  return (
    <Note tone="warn" title={texts.calendar.madeTitle}>
      <p>{texts.calendar.once}</p>
      <Field label={texts.calendar.address}>
        {(wiring) => <input {...wiring} ref={field} readOnly value={address} onFocus={(event) => event.target.select()} />}
      </Field>
      <div className="actions">
        <button type="button" className="primary" onClick={() => void copy()}>
          {texts.calendar.copy}
        </button>
        <span role="status">{said}</span>
      </div>
      <p className="hint">{texts.calendar.secret}</p>
    </Note>
  )
}
