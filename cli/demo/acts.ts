/** What a unit does at the API: drafts, uploads, hands in; and what the officer does for it. */
import { createHash } from 'node:crypto'
import { PDFDocument, StandardFonts } from 'pdf-lib'
import { addDays, instantOf } from '../../shared/time/calendar.ts'
import { EXTENSION_DAYS, type Part } from './cast.ts'
import { type Answered, expectOk, type People } from './client.ts'

export interface Hand {
  readonly email: string
  /** `clerk@unt_…` */
  readonly role: string
}

export interface Scene {
  readonly people: People
  readonly planId: string
  readonly officer: string
  /** Whoever hands in for a unit, in their role there: its clerk, or its officer or head where it has none. */
  clerkOf(unit: string): Hand
  nameOf(unit: string): string
}

const pathOf = ({ planId }: Scene, { key, unit }: Pick<Part, 'key' | 'unit'>) => `/api/plans/${planId}/tasks/${key}/units/${unit}`

function sendAs(scene: Scene, part: Part, method: 'POST' | 'PUT', what: string, body?: unknown): Promise<Answered> {
  const { email, role } = scene.clerkOf(part.unit)
  return scene.people.send(email, method, `${pathOf(scene, part)}/${what}`, body, role)
}

/** Everything before the hand-in: nominees, a note, files. */
export async function prepare(scene: Scene, part: Part): Promise<void> {
  if (part.form === 'dossier') {
    if (part.mishap === 'corrupt')
      await upload(scene, part, `${part.unit}-sai.pdf`, Buffer.from('\x89PNG\r\n\x1a\n not what the name says'))
    if (part.mishap === 'unused') await offer(scene, part, 'khong-gui.pdf', Buffer.from('%PDF-1.4 never sent %%EOF'))
    await upload(scene, part, 'bao-cao.pdf', await smallPdf(`${part.unit} ${part.key}`))
    return
  }
  const nominees =
    part.form === 'registration' ? [{ name: 'Nguyễn Văn Mẫu', position: 'Giáo viên', award: 'Lao động tiên tiến', kind: 'individual' }] : []
  const note = part.form === 'report' ? 'Đã thực hiện xong.' : ''
  expectOk(await sendAs(scene, part, 'PUT', 'draft', { nominees, note }), `${part.unit} drafts ${part.key}`)
}

export function handIn(scene: Scene, part: Part): Promise<Answered> {
  return sendAs(scene, part, 'POST', 'submit')
}

/** The officer gives one unit more time, with the reason. */
export async function extend(scene: Scene, part: Part, lastDay: string): Promise<void> {
  const until = instantOf(addDays(lastDay, EXTENSION_DAYS + 1))
  const reason = 'Đơn vị thay người phụ trách'
  expectOk(await scene.people.send(scene.officer, 'POST', `${pathOf(scene, part)}/extension`, { until, reason }), 'extension')
}

interface Offer {
  readonly request: { readonly url: string; readonly fields: Readonly<Record<string, string>> }
}

async function offer(scene: Scene, part: Part, fileName: string, bytes: Uint8Array): Promise<Offer> {
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const file = { component: 'report', fileName, bytes: bytes.length, type: 'application/pdf', sha256 }
  const offered = expectOk(await sendAs(scene, part, 'POST', 'uploads', file), `${part.unit} uploads for ${part.key}`)
  return offered.body as unknown as Offer
}

/** As a browser does: the fields it was given, then the file. */
async function upload(scene: Scene, part: Part, fileName: string, bytes: Uint8Array): Promise<void> {
  const { request } = await offer(scene, part, fileName, bytes)
  const form = new FormData()
  for (const [name, value] of Object.entries(request.fields)) form.append(name, value)
  form.append('file', new Blob([new Uint8Array(bytes)], { type: 'application/pdf' }), fileName)
  const response = await fetch(request.url, { method: 'POST', body: form })
  if (!response.ok) throw new Error(`S3 refused ${fileName}: ${response.status} ${await response.text()}`)
}

async function smallPdf(line: string): Promise<Uint8Array> {
  const document = await PDFDocument.create()
  const page = document.addPage([595, 842])
  page.drawText(line, { x: 60, y: 760, size: 14, font: await document.embedFont(StandardFonts.Helvetica) })
  return document.save()
}
