import { type ReactNode, useState } from 'react'
import { numberText } from '../../../shared/time/vietnamese.ts'
import { texts } from '../texts.vi.ts'

const STEP = 100

/**
 * The first hundred of a long list, and a button for the next; how many there are in all is always said. Whoever comes back to the page
 * finds as many as were there, and so the place where they were.
 */
export function More<Item>({
  name,
  items,
  children,
}: {
  /** Of the list, where one goes from it to another page and comes back. */
  readonly name?: string
  readonly items: readonly Item[]
  readonly children: (shown: readonly Item[]) => ReactNode
}) {
  const [count, setCount] = useState(() => (name === undefined ? undefined : keptCounts()[name]) ?? STEP)
  const more = () => {
    setCount(count + STEP)
    if (name !== undefined) history.replaceState({ ...history.state, [KEPT]: { ...keptCounts(), [name]: count + STEP } }, '')
  }
  return (
    <>
      {children(items.slice(0, count))}
      <p className="quiet" role="status">
        {texts.states.shown(numberText(Math.min(count, items.length)), numberText(items.length))}
      </p>
      {count < items.length ? (
        <button type="button" onClick={more}>
          {texts.states.more}
        </button>
      ) : null}
    </>
  )
}

const KEPT = 'shown'

/** Of this entry of the browser's history. */
function keptCounts(): Readonly<Record<string, number>> {
  return (history.state as Record<string, Record<string, number>> | null)?.[KEPT] ?? {}
}
