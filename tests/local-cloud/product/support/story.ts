/** The main job as it goes: what people do at the API, and what was seen at each step. */
import { ListSchedulesCommand, SchedulerClient } from '@aws-sdk/client-scheduler'
import type { planView } from '../../../../shared/plan/view.ts'
import type { Answer, Client } from './client.ts'
import { directUnits, SO } from './directory.ts'
import { type Offer, PDF, pdfOf, post, sha256, upload } from './files.ts'
import type { Mail } from './mails.ts'
import { MAIL_REPORT_MS, type Product, SAMPLE_TEXT } from './product.ts'

export type PlanView = ReturnType<typeof planView>

export const assignmentAt = (planId: string, key: string, unit: string) => `/api/plans/${planId}/tasks/${key}/units/${unit}`

export const nominee = (name: string) => ({ name, position: 'Giáo viên', award: 'Chiến sĩ thi đua cơ sở', kind: 'individual' as const })

/** A command that must be taken. */
export function accepted<Body>(answer: Answer<Body>): Answer<Body> {
  if (answer.status >= 300) throw new Error(`${answer.status} ${answer.text}`)
  return answer
}

/** The sample with one date in it that an officer has to look at. */
export const TEXT_TO_REVIEW = SAMPLE_TEXT.replace('Trước ngày 13/8/2021', 'Trước ngày 13/8')

/** Sends a document as a browser does, and waits until it is read. */
export async function draftFrom({ settle }: Product, officer: Client, fileName: string, bytes: Uint8Array): Promise<Answer<PlanView>> {
  const offered = accepted(
    await officer.send<DocumentOffer>('POST', '/api/plans', { fileName, bytes: bytes.length, sha256: sha256(bytes) }),
  )
  const posted = await post(offered.body.request, bytes)
  if (!posted.ok) throw new Error(`the upload was refused: ${await posted.text()}`)
  await settle()
  return officer.get<PlanView>(`/api/plans/${offered.body.plan.planId}`)
}

export interface DocumentOffer extends Offer {
  readonly plan: { readonly planId: string }
}

/** From the document to the issued plan, through the API as the officer's pages do it. */
export async function issueThroughApi(product: Product, officer: Client) {
  const { settle } = product
  const drafted = accepted(await draftFrom(product, officer, 'ke-hoach-mau.txt', Buffer.from(TEXT_TO_REVIEW)))
  const { planId, findings } = drafted.body
  const preview = await officer.get<{ notices: { recipient: string; address: string }[] }>(`/api/plans/${planId}/preview`)
  const open = findings.filter((finding) => finding.severity !== 'info')
  const resolutions = open.map(({ findingId }) => ({ findingId, decision: 'accepted', reason: 'Đã đối chiếu văn bản' }))
  const early = await officer.send('POST', `/api/plans/${planId}/issue`)
  accepted(await officer.send('POST', `/api/plans/${planId}/findings`, { resolutions }))
  const issued = accepted(await officer.send<PlanView>('POST', `/api/plans/${planId}/issue`))
  await settle()
  return { planId, open: open.length, early, preview: preview.body.notices, issued: issued.body }
}

export async function schedulesOf({ machine: { running, cloud } }: Product): Promise<readonly string[]> {
  const { endpoint, region, credentials } = running
  const scheduler = new SchedulerClient({ endpoint, region, credentials })
  const names: string[] = []
  for (const GroupName of cloud.model.scheduleGroups) {
    const { Schedules = [] } = await scheduler.send(new ListSchedulesCommand({ GroupName, MaxResults: 100 }))
    names.push(...Schedules.flatMap(({ Name }) => Name ?? []))
  }
  return names
}

/** The diligent unit hands in tasks 1 and 3; the others hand in nothing; task 3 then reminds and closes. */
export async function playMainJob(product: Product) {
  const officer = product.as('officer', SO)
  const diligent = directUnits[1] ?? ''
  const clerk = product.as('clerk', diligent)
  const told = await issueThroughApi(product, officer)
  const { planId } = told
  const schedules = await schedulesOf(product)
  const issueMails = await product.mails()

  const registration = assignmentAt(planId, '1', diligent)
  accepted(await clerk.send('PUT', `${registration}/draft`, { nominees: [nominee('Trần Thị Mẫu')], note: '' }))
  accepted(await clerk.send('POST', `${registration}/submit`))

  await product.advance({ to: '2021-03-01T02:00:00Z' })
  const dossier = assignmentAt(planId, '3', diligent)
  const pdf = await pdfOf('Báo cáo thành tích')
  await upload(clerk, dossier, 'Báo cáo thành tích.pdf', PDF, pdf)
  await product.settle()
  const attached = await clerk.get(dossier)
  const before = (await product.mails()).length
  accepted(await clerk.send('POST', `${dossier}/submit`))
  await product.settle()
  const receiptMails = (await product.mails()).slice(before)

  const reminded = await mailsDuring(product, '2021-03-11T02:00:00Z')
  await product.advance({ to: '2021-03-26T16:59:59Z' })
  const lastSecond = await officer.get<PlanView>(`/api/plans/${planId}`)
  const closing = await mailsDuring(product, '2021-03-26T17:00:00Z')
  const closed = await officer.get<PlanView>(`/api/plans/${planId}`)
  await product.advance({ by: MAIL_REPORT_MS })
  return {
    ...{ planId, diligent, officer, clerk, told, schedules, issueMails, pdfSha256: sha256(pdf) },
    ...{ attached, receiptMails, reminded, lastSecond, closing, closed },
  }
}

async function mailsDuring(product: Product, to: string): Promise<readonly Mail[]> {
  const before = (await product.mails()).length
  await product.advance({ to })
  return (await product.mails()).slice(before)
}
