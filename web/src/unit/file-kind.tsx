/** What kind of paper a file of a draft is, put right without sending it again. */
import { useRef, useState } from 'react'
import type { Assignment, DossierFile } from '../api/answers.ts'
import { useCommand } from '../api/hooks.ts'
import { FailureNote } from '../parts/states.tsx'
import { componentNames, texts } from '../texts.vi.ts'

export function FileKind({ file, path }: { readonly file: DossierFile; readonly path: string }) {
  const sort = useCommand<Assignment>(path)
  const [chosen, setChosen] = useState<string>()
  const wanted = useRef<string>(undefined)
  // A keyboard goes through the list one by one: while one choice is being sent, only the last of those after it is kept.
  const send = (component: string) =>
    sort.mutate(
      { method: 'PUT', path: `${path}/uploads/${file.uploadId}/component`, body: { component } },
      {
        onSettled: (_answer, error) => {
          const last = wanted.current
          if (error === null && last !== undefined && last !== component) return send(last)
          wanted.current = undefined
          setChosen(undefined)
        },
      },
    )
  const choose = (component: string) => {
    const isFree = wanted.current === undefined
    wanted.current = component
    setChosen(component)
    if (isFree) send(component)
  }
  const shown = chosen ?? file.component
  return (
    <>
      <select
        className="file-kind"
        aria-label={texts.files.of(texts.files.component, file.fileName)}
        value={shown in componentNames ? shown : 'other'}
        onChange={(event) => choose(event.target.value)}
      >
        {Object.entries(componentNames).map(([code, name]) => (
          <option key={code} value={code}>
            {name}
          </option>
        ))}
      </select>
      <p role="status" className="quiet">
        {chosen === undefined && sort.isSuccess ? texts.files.sorted : ''}
      </p>
      <FailureNote error={sort.error} />
    </>
  )
}
