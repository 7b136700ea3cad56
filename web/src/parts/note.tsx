import type { ReactNode } from 'react'

export type Tone = 'info' | 'good' | 'warn' | 'bad'

interface NoteProps {
  readonly tone: Tone
  readonly title?: string
  readonly children?: ReactNode
}

/** A remark that stands out. What went wrong is read out at once, the rest when there is time. */
export function Note({ tone, title, children }: NoteProps) {
  return (
    <div className={`note ${tone}`} role={tone === 'bad' ? 'alert' : 'status'}>
      {title === undefined ? null : <p className="note-title">{title}</p>}
      {children === undefined ? null : <div>{children}</div>}
    </div>
  )
}

export function Badge({ tone, children }: { readonly tone: Tone | 'plain'; readonly children: ReactNode }) {
  return <span className={`badge ${tone}`}>{children}</span>
}
