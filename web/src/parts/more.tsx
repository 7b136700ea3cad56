import { type ReactNode, useState } from 'react'
import { numberText } from '../../../shared/time/vietnamese.ts'
import { texts } from '../texts.vi.ts'

const STEP = 100

/** The first hundred of a long list, and a button for the next; how many there are in all is always said. */
export function More<Item>({
  items,
  children,
}: {
  readonly items: readonly Item[]
  readonly children: (shown: readonly Item[]) => ReactNode
}) {
  const [count, setCount] = useState(STEP)
  return (
    <>
      {children(items.slice(0, count))}
      <p className="quiet" role="status">
        {texts.states.shown(numberText(Math.min(count, items.length)), numberText(items.length))}
      </p>
      {count < items.length ? (
        <button type="button" onClick={() => setCount(count + STEP)}>
          {texts.states.more}
        </button>
      ) : null}
    </>
  )
}
