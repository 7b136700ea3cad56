/** The dossier's files: drop them, watch them go, see what became of each. */
import { useId, useRef, useState } from 'react'
import type { Assignment } from '../api/answers.ts'
import { useCommand } from '../api/hooks.ts'
import { DropZone } from '../parts/drop-zone.tsx'
import { Empty, FailureNote } from '../parts/states.tsx'
import { componentNames, texts } from '../texts.vi.ts'
import { FileList } from './file-list.tsx'
import { UploadRow } from './upload-row.tsx'

interface Sending {
  readonly id: number
  readonly file: File
  readonly component: string
}

export function Files({ assignment, path }: { readonly assignment: Assignment; readonly path: string }) {
  const [sendings, setSendings] = useState<readonly Sending[]>([])
  const [onTheirWay, setOnTheirWay] = useState<readonly string[]>([])
  const [component, setComponent] = useState(assignment.form === 'dossier' ? 'report' : 'other')
  const next = useRef(0)
  const id = useId()
  const remove = useCommand<Assignment>(path)
  // What this page is sending has a row of its own below.
  const listed = assignment.files.filter(
    (file) => file.state !== 'removed' && file.state !== 'expired' && !onTheirWay.includes(file.uploadId),
  )

  const add = (files: readonly File[]) => {
    const first = next.current
    next.current += files.length
    setSendings([...sendings, ...files.map((file, index) => ({ id: first + index, file, component }))])
  }
  return (
    <section aria-labelledby={`${id}-files`}>
      <h2 id={`${id}-files`}>{assignment.form === 'dossier' ? texts.files.title : texts.files.extra}</h2>
      <div className="field">
        <label htmlFor={`${id}-component`}>{texts.files.component}</label>
        <select id={`${id}-component`} value={component} onChange={(event) => setComponent(event.target.value)}>
          {Object.entries(componentNames).map(([code, name]) => (
            <option key={code} value={code}>
              {name}
            </option>
          ))}
        </select>
      </div>
      <DropZone
        lead={texts.files.drop}
        choose={texts.files.choose}
        rules={texts.files.rules}
        accept=".pdf,.docx,.xlsx,.jpg,.jpeg,.png"
        isMany
        onFiles={add}
      />
      {listed.length === 0 && sendings.length === 0 ? <Empty>{texts.files.none}</Empty> : null}
      <FileList
        files={listed}
        path={path}
        remove={(uploadId) => remove.mutate({ method: 'DELETE', path: `${path}/uploads/${uploadId}` })}
      />
      <FailureNote error={remove.error} />
      {sendings.length === 0 ? null : (
        <ul className="files">
          {sendings.map((sending) => (
            <UploadRow
              key={sending.id}
              {...sending}
              path={path}
              files={assignment.files}
              claim={(uploadId) => setOnTheirWay((known) => [...known, uploadId])}
              done={(uploadId) => {
                setSendings((known) => known.filter((one) => one.id !== sending.id))
                setOnTheirWay((known) => known.filter((one) => one !== uploadId))
              }}
            />
          ))}
        </ul>
      )}
    </section>
  )
}
