import { useRef, useState } from 'react'
import { Field } from '../parts/field.tsx'
import { Note } from '../parts/note.tsx'
import { listenTexts as texts } from './texts.vi.ts'

/** Shown once: no other answer ever holds it. */
export function Secret({ secret }: { readonly secret: string | undefined }) {
  const [said, setSaid] = useState('')
  const field = useRef<HTMLInputElement>(null)
  if (secret === undefined) return <Note tone="warn">{texts.lost}</Note>
  const copy = async () => {
    field.current?.select()
    // A browser may refuse; the secret is selected then, for the keyboard.
    const isCopied = await navigator.clipboard.writeText(secret).then(
      () => true,
      () => false,
    )
    setSaid(isCopied ? texts.copied : texts.copyByHand)
  }
  return (
    <div className="feed">
      <Note tone="warn" title={texts.opened}>
        <p>{texts.once}</p>
        <Field label={texts.secret}>
          {(wiring) => <input {...wiring} ref={field} readOnly value={secret} onFocus={(event) => event.target.select()} />}
        </Field>
        <div className="actions">
          <button type="button" className="primary" onClick={() => void copy()}>
            {texts.copy}
          </button>
          <span role="status">{said}</span>
        </div>
        <p className="hint">{texts.secretHelp}</p>
      </Note>
    </div>
  )
}
