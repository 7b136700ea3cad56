import { dayText } from '../../../shared/time/vietnamese.ts'
import type { CancelHandOverBody, UnitDesk, UnitPerson } from '../api/answers.ts'
import { useCommand } from '../api/hooks.ts'
import { AskForm } from '../parts/ask.tsx'
import { roleNames, texts } from '../texts.vi.ts'

interface CancelHandOverAskProps {
  readonly receiver: UnitPerson
  readonly coming: NonNullable<UnitPerson['coming']>
  readonly version: number | undefined
  readonly path: string
  readonly close: () => void
  readonly done: (giver: string) => void
}

/** Who keeps the role and who hears of it, before a hand-over is taken back. */
export function CancelHandOverAsk({ receiver, coming, version, path, close, done }: CancelHandOverAskProps) {
  const order = useCommand<UnitDesk>(path)
  const { role, from, name } = receiver
  const cancel = () => {
    if (role === 'officer') return
    const body: CancelHandOverBody = { role, giver: coming.giver, receiver: receiver.person, from }
    order.mutate({ method: 'POST', path: `${path}/hand-overs/cancel`, body, version }, { onSuccess: () => done(coming.giverName) })
  }
  return (
    <AskForm
      title={texts.unit.cancelTitle(roleNames[role], name)}
      confirm={texts.unit.cancel}
      close={close}
      error={order.error}
      isBusy={order.isPending}
      onConfirm={cancel}
    >
      <p>{texts.unit.cancelHelp(coming.giverName, name, dayText(from))}</p>
    </AskForm>
  )
}
