/** A file of units, groups or people: checked row by row first, written only when the officer has seen the report and says so. */
import { useState } from 'react'
import { numberText } from '../../../shared/time/vietnamese.ts'
import type { ImportBody, ImportReport } from '../api/answers.ts'
import { useCommand } from '../api/hooks.ts'
import { NotFoundPage } from '../frame/plain-pages.tsx'
import { DropZone } from '../parts/drop-zone.tsx'
import { Note } from '../parts/note.tsx'
import { Page } from '../parts/page.tsx'
import { FailureNote } from '../parts/states.tsx'
import { useSession } from '../session/session.tsx'
import { sheetNames, texts } from '../texts.vi.ts'
import { columns } from './columns.vi.ts'
import { ImportRows } from './import-rows.tsx'

/** Base64 makes four characters of three bytes; the API takes four million characters. */
const FILE_BYTES_MAX = 3_000_000

export default function ImportPage() {
  const { me } = useSession()
  const [file, setFile] = useState<Omit<ImportBody, 'dryRun'>>()
  const [isReading, setReading] = useState(false)
  const [isTooLarge, setTooLarge] = useState(false)
  const check = useCommand<ImportReport>()
  const commit = useCommand<ImportReport>()
  if (!me.may.importDirectory) return <NotFoundPage />

  const run = (body: ImportBody) => (body.dryRun ? check : commit).mutate({ method: 'POST', path: '/api/directory/imports', body })
  const take = async ([chosen]: readonly File[]) => {
    if (chosen === undefined) return
    commit.reset()
    setTooLarge(chosen.size > FILE_BYTES_MAX)
    if (chosen.size > FILE_BYTES_MAX) return
    setReading(true)
    const base64 = await base64Of(chosen).finally(() => setReading(false))
    const given = { fileName: chosen.name.normalize('NFC').slice(-200), base64 }
    setFile(given)
    run({ ...given, dryRun: true })
  }
  const report = check.data?.body
  return (
    <Page title={texts.import.title} above={[{ name: texts.units.title, to: '/danh-ba' }]} lead={<p>{texts.import.lead}</p>}>
      <DropZone
        lead={texts.import.drop}
        choose={texts.import.choose}
        rules={texts.import.rules}
        accept=".csv,.xlsx"
        isDisabled={isReading || check.isPending || commit.isPending}
        onFiles={(files) => void take(files)}
      />
      <Columns />
      {isTooLarge ? <Note tone="bad">{texts.import.tooLarge}</Note> : null}
      {check.isPending ? <Note tone="info">{texts.import.checking}</Note> : null}
      <FailureNote error={check.error ?? commit.error} />
      {commit.data === undefined ? null : <Note tone="good">{texts.import.saved(numberText(commit.data.body.saved))}</Note>}
      {report === undefined || file === undefined ? null : (
        <section aria-labelledby="report">
          <h2 id="report">{texts.import.report}</h2>
          <p>
            {texts.import.counts(
              numberText(report.counts.new),
              numberText(report.counts.changed),
              numberText(report.counts.same),
              numberText(report.counts.refused),
            )}
          </p>
          {commit.data === undefined ? (
            <Commit report={report} isBusy={commit.isPending} commit={() => run({ ...file, dryRun: false })} />
          ) : null}
          <ImportRows report={report} />
        </section>
      )}
    </Page>
  )
}

function Columns() {
  return (
    <details>
      <summary>{texts.import.columns}</summary>
      <p>{texts.import.columnsLead}</p>
      <ul>
        {(['units', 'groups', 'people'] as const).map((kind) => (
          <li key={kind}>
            {sheetNames[kind]}: <strong>{columns[kind].must.join(', ')}</strong>, {columns[kind].may.join(', ')}
          </li>
        ))}
      </ul>
    </details>
  )
}

function Commit({ report, isBusy, commit }: { readonly report: ImportReport; readonly isBusy: boolean; readonly commit: () => void }) {
  if (report.counts.new + report.counts.changed === 0) return <p>{texts.import.nothing}</p>
  return (
    <div className="actions">
      <button type="button" className="primary" disabled={isBusy} onClick={commit}>
        {isBusy ? texts.states.sending : texts.import.commit}
      </button>
    </div>
  )
}

async function base64Of(file: File): Promise<string> {
  const url = await new Promise<string>((resolve, reject) => {
    const reader = new FileReader()
    reader.addEventListener('load', () => resolve(String(reader.result)))
    reader.addEventListener('error', () => reject(reader.error ?? new Error('unreadable')))
    reader.readAsDataURL(file)
  })
  return url.slice(url.indexOf(',') + 1)
}
