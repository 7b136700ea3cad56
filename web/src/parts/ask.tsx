/** A question before something that others will notice, with room for the reason it needs. */
import { type FormEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react'
import { texts } from '../texts.vi.ts'
import { FailureNote } from './states.tsx'

interface AskProps {
  readonly title: string
  readonly confirm: string
  readonly close: () => void
  readonly error: Error | null
  readonly isBusy: boolean
  /** Label of the reason, where one must be given. */
  readonly reason?: string
  readonly initialReason?: string
  readonly onConfirm: (reason: string) => void
  readonly children?: ReactNode
}

export function Ask({ title, confirm, close, error, isBusy, reason, initialReason = '', onConfirm, children }: AskProps) {
  const dialog = useRef<HTMLDialogElement>(null)
  const [given, setGiven] = useState(initialReason)
  const id = useId()
  useEffect(() => {
    dialog.current?.showModal()
  }, [])
  const submit = (event: FormEvent) => {
    event.preventDefault()
    onConfirm(given.trim())
  }
  return (
    <dialog ref={dialog} className="ask" aria-labelledby={`${id}-title`} onClose={close}>
      <form onSubmit={submit}>
        <h2 id={`${id}-title`}>{title}</h2>
        {children}
        {reason === undefined ? null : (
          <div className="field">
            <label htmlFor={`${id}-reason`}>{reason}</label>
            <textarea
              id={`${id}-reason`}
              required
              maxLength={1_000}
              rows={3}
              value={given}
              onChange={(event) => setGiven(event.target.value)}
            />
          </div>
        )}
        <FailureNote error={error} />
        <div className="actions">
          <button type="submit" className="primary" disabled={isBusy}>
            {isBusy ? texts.states.sending : confirm}
          </button>
          <button type="button" onClick={() => dialog.current?.close()}>
            {texts.states.cancel}
          </button>
        </div>
      </form>
    </dialog>
  )
}
