/** The text that was read, with its fields marked: a click on one leads to it, and the field that is pointed at comes into view. */
import { useEffect, useMemo, useRef } from 'react'
import type { PlanSource } from '../api/answers.ts'
import { texts } from '../texts.vi.ts'
import type { Pointed } from './review.tsx'
import { groupOf, piecesOf } from './source-marks.ts'

interface SourceTextProps {
  readonly source: PlanSource
  readonly pointed: Pointed | undefined
  readonly point: (group: string) => void
}

export function SourceText({ source, pointed, point }: SourceTextProps) {
  const box = useRef<HTMLElement>(null)
  const pieces = useMemo(() => piecesOf(source.text, source.spans), [source])
  useEffect(() => {
    if (pointed?.by !== 'field') return
    const mark = box.current?.querySelector<HTMLElement>('mark.pointed')
    if (mark === null || mark === undefined || box.current === null) return
    box.current.scrollTop += mark.getBoundingClientRect().top - box.current.getBoundingClientRect().top - box.current.clientHeight / 3
  }, [pointed])
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section ref={box} className="source-text" tabIndex={0} aria-label={texts.review.text}>
      {pieces.map(({ start, text, field }) =>
        field === undefined ? (
          <span key={start}>{text}</span>
        ) : (
          // A button would not flow with the lines. Keyboards and screen readers go the other way: each field has a button that leads here.
          // biome-ignore lint/a11y/useKeyWithClickEvents: see above
          <mark key={start} className={pointed?.group === groupOf(field) ? 'pointed' : undefined} onClick={() => point(groupOf(field))}>
            {text}
          </mark>
        ),
      )}
    </section>
  )
}
