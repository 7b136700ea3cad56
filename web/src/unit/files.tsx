/** The dossier's files: drop them, watch them go, see what became of each. */
import { useQueryClient } from '@tanstack/react-query'
import { useId, useState } from 'react'
import type { Assignment, DossierFile } from '../api/answers.ts'
import type { Answer } from '../api/client.ts'
import { answerKey, useCommand } from '../api/hooks.ts'
import { Ask } from '../parts/ask.tsx'
import { DropZone } from '../parts/drop-zone.tsx'
import { Empty } from '../parts/states.tsx'
import { useSession } from '../session/session.tsx'
import { componentNames, texts } from '../texts.vi.ts'
import { DossierParts } from './dossier-parts.tsx'
import { FileList } from './file-list.tsx'
import { type Sending, type SendingPlace, sendFiles } from './sendings.ts'
import { UploadRow } from './upload-row.tsx'

interface FilesProps {
  readonly assignment: Assignment
  readonly path: string
  /** Those on their way to this dossier. */
  readonly sendings: readonly Sending[]
}

export function Files({ assignment, path, sendings }: FilesProps) {
  const { api, me } = useSession()
  const client = useQueryClient()
  const [component, setComponent] = useState(assignment.form === 'dossier' ? 'report' : 'other')
  const id = useId()
  const remove = useCommand<Assignment>(path)
  // To send it again takes minutes on a slow line.
  const [leaving, setLeaving] = useState<DossierFile>()
  const close = () => {
    remove.reset()
    setLeaving(undefined)
  }
  // What is being sent from here has a row of its own below.
  const listed = assignment.files.filter(
    (file) => file.state !== 'removed' && file.state !== 'expired' && !sendings.some(({ uploadId }) => uploadId === file.uploadId),
  )
  const place: SendingPlace = {
    api,
    path,
    files: () => client.getQueryData<Answer<Assignment>>(answerKey(me.actingAs, path))?.body.files ?? [],
    changed: () => void client.invalidateQueries({ queryKey: ['answer'] }),
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
        onFiles={(files) => sendFiles(place, component, files)}
      />
      {listed.length === 0 && sendings.length === 0 ? <Empty>{texts.files.none}</Empty> : null}
      <FileList files={listed} path={path} remove={setLeaving} />
      <DossierParts kinds={assignment.kinds} files={assignment.files.filter(({ state }) => state === 'attached')} />
      {leaving === undefined ? null : (
        <Ask
          title={texts.files.removeTitle}
          confirm={texts.files.remove}
          error={remove.error}
          isBusy={remove.isPending}
          close={close}
          onConfirm={() => remove.mutate({ method: 'DELETE', path: `${path}/uploads/${leaving.uploadId}` }, { onSuccess: close })}
        >
          <p>{texts.files.removeHelp(leaving.fileName)}</p>
        </Ask>
      )}
      {sendings.length === 0 ? null : (
        <ul className="files">
          {sendings.map((sending) => (
            <UploadRow key={sending.id} sending={sending} files={assignment.files} />
          ))}
        </ul>
      )}
    </section>
  )
}
