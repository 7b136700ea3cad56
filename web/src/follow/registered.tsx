/** Whom all units have registered for a task: counted, looked over, and to take away as one list. */
import { Link } from 'wouter'
import { numberText } from '../../../shared/time/vietnamese.ts'
import type { Nominees } from '../api/answers.ts'
import { planPath, useAnswer } from '../api/hooks.ts'
import { More } from '../parts/more.tsx'
import { Note } from '../parts/note.tsx'
import { Empty, Loaded } from '../parts/states.tsx'
import { texts } from '../texts.vi.ts'
import { ExportButton } from './export-button.tsx'

interface RegisteredProps {
  readonly planId: string
  readonly taskKey: string
  /** What its readers call the task. */
  readonly number: string
}

export function Registered({ planId, taskKey, number }: RegisteredProps) {
  const rest = `/tasks/${encodeURIComponent(taskKey)}/nominees`
  const asked = useAnswer<Nominees>(planPath(planId, rest))
  const workbookOf = (part: number, parts: number) =>
    parts === 1
      ? { rest: `${rest}.xlsx/1`, fileName: `dang-ky-${number}.xlsx`, label: texts.registered.export }
      : {
          rest: `${rest}.xlsx/${part}`,
          fileName: `dang-ky-${number}-phan-${part}.xlsx`,
          label: texts.registered.exportPart(part, parts),
        }
  return (
    <section aria-labelledby="registered">
      <h2 id="registered" tabIndex={-1}>
        {texts.registered.title}
      </h2>
      <Loaded asked={asked}>
        {(found) =>
          found.nominees + found.released.nominees === 0 ? (
            <Empty>{texts.registered.none}</Empty>
          ) : (
            <>
              <p>{texts.registered.inAll(numberText(found.nominees), numberText(found.units))}</p>
              {found.released.nominees === 0 ? null : (
                <Note tone="warn">{texts.registered.released(numberText(found.released.nominees), numberText(found.released.units))}</Note>
              )}
              {found.awards.length === 0 ? null : <Awards awards={found.awards} />}
              <div className="actions">
                {Array.from({ length: found.parts }, (_, at) => at + 1).map((part) => (
                  <ExportButton key={part} planId={planId} {...workbookOf(part, found.parts)} />
                ))}
              </div>
              <ToLookAt planId={planId} taskKey={taskKey} found={found} />
            </>
          )
        }
      </Loaded>
    </section>
  )
}

function Awards({ awards }: Pick<Nominees, 'awards'>) {
  return (
    <table className="stacked">
      <thead>
        <tr>
          <th scope="col">{texts.task.award}</th>
          <th scope="col">{texts.task.individual}</th>
          <th scope="col">{texts.task.collective}</th>
          <th scope="col">{texts.registered.units}</th>
        </tr>
      </thead>
      <tbody>
        {awards.map(({ award, individuals, collectives, units }) => (
          <tr key={award}>
            <th scope="row">{award}</th>
            <td data-label={texts.task.individual}>{numberText(individuals)}</td>
            <td data-label={texts.task.collective}>{numberText(collectives)}</td>
            <td data-label={texts.registered.units}>{numberText(units)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

interface ToLookAtProps {
  readonly planId: string
  readonly taskKey: string
  readonly found: Nominees
}

function ToLookAt({ planId, taskKey, found: { remarks, remarksInAll } }: ToLookAtProps) {
  if (remarksInAll === 0) return null
  return (
    <details>
      <summary>{texts.registered.lookAt(numberText(remarksInAll))}</summary>
      <p className="hint">{texts.registered.advice}</p>
      <More name="remarks" items={remarks}>
        {(shown) => (
          <ul>
            {shown.map(({ unit, unitName, text }) => (
              <li key={`${unit} ${text}`}>
                <Link href={`/viec/${planId}/${taskKey}/${unit}`}>{unitName}</Link>: {text}
              </li>
            ))}
          </ul>
        )}
      </More>
      {remarks.length < remarksInAll ? <p className="quiet">{texts.registered.moreInFile}</p> : null}
    </details>
  )
}
