/** A page that breaks takes nothing else with it, and says what to do. */
import { Component, type ReactNode } from 'react'
import { Unreachable } from '../api/client.ts'
import { Note } from '../parts/note.tsx'
import { texts } from '../texts.vi.ts'

export class PageBoundary extends Component<{ readonly children: ReactNode }, { readonly broken?: Error }> {
  override state: { readonly broken?: Error } = {}

  static getDerivedStateFromError(broken: Error): { broken: Error } {
    return { broken }
  }

  override render(): ReactNode {
    const { broken } = this.state
    if (broken === undefined) return this.props.children
    // A page whose own file did not come is no fault of the system, and a reload brings it.
    const isCut = broken instanceof Unreachable
    return (
      <main id="content" className="page">
        <h1>{isCut ? texts.states.cutTitle : texts.states.brokenTitle}</h1>
        <Note tone="bad">{isCut ? texts.states.cut : texts.states.failed}</Note>
        <button type="button" className="primary" onClick={() => location.reload()}>
          {texts.states.reload}
        </button>
      </main>
    )
  }
}
