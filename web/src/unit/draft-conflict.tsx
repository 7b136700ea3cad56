import type { DraftBody } from '../api/answers.ts'
import { Note } from '../parts/note.tsx'
import { texts } from '../texts.vi.ts'
import type { Draft } from './draft.ts'

/** Two people edited at once: both texts, and the choice. */
export function DraftConflict({ draft, theirs }: { readonly draft: Draft; readonly theirs: DraftBody }) {
  return (
    <section>
      <Note tone="warn" title={texts.conflict.title}>
        <p>{texts.conflict.lead}</p>
      </Note>
      <div className="both">
        <Version title={texts.conflict.mine} content={draft.content} choose={draft.keepMine} choice={texts.conflict.keepMine} />
        <Version title={texts.conflict.theirs} content={theirs} choose={draft.takeTheirs} choice={texts.conflict.takeTheirs} />
      </div>
    </section>
  )
}

interface VersionProps {
  readonly title: string
  readonly content: DraftBody
  readonly choose: () => void
  readonly choice: string
}

function Version({ title, content, choose, choice }: VersionProps) {
  return (
    <div className="card">
      <h2>{title}</h2>
      <DraftContent content={content} />
      <button type="button" onClick={choose}>
        {choice}
      </button>
    </div>
  )
}

/** What was typed, to be read only. */
export function DraftContent({ content }: { readonly content: DraftBody }) {
  return (
    <>
      <ol>
        {content.nominees.map(({ name, position = '', award }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two rows may be equal, and the list is only read
          <li key={index}>{[name, position, award].filter((part) => part !== '').join(', ')}</li>
        ))}
      </ol>
      <p className="kept-lines">{content.note}</p>
    </>
  )
}
