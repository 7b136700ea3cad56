/** A place to drop files on, with a plain file field inside for everyone who does not drag. */
import { type DragEvent, useId, useState } from 'react'

interface DropZoneProps {
  readonly lead: string
  readonly choose: string
  readonly rules: string
  readonly accept: string
  readonly isMany?: boolean
  readonly isDisabled?: boolean
  readonly onFiles: (files: readonly File[]) => void
}

export function DropZone({ lead, choose, rules, accept, isMany = false, isDisabled = false, onFiles }: DropZoneProps) {
  const [isOver, setOver] = useState(false)
  const id = useId()
  const take = (files: FileList | null) => {
    const given = [...(files ?? [])]
    if (given.length > 0 && !isDisabled) onFiles(isMany ? given : given.slice(0, 1))
  }
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    take(event.dataTransfer.files)
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the file field inside does the same for keyboards and screen readers
    <div
      className={isOver ? 'drop over' : 'drop'}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <span className="drop-lead">{lead}</span>
      <input
        id={id}
        type="file"
        className="visually-hidden"
        accept={accept}
        multiple={isMany}
        disabled={isDisabled}
        aria-describedby={`${id}-rules`}
        onChange={(event) => {
          take(event.target.files)
          event.target.value = ''
        }}
      />
      <label htmlFor={id} className="button">
        {choose}
      </label>
      <p id={`${id}-rules`} className="hint">
        {rules}
      </p>
    </div>
  )
}
