/** How every page asks, signed in or not. */
import type { DefaultOptions } from '@tanstack/react-query'

/** All that a page reads of a query: `Asked` offers nothing else. */
export const HEARD = ['data', 'error'] as const

export const queries = {
  networkMode: 'always',
  // In that mode nobody asks anew by itself once there is a line again.
  refetchOnReconnect: true,
  // Without it only what was read so far is told of. A part of a page that is drawn later, after the answer came, would go on loading.
  notifyOnChangeProps: [...HEARD],
} satisfies DefaultOptions['queries']
