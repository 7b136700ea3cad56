/** The main job, from the officer's document to the task that closes, at the doors that people use. */
import { beforeAll, describe, expect, test } from 'vitest'
import { smallDirectory } from './support/directory.ts'
import { mailsOf, repeated } from './support/mails.ts'
import { type Product, sharedProduct } from './support/product.ts'
import { playMainJob } from './support/story.ts'

type Story = Awaited<ReturnType<typeof playMainJob>>

const PLAY_MS_MAX = 90_000

const productNow = sharedProduct(() => ({ directory: smallDirectory({ districts: 2, direct: 3 }) }))
let product: Product
let story: Story

beforeAll(async () => {
  product = productNow()
  story = await playMainJob(product)
}, PLAY_MS_MAX)

describe('an officer issues the sample plan', () => {
  test('the draft waits until every finding has been looked at', () => {
    expect(story.told.open).toBe(1)
    expect([story.told.early.status, story.told.early.body.code]).toEqual([409, 'findings-open'])
    expect(story.told.issued.status).toBe('issued')
  })

  test('exactly one notice goes to each recipient of the preview, and to nobody else', () => {
    const addresses = story.issueMails.map(({ to }) => to)
    expect(repeated(addresses)).toEqual([])
    expect(addresses.sort()).toEqual(story.told.preview.map(({ address }) => address).sort())
    expect(addresses.length).toBeGreaterThan(15)
  })

  test('units that owe something find their dates in an .ics file, the others find none', () => {
    for (const { subject, attachments } of story.issueMails) {
      const isAsked = !subject.includes('gửi để biết')
      expect(attachments.map(({ contentType }) => contentType)).toEqual(isAsked ? ['text/calendar'] : [])
      if (!isAsked) continue
      const calendar = attachments[0]?.content.toString('utf8') ?? ''
      expect(calendar.match(/BEGIN:VEVENT/g)).toHaveLength(6)
      expect(calendar).toContain('DTSTART;VALUE=DATE:20210204')
    }
  })

  test('every task with a date has its schedules, by name', () => {
    const closings = story.told.issued.tasks.map(({ key }) => `${story.planId}.${key}.close`)
    expect(story.schedules).toEqual(expect.arrayContaining(closings))
    expect(story.schedules).toContain(`${story.planId}.3.near-14`)
    expect(story.schedules).toContain(`${story.planId}.11.open`)
    expect(repeated(story.schedules)).toEqual([])
  })

  test('the portal and archive entries are in the record', async () => {
    const log = await story.officer.get<{ holds: boolean; events: { name: string; data: { recipient?: string } }[] }>(
      `/api/log/plan/${story.planId}`,
    )
    const entries = log.body.events.filter(({ name }) => name === 'plan.published' || name === 'plan.archived')
    expect(log.body.holds).toBe(true)
    expect(entries.map(({ name, data }) => [name, data.recipient])).toEqual([
      ['plan.published', 'Cổng thông tin điện tử Ngành'],
      ['plan.archived', 'Lưu: VT, VP'],
    ])
    expect(story.closed.body).toMatchObject({ published: true, archived: true })
  })
})

describe('a unit hands in', () => {
  test('its file goes through the presigned form, is checked and attached', () => {
    const { files } = story.attached.body as { files: readonly unknown[] }
    expect(files).toEqual([expect.objectContaining({ state: 'attached', fileName: 'Báo cáo thành tích.pdf', sha256: story.pdfSha256 })])
  })

  test('it gets one receipt by mail, with name, size and SHA-256 of the file', () => {
    expect(story.receiptMails).toHaveLength(1)
    const [receipt] = story.receiptMails
    expect(receipt?.to).toBe(contactOf(story.diligent))
    expect(receipt?.subject).toContain('Giấy biên nhận')
    for (const body of [receipt?.text, receipt?.html]) {
      expect(body).toContain('Báo cáo thành tích.pdf')
      expect(body?.replaceAll(/<wbr>|\s/g, '')).toContain(story.pdfSha256)
    }
  })
})

describe('time passes', () => {
  test('the reminder goes to those who owe the task and not to the unit that handed in', async () => {
    const expected = await owing('3')
    expect(story.reminded.map(({ to }) => to).sort()).toEqual(expected.map(contactOf).sort())
    expect(expected).not.toContain(story.diligent)
    expect(story.reminded.every(({ subject }) => subject.includes('14 ngày'))).toBe(true)
  })

  test('the task closes on its instant and not a second before', () => {
    const task = (answer: Story['closed']) => answer.body.tasks.find(({ key }) => key === '3')
    expect(task(story.lastSecond)?.state).not.toBe('closed')
    expect(task(story.closed)).toMatchObject({
      state: 'closed',
      closing: { at: '2021-03-26T17:00:00.000Z', expected: 5, done: 1, owing: 4 },
    })
  })

  test('the officer gets one mail that names who is missing, and only those', async () => {
    expect(story.closing.map(({ to }) => to)).toEqual([story.officer.email])
    const names = (await owing('3')).map((unit) => nameOf(unit))
    for (const name of names) expect(story.closing[0]?.text).toContain(name)
    expect(story.closing[0]?.text).not.toContain(nameOf(story.diligent))
  })
})

test('progress, missing, matrix and the CSV export agree on every task', async () => {
  const { officer, planId } = story
  const progress = await officer.get<{ tasks: { key: string; expected: number; done: number; owing: number }[] }>(
    `/api/plans/${planId}/progress`,
  )
  const matrix = await officer.get<{ items: { unit: string; tasks: Record<string, string> }[] }>(`/api/plans/${planId}/matrix`)
  const sheet = sheetOf((await officer.get(`/api/plans/${planId}/progress.csv`)).text)
  for (const { key, expected, done, owing: left } of progress.body.tasks) {
    const missing = await owing(key)
    const submitted = matrix.body.items.filter(({ tasks }) => tasks[key] === 'submitted').map(({ unit }) => nameOf(unit))
    const cells = sheet.filter((row) => row[key] !== '')
    expect({ key, owing: missing.length, done: submitted.length }).toEqual({ key, owing: left, done })
    expect({ key, asked: cells.length }).toEqual({ key, asked: expected })
    expect(cells.filter((row) => row[key] === 'đã nộp').map((row) => row['Đơn vị'])).toEqual(submitted)
    expect(cells.filter((row) => row[key] !== 'đã nộp').map((row) => row['Đơn vị'])).toEqual(expect.arrayContaining(missing.map(nameOf)))
  }
})

test('the list of notices holds every mail that was sent, each as delivered', async () => {
  const { body } = await story.officer.get<{ notices: { noticeId: string; delivery: string }[]; next?: string }>(
    `/api/plans/${story.planId}/notices`,
  )
  const sent = (await mailsOf(product.machine.cloud)).map(({ noticeId }) => noticeId)
  expect(repeated(sent)).toEqual([])
  expect(body.notices.map(({ noticeId }) => noticeId).sort()).toEqual([...sent].sort())
  expect(body.notices.filter(({ delivery }) => delivery !== 'delivered')).toEqual([])
})

async function owing(key: string): Promise<readonly string[]> {
  const { body } = await story.officer.get<{ missing: { unit: string }[] }>(`/api/plans/${story.planId}/tasks/${key}/missing`)
  return body.missing.map(({ unit }) => unit)
}

const unitOf = (id: string) => product.directory.units.find((unit) => unit.id === id)
const nameOf = (id: string) => unitOf(id)?.name ?? id
const contactOf = (id: string) => unitOf(id)?.contacts[0]?.email ?? id

function sheetOf(csv: string): readonly Readonly<Record<string, string>>[] {
  const [header = [], ...rows] = csv
    .replace('\ufeff', '')
    .trim()
    .split('\r\n')
    .map((line) => line.split(','))
  return rows.map((row) => Object.fromEntries(header.map((name, column) => [name, row[column] ?? ''])))
}
