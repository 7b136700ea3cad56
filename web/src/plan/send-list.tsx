/** Who will get which mail: the very list that issuing sends to. */
import { numberText } from '../../../shared/time/vietnamese.ts'
import type { Plan, Preview, Units } from '../api/answers.ts'
import { planPath, useAnswer } from '../api/hooks.ts'
import { More } from '../parts/more.tsx'
import { Note } from '../parts/note.tsx'
import { Loaded } from '../parts/states.tsx'
import { texts } from '../texts.vi.ts'

export function SendList({ plan }: { readonly plan: Plan }) {
  const asked = useAnswer<Preview>(planPath(plan.planId, '/preview'))
  return (
    <section aria-labelledby="send-list">
      <h2 id="send-list">{texts.preview.title}</h2>
      <Loaded asked={asked}>{(preview) => <SendListBody preview={preview} />}</Loaded>
    </section>
  )
}

function SendListBody({ preview }: { readonly preview: Preview }) {
  const { notices, unreachable, outside, unmatched } = preview
  const units = useAnswer<Units>('/api/units', { enabled: unreachable.length > 0 })
  const nameOf = (id: string) => units.data?.body.units.find((unit) => unit.id === id)?.name ?? '…'
  return (
    <>
      <p>{texts.preview.lead(numberText(notices.length))}</p>
      <Names title={texts.preview.unmatched} names={unmatched} tone="bad" />
      <Names title={texts.preview.unreachable} names={unreachable.map(nameOf)} tone="warn" />
      <Names title={texts.preview.outside} names={outside} tone="info" />
      <details>
        <summary>{texts.preview.show}</summary>
        <More items={notices}>
          {(shown) => (
            <table className="stacked">
              <thead>
                <tr>
                  <th scope="col">{texts.preview.recipient}</th>
                  <th scope="col">{texts.preview.address}</th>
                  <th scope="col">{texts.preview.owes}</th>
                </tr>
              </thead>
              <tbody>
                {shown.map(({ recipient, name, address, owes }) => (
                  <tr key={`${recipient}/${address}`}>
                    <td data-label={texts.preview.recipient}>{name}</td>
                    <td data-label={texts.preview.address}>{address}</td>
                    <td data-label={texts.preview.owes}>{owesWords(owes)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          )}
        </More>
      </details>
    </>
  )
}

function owesWords(owes: unknown): string {
  return Array.isArray(owes) && owes.length > 0 ? owes.join(', ') : texts.preview.owesNothing
}

function Names({
  title,
  names,
  tone,
}: {
  readonly title: string
  readonly names: readonly string[]
  readonly tone: 'info' | 'warn' | 'bad'
}) {
  if (names.length === 0) return null
  return (
    <Note tone={tone} title={title}>
      <p>{names.join('; ')}</p>
    </Note>
  )
}
