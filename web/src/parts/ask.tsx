/** A question before something that others will notice. */

import { type FormEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react'
import { createPortal } from 'react-dom'
import { Field } from './field.tsx'
import { FormEnd } from './form-end.tsx'
import { FailureNote } from './states.tsx'

interface AskFormProps {
  readonly title: string
  readonly confirm: string
  readonly close: () => void
  readonly error: Error | null
  readonly isBusy: boolean
  readonly onConfirm: () => void
  readonly children?: ReactNode
}

/** The dialog with whatever it asks as its children: their own rules (`required`, `min`) hold before `onConfirm` is called. */
export function AskForm({ title, confirm, close, error, isBusy, onConfirm, children }: AskFormProps) {
  const dialog = useRef<HTMLDialogElement>(null)
  const id = useId()
  useEffect(() => {
    const opener = document.activeElement
    dialog.current?.showModal()
    // A dialog that is taken away gives the focus to nobody: it goes back to where it was or, where that is gone, to the page's title.
    return () => {
      if (opener instanceof HTMLElement) opener.focus()
      if (document.activeElement === document.body) document.querySelector<HTMLElement>('main h1')?.focus({ preventScroll: true })
    }
  }, [])
  const submit = (event: FormEvent) => {
    event.preventDefault()
    // Around what asks there may be a form, which is another matter.
    event.stopPropagation()
    onConfirm()
  }
  // Not where it is asked: of a form within a form a browser tells nobody that it was sent, and loads the page anew.
  return createPortal(
    <dialog ref={dialog} className="ask" aria-labelledby={id} onClose={close}>
      <form onSubmit={submit}>
        <h2 id={id}>{title}</h2>
        {children}
        <FailureNote error={error} />
        <FormEnd act={confirm} isBusy={isBusy} close={() => dialog.current?.close()} />
      </form>
    </dialog>,
    document.body,
  )
}

interface AskProps extends Omit<AskFormProps, 'onConfirm'> {
  /** Label of the reason, where one must be given. */
  readonly reason?: string
  readonly initialReason?: string
  readonly onConfirm: (reason: string) => void
}

export function Ask({ reason, initialReason = '', onConfirm, children, ...form }: AskProps) {
  const [given, setGiven] = useState(initialReason)
  return (
    <AskForm {...form} onConfirm={() => onConfirm(given.trim())}>
      {children}
      {reason === undefined ? null : <ReasonField label={reason} value={given} onChange={setGiven} />}
    </AskForm>
  )
}

interface ReasonFieldProps {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
}

export function ReasonField({ label, value, onChange }: ReasonFieldProps) {
  return (
    <Field label={label}>
      {(wiring) => (
        <textarea {...wiring} required maxLength={1_000} rows={3} value={value} onChange={(event) => onChange(event.target.value)} />
      )}
    </Field>
  )
}
