/** What was handed in and when: the proof a unit keeps. It prints on one page. */
import { instantText, numberText, sizeText } from '../../../shared/time/vietnamese.ts'
import type { Submission } from '../api/answers.ts'
import { Fact } from '../parts/deadline.tsx'
import { componentNames, texts } from '../texts.vi.ts'
import { LateBadge } from './task-page.tsx'

export function Receipt({ submission }: { readonly submission: Submission }) {
  const { submittedAt, late, nominees, note, files } = submission
  return (
    <>
      <dl className="facts">
        <Fact name={texts.receipt.at}>{instantText(submittedAt)}</Fact>
        <Fact name={texts.receipt.timing}>
          <LateBadge late={late} />
        </Fact>
        <Fact name={texts.receipt.submission}>{numberText(submission.submission)}</Fact>
        {nominees.length === 0 ? null : <Fact name={texts.receipt.nominees}>{numberText(nominees.length)}</Fact>}
      </dl>
      {nominees.length === 0 ? null : (
        <ol className="nominee-list">
          {nominees.map(({ name, position = '', award }, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two nominees may be equal, and the list never changes
            <li key={index}>{[name, position, award].filter((part) => part !== '').join(', ')}</li>
          ))}
        </ol>
      )}
      {note === '' ? null : (
        <>
          <h3>{texts.receipt.note}</h3>
          <p className="kept-lines">{note}</p>
        </>
      )}
      {files.length === 0 ? null : <ReceiptFiles files={files} />}
    </>
  )
}

function ReceiptFiles({ files }: { readonly files: Submission['files'] }) {
  return (
    <>
      <h3>{texts.receipt.files}</h3>
      <ul className="receipt-files">
        {files.map(({ fileName, bytes, sha256, component }) => (
          <li key={`${sha256}/${fileName}`}>
            <strong>{fileName}</strong>
            <span className="quiet">
              {componentNames[component] ?? componentNames.other}, {sizeText(bytes)}
            </span>
            <span className="quiet">
              {texts.receipt.sha256}: <code>{sha256}</code>
            </span>
          </li>
        ))}
      </ul>
      <p className="hint">{texts.receipt.help}</p>
    </>
  )
}

/** Every hand-in ever made, newest first. */
export function Submissions({ submissions }: { readonly submissions: readonly Submission[] }) {
  return (
    <section aria-labelledby="history">
      <h2 id="history">{texts.task.history}</h2>
      {submissions.toReversed().map((submission) => (
        <details key={submission.submission}>
          <summary>
            {texts.task.submissionNumber(submission.submission)}: {instantText(submission.submittedAt)}
          </summary>
          <Receipt submission={submission} />
        </details>
      ))}
    </section>
  )
}
