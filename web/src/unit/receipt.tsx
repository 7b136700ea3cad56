/** What was handed in and when: the proof a unit keeps. It prints on one page. */
import { Link } from 'wouter'
import { instantText, numberText, sizeText } from '../../../shared/time/vietnamese.ts'
import type { DossierFile, Submission } from '../api/answers.ts'
import { Fact } from '../parts/deadline.tsx'
import { componentNames, texts } from '../texts.vi.ts'
import { DownloadFile } from './file-list.tsx'
import { LateBadge } from './task-page.tsx'

interface ReceiptProps {
  readonly submission: Submission
  /** The files as they are kept, where they may be fetched. */
  readonly kept?: { readonly files: readonly DossierFile[]; readonly path: string }
}

export function Receipt({ submission, kept }: ReceiptProps) {
  const { submittedAt, late, nominees, note, files, ownPlan } = submission
  return (
    <>
      <dl className="facts">
        <Fact name={texts.receipt.at}>{instantText(submittedAt)}</Fact>
        <Fact name={texts.receipt.timing}>
          <LateBadge late={late} />
        </Fact>
        {ownPlan === undefined ? null : (
          <Fact name={texts.receipt.ownPlan}>
            <Link href={`/ke-hoach/${ownPlan.planId}`}>{texts.plans.number(ownPlan.number)}</Link>
          </Fact>
        )}
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
      {files.length === 0 ? null : <ReceiptFiles files={files} kept={kept} />}
    </>
  )
}

function ReceiptFiles({ files, kept }: { readonly files: Submission['files']; readonly kept: ReceiptProps['kept'] }) {
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
            {kept?.files
              .filter((file) => file.sha256 === sha256 && file.fileName === fileName)
              .slice(0, 1)
              .map((file) => (
                <DownloadFile key={file.uploadId} path={kept.path} file={file} />
              ))}
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
