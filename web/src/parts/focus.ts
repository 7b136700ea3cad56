import { useEffect } from 'react'

/**
 * For a form that takes the place of what it changes: its first field has the focus, and comes into view, and once it is closed the button
 * that opened it has it again. Without this a keyboard would begin anew at the top of the page.
 */
export function useFocusIn(placeId: string): void {
  useEffect(() => {
    const focus = (selector: string) => document.getElementById(placeId)?.querySelector<HTMLElement>(selector)?.focus()
    focus('form textarea, form input')
    return () => {
      // What stands in the form's place is drawn in the same moment.
      queueMicrotask(() => focus('[data-opens-form]'))
    }
  }, [placeId])
}
