/** The document of a plan over the API: a corrected file onto a draft that was worked on, and a file aimed at an issued plan. */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { SQSRecord } from 'aws-lambda'
import { beforeAll, describe, expect, it } from 'vitest'
import * as amendments from '../../functions/api/amendments.ts'
import * as drafts from '../../functions/api/drafts.ts'
import * as plans from '../../functions/api/plans.ts'
import { consume } from '../../functions/document-uploaded/read-plan.ts'
import type { Shape } from '../../shared/api/answers.ts'
import { documentOfKey } from '../../shared/plan/intake/document-file.ts'
import { expireDocument } from '../../shared/plan/intake/expire-document.ts'
import { takeDocument } from '../../shared/plan/intake/take-document.ts'
import { ask, holder, type MemoryWorld, memoryWorld } from './world.ts'

const SO = 'unt_so-gddt-ha-noi'
const TEXT = readFileSync(join(import.meta.dirname, '../../cli/sample/ke-hoach-mau.txt'), 'utf8')

let world: MemoryWorld
let email: string

beforeAll(async () => {
  world = await memoryWorld()
  email = holder(world.directory, 'officer', SO).email
})

type Plan = Shape<'Plan'>

/** The officer's browser asks to send the text, sends it, and S3 tells the reader of it; as far as it comes. */
async function send(route: 'POST /api/plans' | 'POST /api/plans/{planId}/document', text: string, more: object = {}, planId?: string) {
  const { offer, bytes, refused } = await offered(route, text, more, planId)
  if (offer === undefined) return { refused, planId: '' }
  await world.files.upload(offer.request, bytes)
  await tellReader(offer)
  return { planId: offer.plan.planId }
}

const uploadOf = (offer: Shape<'DocumentOffer'>) => {
  const upload = documentOfKey(offer.request.fields.key ?? '')
  if (upload === undefined) throw new Error('no document is offered')
  return upload
}

const tellReader = (offer: Shape<'DocumentOffer'>) => takeDocument(uploadOf(offer), 'test', world)

async function offered(route: 'POST /api/plans' | 'POST /api/plans/{planId}/document', text: string, more: object = {}, planId?: string) {
  const bytes = Buffer.from(text)
  const file = { fileName: 'ke-hoach.txt', bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') }
  const { json, statusCode } = await ask(
    drafts,
    route,
    { email, params: planId === undefined ? undefined : { planId }, body: { ...file, ...more } },
    world,
  )
  if (statusCode !== 201) return { refused: json.code, bytes }
  return { offer: json as unknown as Shape<'DocumentOffer'>, bytes }
}

async function read(planId: string): Promise<Plan> {
  return (await ask(plans, 'GET /api/plans/{planId}', { email, params: { planId } }, world)).json as unknown as Plan
}

describe('a file', () => {
  it('with more tasks than a log can hold is refused with what to do, and not read for ever', async () => {
    const row = '1.\tGửi bản đăng ký danh hiệu thi đua năm 2021 về Văn phòng Sở'
    const one = TEXT.slice(TEXT.indexOf(row), TEXT.indexOf('\n', TEXT.indexOf(row)) + 1)
    const rows = Array.from({ length: 150 }, (_, index) => one.replace('1.', `${index + 1}.`)).join('')
    const { planId } = await send('POST /api/plans', TEXT.replace(one, rows).replace('21/', '23/'))
    expect(await read(planId)).toMatchObject({
      status: 'reading',
      incoming: { refusal: { code: 'text-too-long', sentence: expect.stringContaining('quá giới hạn') } },
    })
  })
})

describe('a corrected file, sent onto a draft its officer has worked on', () => {
  const reason = 'Đúng theo bản giấy'

  it('is read anew, keeps what was decided about what is unchanged, and says what was kept and what was not', async () => {
    // Its number is another than in its appendix, and the day of row 8 was long past.
    const first = TEXT.replace('Số: 21/', 'Số: 22/').replace('13/8/2021', '13/8/2020')
    const { planId } = await send('POST /api/plans', first)
    const draft = await read(planId)
    const correct = async (key: string, executing: string) => {
      const { state: _state, window: _window, ...task } = draft.tasks.find((one) => one.key === key) ?? ({} as Plan['tasks'][number])
      const body = { task: { ...task, executing: [executing] }, reason }
      await ask(plans, 'PUT /api/plans/{planId}/tasks/{key}', { email, params: { planId, key }, body }, world)
    }
    await correct('2', 'Văn phòng Sở')
    await correct('4', 'Văn phòng Sở')
    const resolutions = draft.findings
      .filter(({ severity }) => severity !== 'info')
      .map(({ findingId }) => ({ findingId, decision: 'accepted', reason }))
    expect(resolutions.length).toBeGreaterThan(1)
    await ask(plans, 'POST /api/plans/{planId}/findings', { email, params: { planId }, body: { resolutions } }, world)

    // The number in its appendix is put right, and who does row 4 is another.
    const again = first.replaceAll('21/KH', '22/KH').replace('Thành viên Hội đồng TĐ-KT Ngành\tCác phòng', 'Các phòng thuộc Sở\tCác phòng')
    expect(await send('POST /api/plans/{planId}/document', again, {}, planId)).toEqual({ planId })
    const reread = await read(planId)
    expect(reread.tasks.map(({ key, executing }) => [key, executing]).filter(([key]) => key === '2' || key === '4')).toEqual([
      ['2', ['Văn phòng Sở']],
      ['4', ['Các phòng thuộc Sở']],
    ])
    expect(reread.reread).toContainEqual({
      about: 'task',
      key: '2',
      field: 'executing',
      outcome: 'kept',
      decided: 'Văn phòng Sở',
      read: 'Sở GDĐT Hà Nội',
    })
    expect(reread.reread).toContainEqual(expect.objectContaining({ key: '4', field: 'executing', outcome: 'replaced' }))
    expect(reread.reread).toContainEqual(expect.objectContaining({ about: 'finding', outcome: 'gone' }))
    const kept = reread.findings.filter(({ resolution }) => resolution?.reason === reason)
    expect(kept.map(({ code }) => code)).toEqual(['deadline-before-plan'])
  })

  it('leaves the draft as it was where it cannot be read, with the reason', async () => {
    const { planId } = await send('POST /api/plans', TEXT)
    const before = await read(planId)
    await send('POST /api/plans/{planId}/document', 'GIẤY MỜI\n\nKính gửi các đơn vị.', {}, planId)
    const { incoming, ...after } = await read(planId)
    expect(after).toEqual(before)
    expect(incoming?.refusal?.sentence).toMatch(/không/)
  })
})

describe('a file that is to change an issued plan', () => {
  it('is aimed at it from the start, with how that plan closes and reminds', async () => {
    const amends = world.plan.planId
    const second = TEXT.replace('Số: 21/', 'Số: 30/').replace('Trước ngày 26/3/2021', 'Trước ngày 16/4/2021')
    const { planId } = await send('POST /api/plans', second, { amends, amendsWhat: 'whole' })
    expect(await read(planId)).toMatchObject({ status: 'draft', amends, amendsWhat: 'whole', policy: world.plan.policy })
    const { json } = await ask(amendments, 'GET /api/plans/{planId}/comparison', { email, params: { planId } }, world)
    expect(json.changes).toMatchObject([{ kind: 'changed', key: '3' }])
  })

  it.each([
    ['another unit’s plan, or none', { amends: 'pln_none', amendsWhat: 'part' }, 'not-an-amendment'],
    ['a plan without what of it', { amends: 'pln_none' }, 'invalid'],
  ])('is refused for %s', async (_, more, code) => {
    expect(await send('POST /api/plans', TEXT, more)).toMatchObject({ refused: code })
  })
})

describe('fifteen minutes after a file was offered', () => {
  const namesOf = async (planId: string) => (await world.store.events(`plan#${planId}`)).map(({ name }) => name)

  async function begun(text: string) {
    const { offer, bytes } = await offered('POST /api/plans', text)
    if (offer === undefined) throw new Error('not offered')
    return { offer, bytes, planId: offer.plan.planId, upload: uploadOf(offer) }
  }

  it('its officer is told that it never came, once', async () => {
    const { planId, upload } = await begun(TEXT.replace('Số: 21/', 'Số: 41/'))
    for (let time = 0; time < 2; time += 1) await expireDocument(upload, 'test', world)
    expect(await namesOf(planId)).toEqual(['plan.document-offered', 'plan.document-refused'])
    expect((await read(planId)).incoming?.refusal).toMatchObject({ code: 'not-arrived' })
  })

  it('a file that came, and whose reading was lost, is found once and then read', async () => {
    const { offer, bytes, planId, upload } = await begun(TEXT.replace('Số: 21/', 'Số: 42/'))
    await world.files.upload(offer.request, bytes)
    for (let time = 0; time < 2; time += 1) await expireDocument(upload, 'test', world)
    expect(await namesOf(planId)).toEqual(['plan.document-offered', 'plan.document-overlooked'])
    const [found] = await world.store.events(`plan#${planId}`, 1)
    const body = JSON.stringify({ id: 'found', source: 'thidua', 'detail-type': found?.name, detail: JSON.parse(found?.detail ?? '') })
    const record = { messageId: '1', body, attributes: { ApproximateReceiveCount: '1' } } as SQSRecord
    expect(await consume({ Records: [record] }, world)).toEqual({ batchItemFailures: [] })
    expect(await namesOf(planId)).toEqual(['plan.document-offered', 'plan.document-overlooked', 'plan.drafted'])
    expect(await read(planId)).toMatchObject({ status: 'draft' })
  })

  it('nothing happens where it has been read', async () => {
    const { offer, bytes, planId, upload } = await begun(TEXT.replace('Số: 21/', 'Số: 43/'))
    await world.files.upload(offer.request, bytes)
    await tellReader(offer)
    await expireDocument(upload, 'test', world)
    expect(await namesOf(planId)).toEqual(['plan.document-offered', 'plan.drafted'])
  })
})
