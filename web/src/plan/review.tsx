/** The review of a draft: the document with every field marked in it, beside what was read of it. On a narrow screen one at a time. */
import { type ReactNode, useEffect, useRef, useState } from 'react'
import type { Plan, PlanSource } from '../api/answers.ts'
import { planPath, useAnswer } from '../api/hooks.ts'
import { Download } from '../parts/download.tsx'
import { Loaded } from '../parts/states.tsx'
import { texts } from '../texts.vi.ts'
import { anchorOf, groupOf } from './source-marks.ts'
import { SourceText } from './source-text.tsx'

/** What is pointed at, and on which side it was chosen. */
export interface Pointed {
  readonly group: string
  readonly by: 'source' | 'field'
}

interface ReviewProps {
  readonly plan: Plan
  readonly children: (reviewing: Reviewing) => ReactNode
}

export interface Reviewing {
  /** `tasks.8`, `recipients`, `header`. */
  readonly show: (group: string) => void
  /** How sure the reading of a group is, 0…1. */
  readonly confidenceOf: (group: string) => number
}

type Side = 'source' | 'fields'

export function Review({ plan, children }: ReviewProps) {
  const [pointed, setPointed] = useState<Pointed>()
  const [side, setSide] = useState<Side>('fields')
  const fields = useRef<HTMLDivElement>(null)
  const asked = useAnswer<PlanSource>(planPath(plan.planId, '/source'), { enabled: plan.document !== undefined })
  const source = asked.data?.body

  useEffect(() => {
    if (pointed?.by !== 'source') return
    const target = fields.current?.querySelector(`[id="${anchorOf(pointed.group)}"]`)
    target?.scrollIntoView({ block: 'center' })
    target?.classList.add('pointed')
    return () => target?.classList.remove('pointed')
  }, [pointed])

  const show = (group: string) => {
    setPointed({ group, by: 'field' })
    setSide('source')
  }
  const confidenceOf = (group: string) =>
    Math.min(1, ...Object.entries(source?.confidence ?? {}).flatMap(([field, sure]) => (groupOf(field) === group ? [sure] : [])))
  if (plan.document === undefined) return children({ show, confidenceOf })
  return (
    <div className={`review ${side}`}>
      <fieldset className="review-sides" aria-label={texts.review.sides}>
        {(['source', 'fields'] as const).map((one) => (
          <button key={one} type="button" aria-pressed={side === one} onClick={() => setSide(one)}>
            {texts.review[one]}
          </button>
        ))}
      </fieldset>
      <section className="review-source" aria-labelledby="source">
        <h2 id="source">{texts.review.source}</h2>
        <p className="quiet">
          {texts.review.sourceLead}{' '}
          {plan.document.fromOcr ? texts.review.fromOcr(Math.round((plan.document.ocrConfidence ?? 0) * 100)) : ''}
        </p>
        <div>
          <Download link={planPath(plan.planId, '/document')}>{texts.review.download(plan.fileName)}</Download>
        </div>
        <Loaded asked={asked}>
          {(body) => (
            <SourceText
              source={body}
              pointed={pointed}
              point={(group) => {
                setPointed({ group, by: 'source' })
                setSide('fields')
              }}
            />
          )}
        </Loaded>
      </section>
      <div ref={fields} className="review-fields">
        {children({ show, confidenceOf })}
      </div>
    </div>
  )
}
