/** A mail came back: the plan's officer gets a finding, and the unit's second contact gets the mail. */
import type { Detail, Happened } from '../../events/event.ts'
import type { noticeBounced } from '../../events/notice.ts'
import { loadDirectory } from '../directory/load.ts'
import { isUnitId } from '../directory/model.ts'
import { command, stateOf, streamOf } from '../log/command.ts'
import { reactingTo } from '../log/reacting.ts'
import { findingAggregate } from '../plan/raise-finding.ts'
import { Permanent, type World } from '../ports.ts'
import { dayOf } from '../time/calendar.ts'
import { isThere, noticeToUnit } from './address.ts'
import type { NoticeState } from './notice.ts'
import { queueNotices } from './queue.ts'

export async function retryBounced(
  event: Detail<Happened<typeof noticeBounced>['data']>,
  world: Pick<World, 'store' | 'clock'>,
): Promise<void> {
  const { noticeId, planId, recipient, reason } = event.data
  const context = reactingTo(event.metadata, world.clock)
  const notice = stateOf<NoticeState>(await world.store.load(streamOf('notice', noticeId)))
  if (notice === undefined) throw new Permanent(`${noticeId} does not exist`)
  if (planId !== undefined) {
    const finding = {
      // One a recipient and plan: the officer has one address to put right, however many mails come back from it.
      findingId: `fnd_bounce_${recipient}`,
      code: 'mail-bounced',
      severity: 'confirm' as const,
      about: recipient,
      facts: { name: notice.name, address: notice.address, reason },
    }
    await command(world.store, findingAggregate, planId, { type: 'raise-finding', finding }, context)
  }
  const directory = await loadDirectory(world)
  const unit = isUnitId(recipient) ? directory.unit(recipient) : undefined
  const { kind, key, facts } = notice
  const isReached = unit !== undefined && isThere(unit, directory, dayOf(world.clock.now()))
  const second = !isReached ? undefined : noticeToUnit(unit, { kind, planId, key, occasion: noticeId, facts }, notice.contact + 1)
  if (second !== undefined) await queueNotices(world.store, [second], context)
}
