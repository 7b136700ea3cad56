/** The plain states every page shares: loading, failed, offline, not found, empty. */
import { type ReactNode, useDeferredValue } from 'react'
import { Refused, Unreachable } from '../api/client.ts'
import type { Asked } from '../api/hooks.ts'
import { texts } from '../texts.vi.ts'
import { Note } from './note.tsx'

export function Loading() {
  return (
    <p className="loading" role="status">
      <span className="spinner" aria-hidden="true" />
      {texts.states.loading}
    </p>
  )
}

export function Empty({ children }: { readonly children: ReactNode }) {
  return <p className="empty">{children}</p>
}

/** What went wrong, in a sentence that says what to do. */
export function failureSentence(error: Error): string {
  if (error instanceof Refused) return error.message || texts.states.failed
  if (error instanceof Unreachable) return navigator.onLine ? texts.states.unreachable : texts.states.offline
  return texts.states.failed
}

export function FailureNote({ error }: { readonly error: Error | null }) {
  if (error === null) return null
  return <Note tone="bad">{failureSentence(error)}</Note>
}

export function isNotFound(error: Error | null): boolean {
  return error instanceof Refused && error.status === 404
}

/** What a page is called whose own title is not there: it is on its way, or did not come. */
export function titleWithout(error: Error | null): string {
  return error === null ? texts.states.loading : texts.states.cutTitle
}

interface LoadedProps<Body> {
  readonly asked: Asked<Body>
  readonly children: (body: Body, version: number | undefined) => ReactNode
}

/** What was read stays on the page while a newer answer is awaited or does not come. */
export function Loaded<Body>({ asked, children }: LoadedProps<Body>) {
  const { data, error } = asked
  // Drawing a long page for the first time is cut into slices; what changes later appears at once.
  const isTime = useDeferredValue(data !== undefined)
  if (error !== null && isNotFound(error)) return <NotFoundNote />
  if (data === undefined || !isTime) {
    if (error === null) return <Loading />
    return (
      <>
        <FailureNote error={error} />
        <button type="button" onClick={() => void asked.refetch()}>
          {texts.states.again}
        </button>
      </>
    )
  }
  return (
    <>
      {error === null ? null : <Note tone="warn">{texts.states.notNewest}</Note>}
      {children(data.body, data.version)}
    </>
  )
}

export function NotFoundNote() {
  return (
    <div className="empty">
      <p>
        <strong>{texts.states.notFound}</strong>
      </p>
      <p>{texts.states.notFoundHelp}</p>
    </div>
  )
}
