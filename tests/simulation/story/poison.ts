/** Events that no retry will mend: each must be buried, and an officer told. */
import { happen, SYSTEM } from '../../../events/event.ts'
import { noticeQueued } from '../../../events/notice.ts'
import type { Chance } from '../chance.ts'
import { isListenedTo } from '../invariants/listeners.ts'
import type { World } from '../world.ts'
import { officer } from './directory.ts'

export function dropPoison(world: World, chance: Chance, number: number): void {
  const id = `poison-${number}`
  const metadata = (by: string) => ({
    id,
    version: 1,
    stream: id,
    sequence: 1,
    at: world.agenda.clock.now(),
    actor: by === 'system' ? SYSTEM : { person: by },
    correlationId: id,
    causationId: id,
  })
  const absent = { planId: 'pln_absent', key: '1', unit: 'unt_absent' }
  const kinds: readonly (() => readonly string[])[] = [
    () => world.put('plan.issued', { metadata: metadata(officer.id), data: {} }),
    () => {
      const names = world.put('assignment.accepted', { metadata: metadata('system'), data: { ...absent, submission: 1 } })
      // While nobody listens to a body, its bulletin asks for no plan.
      return isListenedTo(world.watch.ledger) ? names : names.filter((name) => name !== 'plan-progressed/enter-bulletin')
    },
    () =>
      world.put('notice.queued', {
        metadata: metadata(officer.id),
        data: { ...happen(noticeQueued, noticeQueued.sample).data, noticeId: 'ntc_absent' },
      }),
    () =>
      world.put('deadline.reached', {
        metadata: metadata('system'),
        data: { planId: 'pln_absent', key: '1', at: world.agenda.clock.now() },
      }),
    () => world.putAws('aws.ses', 'Email Sent', { metadata: { id }, eventType: 5 }),
  ]
  world.say(() => `poison: ${id}`)
  world.watch.poison.set(id, new Set(chance.pick(kinds)()))
}
