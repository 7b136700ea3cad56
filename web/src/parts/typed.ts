/**
 * What is being typed into a form. It outlives a page that is left, loaded anew or drawn anew, and a new sign-in, as long as the tab: until
 * it is stored or given up.
 */
import { useState } from 'react'
import { useSession } from '../session/session.tsx'
import { useWarningBeforeLeaving } from './warn.ts'

export interface Typed<Text> {
  readonly text: Text
  put(part: Partial<Text>): void
  /** It is stored, or no longer wanted. */
  forget(): void
}

/** `place` names the form among all of the portal's. */
export function useTyped<Text extends object>(place: string, begin: () => Text): Typed<Text> {
  const key = useKeyOf()(place)
  const [kept] = useState(() => typedAt<Text>(key))
  const [text, setText] = useState(() => kept ?? begin())
  const [isTyped, setTyped] = useState(kept !== undefined)
  useWarningBeforeLeaving(isTyped)
  return {
    text,
    put: (part) => {
      const next = { ...text, ...part }
      sessionStorage.setItem(key, JSON.stringify(next))
      setText(next)
      setTyped(true)
    },
    forget: () => {
      sessionStorage.removeItem(key)
      setTyped(false)
    },
  }
}

/** What was left behind in the forms whose places begin with this, by the rest of each place. Whoever comes back finds these forms open. */
export function useLeftBehind(): (begin: string) => ReadonlyMap<string, unknown> {
  const keyOf = useKeyOf()
  return (begin) => {
    const keys = Object.keys(sessionStorage).filter((key) => key.startsWith(keyOf(begin)))
    return new Map(keys.map((key) => [key.slice(keyOf(begin).length), typedAt(key)]))
  }
}

function useKeyOf(): (place: string) => string {
  const { me } = useSession()
  return (place) => `typed:${me.person}:${place}`
}

function typedAt<Text>(key: string): Text | undefined {
  const text = sessionStorage.getItem(key)
  try {
    return text === null ? undefined : (JSON.parse(text) as Text)
  } catch {
    return undefined
  }
}
