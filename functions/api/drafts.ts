/** The document of a plan: asked for, uploaded straight to the bucket, read by a reaction, and shown beside what was read of it. */

import { planRights } from '../../shared/access/plan-rights.ts'
import { standingFor } from '../../shared/access/standing-for.ts'
import type { Shape } from '../../shared/api/answers.ts'
import { downloadDocument, draftPlan, readSource, replaceDocument } from '../../shared/api/plans.ts'
import { s3Files } from '../../shared/aws/files.ts'
import { DOWNLOAD_SECONDS, UPLOAD_SECONDS } from '../../shared/files/presigned.ts'
import { command } from '../../shared/log/command.ts'
import { isRefusal, type Refusal, refuse } from '../../shared/log/refusal.ts'
import { amendmentSentences } from '../../shared/plan/amendment/refusals.vi.ts'
import { quarantineKeyOf, typeOfDocument } from '../../shared/plan/intake/document-file.ts'
import { documentAggregate } from '../../shared/plan/intake/receive.ts'
import { sourceFrom } from '../../shared/plan/intake/source.ts'
import { findAnyPlan } from '../../shared/plan/load.ts'
import type { AnyPlan } from '../../shared/plan/plan.ts'
import { planSentences } from '../../shared/plan/refusals.vi.ts'
import { anyPlanView } from '../../shared/plan/view.ts'
import type { World } from '../../shared/ports.ts'
import { addSeconds } from '../../shared/time/calendar.ts'
import { amendedPlan } from '../runtime/amended-plan.ts'
import { type Answer, api, type Call, endpoint, type Found } from '../runtime/api.ts'
import { createdId } from '../runtime/created-id.ts'
import { basics } from '../runtime/environment.ts'

type Effects = Pick<World, 'store' | 'clock' | 'files'>
type DraftCall<Body = unknown> = Call<Body, unknown, Effects>

async function thePlan({ params, world }: DraftCall): Promise<Found<AnyPlan>> {
  const plan = (await findAnyPlan(world.store, params.planId ?? ''))?.plan
  if (plan === undefined) return undefined
  return { resource: { issuer: plan.issuerUnit, unit: plan.issuerUnit, issued: plan.status === 'issued' }, loaded: plan }
}

interface OfferedFile {
  readonly fileName: string
  readonly bytes: number
  readonly sha256: string
}

async function offer(
  { actor, body, context, directory, key, world }: DraftCall<OfferedFile>,
  plan: Pick<AnyPlan, 'planId' | 'issuerUnit' | 'amends' | 'amendsWhat'>,
): Promise<Answer<Shape<'DocumentOffer'>> | Refusal> {
  const typed = typeOfDocument(body.fileName)
  if (isRefusal(typed)) return typed
  const { planId, issuerUnit, amends, amendsWhat } = plan
  const uploadId = createdId('upl', key)
  const objectKey = quarantineKeyOf({ planId, uploadId })
  const expiresAt = addSeconds(context.at, UPLOAD_SECONDS)
  const { fileName, bytes, sha256 } = body
  const offered = { planId, issuerUnit, amends, amendsWhat, uploadId, fileName, bytes, sha256, objectKey, expiresAt }
  const done = await command(world.store, documentAggregate, planId, { type: 'offer-document', offer: offered }, context)
  if (isRefusal(done)) return done
  const request = await world.files.offerUpload({ objectKey, bytes, sha256, type: typed.type, seconds: UPLOAD_SECONDS })
  const may = planRights(actor, { issuer: issuerUnit, issued: false })
  return {
    status: 201,
    body: { plan: { ...anyPlanView(done.state, directory), may }, uploadId, expiresAt, request },
    version: done.version,
  }
}

export const { answer, handler } = api<Effects>(
  [
    endpoint(
      draftPlan,
      // Who stands for the unit today: one that is gone begins nothing.
      async ({ actor, directory, context }) => ({ resource: { unit: standingFor(actor.unit, directory, context.at) }, loaded: null }),
      async (call) => {
        const { amends, amendsWhat } = call.body
        const issuerUnit = call.actor.unit
        if ((amends === undefined) !== (amendsWhat === undefined)) return refuse('invalid', 'amendsWhat')
        const target = amends === undefined ? undefined : await amendedPlan(call, amends, issuerUnit)
        if (isRefusal(target)) return target
        return offer(call, { planId: createdId('pln', call.key), issuerUnit, amends, amendsWhat })
      },
    ),
    endpoint(replaceDocument, thePlan, offer),
    endpoint(downloadDocument, thePlan, async ({ world }, plan) => {
      const document = plan.status === 'reading' ? undefined : plan.document
      if (document === undefined || plan.status === 'reading') return refuse('not-found')
      return { body: { url: await world.files.downloadLink(document.objectKey, DOWNLOAD_SECONDS) } }
    }),
    endpoint(readSource, thePlan, async ({ world }, plan) => {
      const document = plan.status === 'reading' ? undefined : plan.document
      return document === undefined ? refuse('not-found') : { body: sourceFrom(await world.files.read(document.sourceKey)) }
    }),
  ],
  () => ({ ...basics(), files: s3Files() }),
  { ...planSentences, ...amendmentSentences },
)
