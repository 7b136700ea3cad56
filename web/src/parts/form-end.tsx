/** How every form ends: its act, and the way out. */
import { texts } from '../texts.vi.ts'

interface FormEndProps {
  readonly act: string
  readonly isBusy: boolean
  /** Nothing may be sent now, for another reason than being sent already. */
  readonly isBarred?: boolean
  readonly close: () => void
}

export function FormEnd({ act, isBusy, isBarred = false, close }: FormEndProps) {
  return (
    <div className="actions">
      <button type="submit" className="primary" disabled={isBusy || isBarred}>
        {isBusy ? texts.states.sending : act}
      </button>
      <button type="button" onClick={close}>
        {texts.states.cancel}
      </button>
    </div>
  )
}
