import { Badge } from '../parts/note.tsx'
import { texts } from '../texts.vi.ts'
import type { Reviewing } from './review.tsx'

interface ShowInSourceProps {
  readonly group: string
  /** What it is, for those who do not see where the button stands. */
  readonly name: string
  readonly reviewing: Reviewing | undefined
}

/** The way from a field to where it stands in the document, and how sure its reading is where it is not literal. */
export function ShowInSource({ group, name, reviewing }: ShowInSourceProps) {
  if (reviewing === undefined) return null
  const sure = reviewing.confidenceOf(group)
  return (
    <>
      {sure < 1 ? <Badge tone="warn">{texts.review.unsure(Math.round(sure * 100))}</Badge> : null}
      <button type="button" className="plain" onClick={() => reviewing.show(group)}>
        {texts.review.show}
        <span className="visually-hidden">: {name}</span>
      </button>
    </>
  )
}
