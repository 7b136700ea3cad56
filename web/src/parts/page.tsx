import { type ReactNode, useEffect, useRef } from 'react'
import { Link } from 'wouter'
import { texts } from '../texts.vi.ts'

interface PageProps {
  readonly title: string
  /** What stands above the title: where this page belongs. */
  readonly above?: readonly { readonly name: string; readonly to: string }[]
  readonly lead?: ReactNode
  readonly actions?: ReactNode
  readonly wide?: boolean
  readonly children?: ReactNode
}

/** One page: its title goes to the window and gets the focus, so that a screen reader knows that the page is another one. */
export function Page({ title, above = [], lead, actions, wide = false, children }: PageProps) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  useEffect(() => {
    document.title = texts.frame.windowTitle(title)
  }, [title])
  return (
    <main id="content" className={wide ? 'page wide' : 'page'}>
      {above.length === 0 ? null : (
        <nav className="above" aria-label={texts.frame.above}>
          {above.map(({ name, to }) => (
            <Link key={to} href={to}>
              {name}
            </Link>
          ))}
        </nav>
      )}
      <div className="page-head">
        <h1 ref={heading} tabIndex={-1}>
          {title}
        </h1>
        {actions === undefined ? null : <div className="actions">{actions}</div>}
      </div>
      {lead === undefined ? null : <div className="lead">{lead}</div>}
      {children}
    </main>
  )
}
