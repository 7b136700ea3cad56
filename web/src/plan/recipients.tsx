/** Nơi nhận: each line, and before issuing whom the directory finds for it. */
import { useState } from 'react'
import { numberText } from '../../../shared/time/vietnamese.ts'
import type { Plan, Preview } from '../api/answers.ts'
import { planPath, useAnswer } from '../api/hooks.ts'
import { More } from '../parts/more.tsx'
import { Badge } from '../parts/note.tsx'
import { useLeftBehind } from '../parts/typed.ts'
import { texts } from '../texts.vi.ts'
import { correctionsOf } from './correction.tsx'
import { RECIPIENTS, RECIPIENTS_PLACE, RecipientsForm } from './header-form.tsx'
import type { Reviewing } from './review.tsx'
import { ShowInSource } from './show-in-source.tsx'

interface RecipientsProps {
  readonly plan: Plan
  readonly version: number | undefined
  readonly reviewing: Reviewing | undefined
}

type Line = Preview['lines'][number]

export function Recipients({ plan, version, reviewing }: RecipientsProps) {
  const leftBehind = useLeftBehind()
  const isReviewed = reviewing !== undefined
  const [isEdited, setEdited] = useState(() => leftBehind(correctionsOf(plan.planId)).has(RECIPIENTS))
  // The very answer the send list below is made of.
  const asked = useAnswer<Preview>(planPath(plan.planId, '/preview'), { enabled: isReviewed })
  const found = new Map((asked.data?.body.lines ?? []).map((line) => [line.text, line]))
  return (
    <section id={RECIPIENTS_PLACE} aria-labelledby="recipients">
      <h2 id="recipients">{texts.plan.recipients}</h2>
      {isEdited ? (
        <RecipientsForm plan={plan} version={version} close={() => setEdited(false)} />
      ) : (
        <ul className="plain-list recipients">
          {plan.recipients.map(({ text }) => (
            <li key={text}>
              <span>{text}</span>
              {isReviewed ? <Whom line={found.get(text)} /> : null}
            </li>
          ))}
        </ul>
      )}
      {!isReviewed || isEdited ? null : (
        <div className="actions">
          <ShowInSource group="recipients" reviewing={reviewing} name={texts.plan.recipients} />
          <button type="button" className="plain" data-opens-form onClick={() => setEdited(true)}>
            {texts.headerForm.editRecipients}
          </button>
        </div>
      )}
    </section>
  )
}

function Whom({ line }: { readonly line: Line | undefined }) {
  if (line === undefined) return null
  const { units, people, outside, unmatched, kind } = line
  const [only] = units
  return (
    <>
      {unmatched ? <Badge tone="bad">{texts.preview.unmatched}</Badge> : null}
      {kind === 'portal' ? <span className="quiet">{texts.preview.portal}</span> : null}
      {kind === 'archive' ? <span className="quiet">{texts.preview.archive}</span> : null}
      {outside.length === 0 ? null : <span className="quiet">{texts.preview.outsideLine(outside.join('; '))}</span>}
      {people === 0 ? null : <span className="quiet">{texts.preview.people(numberText(people))}</span>}
      {units.length === 1 ? <span className="quiet">{only}</span> : null}
      {units.length < 2 ? null : (
        <details>
          <summary>{texts.preview.units(numberText(units.length))}</summary>
          <More items={units}>
            {(shown) => (
              <ul>
                {shown.map((name, index) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: two units may have one name, and the list never changes
                  <li key={index}>{name}</li>
                ))}
              </ul>
            )}
          </More>
        </details>
      )}
    </>
  )
}
