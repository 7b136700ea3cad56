/** A page that breaks takes nothing else with it, and says what to do. */
import { Component, type ReactNode } from 'react'
import { Note } from '../parts/note.tsx'
import { texts } from '../texts.vi.ts'

export class PageBoundary extends Component<{ readonly children: ReactNode }, { readonly isBroken: boolean }> {
  override state = { isBroken: false }

  static getDerivedStateFromError(): { isBroken: boolean } {
    return { isBroken: true }
  }

  override render(): ReactNode {
    if (!this.state.isBroken) return this.props.children
    return (
      <main id="content" className="page">
        <h1>{texts.states.brokenTitle}</h1>
        <Note tone="bad">{texts.states.failed}</Note>
        <button type="button" className="primary" onClick={() => location.reload()}>
          {texts.states.reload}
        </button>
      </main>
    )
  }
}
