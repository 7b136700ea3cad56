/** Which mails go out: one to each unit that is touched, and what it had done. */
import { cutOffText, numberText } from '../../../shared/time/vietnamese.ts'
import type { Comparison } from '../api/answers.ts'
import { More } from '../parts/more.tsx'
import { Note } from '../parts/note.tsx'
import { standingNames, texts } from '../texts.vi.ts'
import { changedNumber } from './happened-words.ts'

/** A longer list stands folded: the form that confirms comes after it, and is looked for. */
const OPEN_MAX = 10

type Line = Comparison['told'][number]
type NameOf = (key: string) => string

export function Told({ found: { told, changes } }: { readonly found: Comparison }) {
  const numbers = new Map(changes.map((change) => [change.key, changedNumber(change)]))
  const nameOf: NameOf = (key) => texts.plan.taskName(numbers.get(key) ?? key)
  const silent = told.filter(({ address }) => address === undefined)
  return (
    <section aria-labelledby="told">
      <h2 id="told">{texts.amend.told(numberText(told.length - silent.length))}</h2>
      <p className="quiet">{texts.amend.toldLead}</p>
      {silent.length === 0 ? null : (
        <Note tone="warn" title={texts.preview.unreachable}>
          {silent.map(({ name }) => name).join('; ')}
        </Note>
      )}
      {told.length === 0 ? null : (
        <details open={told.length <= OPEN_MAX}>
          <summary>{texts.amend.toldList}</summary>
          <More items={told}>
            {(shown) => (
              <table className="stacked">
                <thead>
                  <tr>
                    <th scope="col">{texts.missing.unit}</th>
                    <th scope="col">{texts.amend.forUnit}</th>
                    <th scope="col">{texts.amend.done}</th>
                  </tr>
                </thead>
                <tbody>
                  {shown.map((line) => (
                    <tr key={line.unit}>
                      <th scope="row">{line.name}</th>
                      <td data-label={texts.amend.forUnit}>
                        {line.tasks.map((task) => `${nameOf(task.key)}: ${texts.amend.changes[task.change]}`).join('; ')}
                      </td>
                      <td data-label={texts.amend.done}>{doneWords(line, nameOf)}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            )}
          </More>
        </details>
      )}
    </section>
  )
}

function doneWords({ tasks }: Line, nameOf: NameOf): string {
  const done = tasks.flatMap(({ key, state, extension }) => {
    const standing = state === undefined ? [] : [standingNames[state].toLowerCase()]
    const more = extension === undefined ? [] : [texts.amend.extendedTo(cutOffText(extension))]
    return standing.length + more.length === 0 ? [] : [`${nameOf(key)}: ${[...standing, ...more].join(', ')}`]
  })
  return done.length === 0 ? texts.missing.notBegun : done.join('; ')
}
