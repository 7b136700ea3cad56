/** One mail: reading it, acknowledging it, sending it again. */
import { may } from '../../shared/access/may.ts'
import { acknowledgeNotice, listUnitNotices, readNotice, resendNotice } from '../../shared/api/notices.ts'
import { required } from '../../shared/aws/table.ts'
import { command, stateOf, streamOf } from '../../shared/log/command.ts'
import { isRefusal } from '../../shared/log/refusal.ts'
import { onceMore } from '../../shared/notice/address.ts'
import { type NoticeState, noticeAggregate } from '../../shared/notice/notice.ts'
import { noticeIdOf } from '../../shared/notice/queue.ts'
import { unitNotices } from '../../shared/notice/unit-notices.ts'
import { noticeView } from '../../shared/notice/view.ts'
import { currentPlan } from '../../shared/plan/load.ts'
import type { PlanState } from '../../shared/plan/plan.ts'
import type { World } from '../../shared/ports.ts'
import { api, type Call, endpoint, type Found } from '../runtime/api.ts'
import { basics } from '../runtime/environment.ts'

type Effects = Pick<World, 'store' | 'clock'> & { readonly portalUrl: string }

interface Loaded {
  readonly notice: NoticeState
  readonly plan: PlanState | undefined
  readonly version: number
}

/** A mail to a person belongs to that person in whatever unit they act for. */
async function theNotice({ params, world, actor }: Call<unknown, unknown, Effects>): Promise<Found<Loaded>> {
  const stored = await world.store.load(streamOf('notice', params.noticeId ?? ''))
  const notice = stateOf<NoticeState>(stored)
  if (stored === undefined || notice === undefined) return undefined
  const plan = notice.planId === undefined ? undefined : await currentPlan(world.store, notice.planId)
  const unit = notice.recipient === actor.person ? actor.unit : notice.recipient
  return { resource: { unit, issuer: plan?.issuerUnit }, loaded: { notice, plan, version: stored.version } }
}

export const { answer, handler } = api<Effects>(
  [
    endpoint(
      listUnitNotices,
      async ({ params }) => ({ resource: { unit: params.unit }, loaded: params.unit ?? '' }),
      async ({ world, actor }, unit) => ({
        body: {
          notices: await unitNotices(unit, actor.person, world.store),
          may: { acknowledge: may(actor, 'notice.acknowledge', { unit }) },
        },
      }),
    ),
    endpoint(readNotice, theNotice, async ({ world }, loaded) => ({ body: noticeView(loaded, world.portalUrl), version: loaded.version })),
    endpoint(acknowledgeNotice, theNotice, async ({ world, context }, { notice, plan }) => {
      const done = await command(world.store, noticeAggregate, notice.noticeId, { type: 'acknowledge' }, context)
      return isRefusal(done) ? done : { body: noticeView({ notice: done.state, plan }, world.portalUrl), version: done.version }
    }),
    endpoint(resendNotice, theNotice, async ({ world, context, key, directory }, { notice, plan }) => {
      const { kind, recipient, contact } = notice
      const again = onceMore(notice, noticeIdOf({ kind, recipient, contact, occasion: key }), directory)
      const done = await command(world.store, noticeAggregate, again.noticeId, { type: 'queue', notice: again }, context)
      return isRefusal(done)
        ? done
        : { status: 201, body: noticeView({ notice: done.state, plan }, world.portalUrl), version: done.version }
    }),
  ],
  () => ({ ...basics(), portalUrl: required('PORTAL_URL') }),
)
