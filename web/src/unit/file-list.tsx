import { sizeText } from '../../../shared/time/vietnamese.ts'
import type { DossierFile } from '../api/answers.ts'
import { Download } from '../parts/download.tsx'
import { Badge, type Tone } from '../parts/note.tsx'
import { componentNames, fileStateNames, texts } from '../texts.vi.ts'
import { FileKind } from './file-kind.tsx'

const tones: Readonly<Record<DossierFile['state'], Tone | 'plain'>> = {
  offered: 'info',
  attached: 'good',
  refused: 'bad',
  expired: 'warn',
  removed: 'plain',
}

interface FileListProps {
  readonly files: readonly DossierFile[]
  /** Of the assignment, where its files may be fetched. */
  readonly path?: string
  readonly remove?: (file: DossierFile) => void
}

export function FileList({ files, path, remove }: FileListProps) {
  if (files.length === 0) return null
  const isEditable = ({ state }: DossierFile) => remove !== undefined && (state === 'attached' || state === 'offered')
  const isRemovable = (file: DossierFile) => isEditable(file) || (remove !== undefined && file.state === 'refused')
  return (
    <ul className="files" aria-label={texts.files.list}>
      {files.map((file) => (
        <li key={file.uploadId} className={`file ${tones[file.state]}`}>
          <p className="file-name">
            <strong>{file.fileName}</strong> <span className="quiet">{sizeText(file.bytes)}</span>
          </p>
          <p>
            <Badge tone={tones[file.state]}>{fileStateNames[file.state]}</Badge>{' '}
            {isEditable(file) ? null : <span className="quiet">{componentNames[file.component] ?? componentNames.other}</span>}
          </p>
          {isEditable(file) && path !== undefined ? <FileKind file={file} path={path} /> : null}
          {file.state === 'offered' && file.parts !== undefined && remove !== undefined ? <p role="status">{texts.files.goOn}</p> : null}
          {file.sentence === undefined ? null : <p role="status">{file.sentence}</p>}
          <div className="actions">
            {file.state === 'attached' && path !== undefined ? <DownloadFile path={path} file={file} /> : null}
            {isRemovable(file) ? (
              <button type="button" className="plain" onClick={() => remove?.(file)}>
                {texts.files.remove}
                <span className="visually-hidden">: {file.fileName}</span>
              </button>
            ) : null}
          </div>
        </li>
      ))}
    </ul>
  )
}

export function DownloadFile({ path, file }: { readonly path: string; readonly file: DossierFile }) {
  return (
    <Download link={`${path}/uploads/${file.uploadId}/link`}>
      {texts.files.download}
      <span className="visually-hidden">: {file.fileName}</span>
    </Download>
  )
}
