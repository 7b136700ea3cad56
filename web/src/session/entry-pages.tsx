/** What one sees before being signed in. */
import { useMutation } from '@tanstack/react-query'
import { type ReactNode, useEffect, useRef } from 'react'
import { Refused } from '../api/client.ts'
import { FailureNote, Loading } from '../parts/states.tsx'
import { texts } from '../texts.vi.ts'

function EntryPage({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  const heading = useRef<HTMLHeadingElement>(null)
  // It may come in the middle of something else, and whoever does not see must hear of it.
  useEffect(() => {
    document.title = texts.frame.windowTitle(title)
    heading.current?.focus()
  }, [title])
  return (
    <main className="entry">
      <p className="brand-name">{texts.frame.brand}</p>
      <h1 ref={heading} tabIndex={-1}>
        {title}
      </h1>
      {children}
      <p className="help">{texts.frame.help}</p>
    </main>
  )
}

export function WelcomePage({ isExpired, begin }: { readonly isExpired: boolean; readonly begin: () => Promise<void> }) {
  const beginning = useMutation({ mutationFn: begin })
  return (
    <EntryPage title={texts.entry.title}>
      <p>{isExpired ? texts.entry.expired : texts.entry.lead}</p>
      <FailureNote error={beginning.error} />
      <button type="button" className="primary" onClick={() => beginning.mutate()}>
        {texts.entry.begin}
      </button>
      <p className="quiet">{texts.entry.how}</p>
      {/* A page of its own, which needs no sign-in. */}
      <p>
        <a href="/cong-khai">{texts.entry.publicPlans}</a>
      </p>
    </EntryPage>
  )
}

export function SigningIn() {
  return (
    <EntryPage title={texts.entry.opening}>
      <Loading />
    </EntryPage>
  )
}

interface FaultProps {
  readonly error: Error
  readonly again: () => void
  readonly signOut: () => Promise<void>
}

export function SessionFault({ error, again, signOut }: FaultProps) {
  const leaving = useMutation({ mutationFn: signOut })
  const isStranger = error instanceof Refused && error.answer.code === 'not-in-directory'
  return (
    <EntryPage title={isStranger ? texts.entry.stranger : texts.entry.failed}>
      <FailureNote error={leaving.error ?? error} />
      <div className="actions">
        <button type="button" className="primary" onClick={again}>
          {texts.states.again}
        </button>
        <button type="button" onClick={() => leaving.mutate()}>
          {texts.frame.signOut}
        </button>
      </div>
    </EntryPage>
  )
}
