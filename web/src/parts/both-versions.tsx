/** Two people changed the same at once: both texts, and the choice. */
import type { ReactNode } from 'react'
import { Refused } from '../api/client.ts'
import { texts } from '../texts.vi.ts'
import { Note } from './note.tsx'

interface BothVersionsProps {
  readonly mine: ReactNode
  readonly theirs: ReactNode
  /** Goes on with one's own, on the version that is stored now. */
  readonly keep: () => void
  /** Leaves what is stored as it is. */
  readonly take: () => void
}

export function BothVersions({ mine, theirs, keep, take }: BothVersionsProps) {
  return (
    <>
      <Note tone="warn" title={texts.conflict.title}>
        <p>{texts.conflict.lead}</p>
      </Note>
      <div className="both">
        <div className="card">
          <p className="note-title">{texts.conflict.mine}</p>
          {mine}
          <button type="button" onClick={keep}>
            {texts.conflict.keepMine}
          </button>
        </div>
        <div className="card">
          <p className="note-title">{texts.conflict.theirs}</p>
          {theirs}
          <button type="button" onClick={take}>
            {texts.conflict.takeTheirs}
          </button>
        </div>
      </div>
    </>
  )
}

export function isStale(error: Error | null): boolean {
  return error instanceof Refused && error.isStale
}
