/** What a listener has heard at the end: each public event of the plans of its body, in the order of the bulletin, whoever crashed. */
import { type bulletinEntered, publicNames } from '../../../events/bulletin.ts'
import type { EventOf, Happened, Metadata } from '../../../events/event.ts'
import type { Call } from '../../../shared/subscription/bulletin.ts'
import type { Report } from './invariant.ts'
import type { Ledger } from './ledger.ts'

type Entered = Happened<typeof bulletinEntered>['data']
type Stored = EventOf<string, unknown> & { readonly metadata: Metadata }

export function isListenedTo(ledger: Ledger): boolean {
  return ledger.events.some(({ metadata }) => metadata.id.startsWith('subscription#'))
}

export function checkHeard(ledger: Ledger, heard: readonly Call[], body: string, report: Report): void {
  if (!isListenedTo(ledger)) return
  // The ledger's own type names only what the other invariants read.
  const events = ledger.events as readonly Stored[]
  const isOfBody = ({ data }: Stored) => ledger.plan((data as { planId: string }).planId)?.issuerUnit === body
  const happened = events.filter((event) => (publicNames as readonly string[]).includes(event.name) && isOfBody(event))
  const entered = events.flatMap(({ name, data }) => (name === 'bulletin.entered' ? [(data as Entered).data] : []))
  const once = new Set(entered.map(({ event }) => event))
  if (once.size !== entered.length) report('heard', 'the bulletin holds an event twice')
  for (const { metadata } of happened) if (!once.has(metadata.id)) report('heard', `${metadata.id} is not in the bulletin`)
  const first = [...new Set(heard.map(({ data }) => data.position))]
  if (first.some((position, index) => position !== index + 1)) report('heard', `the listener heard ${first.join(', ')}, which is no order`)
  if (first.length !== entered.length) report('heard', `the listener heard ${first.length} of ${entered.length}`)
}
