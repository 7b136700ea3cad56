import { Command } from 'commander'
import { loadDirectory } from '../shared/directory/load.ts'
import type { Person } from '../shared/directory/model.ts'
import { dayOf } from '../shared/time/calendar.ts'
import { cliWorldInItsTime } from './world.ts'

/** For a user pool, which has to know an address before it can send a code there (`docs/operations.md`). */
export function peopleCommand(): Command {
  return new Command('people')
    .description('The mail addresses of everybody who holds a role now or later, one a line.')
    .action(async () => {
      const { store, clock } = await cliWorldInItsTime()
      const { people } = await loadDirectory({ store, clock })
      for (const address of addressesOf(people, dayOf(clock.now()))) console.log(address)
    })
}

/** Each once, sorted; whoever has left is not among them. */
export function addressesOf(people: readonly Person[], today: string): readonly string[] {
  const stay = people.filter(({ roles }) => roles.some(({ to }) => to === undefined || to >= today))
  return [...new Set(stay.map(({ email }) => email.toLowerCase()))].sort()
}
