import { useEffect } from 'react'

/** While something would be lost the browser asks before it closes the tab or loads it anew. */
export function useWarningBeforeLeaving(isAtStake: boolean): void {
  useEffect(() => {
    if (!isAtStake) return
    const warn = (event: BeforeUnloadEvent) => event.preventDefault()
    window.addEventListener('beforeunload', warn)
    return () => window.removeEventListener('beforeunload', warn)
  }, [isAtStake])
}
