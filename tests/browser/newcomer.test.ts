/** A newcomer's path through the whole system, in a real browser on the running machine: nobody explains anything, nothing is mocked. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { PDFDocument } from 'pdf-lib'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { PART_BYTES } from '../../events/words.ts'
import { DOCX, longPdf } from '../local-cloud/product/support/files.ts'
import { asDocx } from '../reading/formats/as-docx.ts'
import { modelOf } from '../reading/formats/model.ts'
import { cutHalfWay } from './support/cut.ts'
import { emailOf, HOSTILE } from './support/directory.ts'
import { artefact, look } from './support/look.ts'
import { mailsTo, type Person, signIn, signInAgain, sitDown } from './support/person.ts'
import { openPortal, type PortalUnderTest } from './support/portal.ts'

const planFile = join(import.meta.dirname, '../../cli/sample/ke-hoach-mau.txt')
const START_MS = 90_000

let portal: PortalUnderTest
let officer: Person
let clerk: Person
let clerkEmail: string
let officerEmail: string
let followPath: string
const contacts: string[] = []

beforeAll(async () => {
  portal = await openPortal()
  officer = await sitDown(portal)
  clerk = await sitDown(portal)
  officerEmail = emailOf(portal.directory, 'officer', 'so')
  clerkEmail = emailOf(portal.directory, 'clerk', 'dvtt')
  const school = portal.directory.units.find((unit) => unit.type === 'dvtt')
  contacts.push(...(school?.contacts ?? []).map(({ email }) => email))
}, START_MS)

afterAll(async () => {
  expect([...officer.faults, ...clerk.faults]).toEqual([])
  await portal.close()
})

afterEach(async ({ task }) => {
  if (task.result?.state !== 'fail') return
  await officer.page.screenshot({ path: artefact('failed-officer.png'), fullPage: true })
  await clerk.page.screenshot({ path: artefact('failed-clerk.png'), fullPage: true })
})

describe("a newcomer's path", { timeout: START_MS }, () => {
  it('begins with a page that says how to sign in', async () => {
    await officer.page.goto(portal.url)
    await officer.page.getByRole('heading', { name: 'Đăng nhập' }).waitFor()
    await look(officer.page, '01-dang-nhap')
    await signIn(officer, portal, officerEmail)
    await officer.page.getByText('Chưa có kế hoạch nào').waitFor()
    await look(officer.page, '02-ke-hoach-trong')
  })

  it('lets an officer drop a document, review what was read, and issue it', async () => {
    const { page } = officer
    await page.getByRole('link', { name: 'Kế hoạch mới' }).click()
    await page.getByRole('heading', { name: 'Kế hoạch mới' }).waitFor()
    await look(page, '03-ke-hoach-moi')
    const text = readFileSync(planFile, 'utf8').replace('của ngành trong năm 2021', `của ngành trong năm 2021 ${HOSTILE}`)
    const buffer = Buffer.from(await asDocx(modelOf(text), 'plain'))
    await page.getByLabel('Chọn tệp trên máy').setInputFiles({ name: 'Kế hoạch.docx', mimeType: DOCX, buffer })
    await page.getByRole('heading', { name: /Nhiệm vụ \(\d+\)/ }).waitFor()
    await page.getByText(/hệ thống gửi \d+ thư/).waitFor()
    // The reader of documents takes formatting marks out by itself; what is left must stay text.
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toContain('<img src=x onerror=')
    await page.getByRole('button', { name: /^Xem trong văn bản ?: Nhiệm vụ 3$/ }).click()
    await page.locator('mark.pointed', { hasText: 'Trước ngày 26/3/2021' }).waitFor()
    await look(page, '04-xem-lai')
    const all = page.getByRole('button', { name: /Chấp nhận cả/ })
    const one = page.getByRole('button', { name: /^Chấp nhận/ }).first()
    if (await all.isVisible()) await all.click()
    else if (await one.isVisible()) await one.click()
    if (await page.getByRole('dialog').isVisible()) {
      await page.getByRole('dialog').getByLabel('Lý do').fill('Đã đối chiếu với bản giấy')
      await look(page, '05-chap-nhan')
      await page.getByRole('dialog').getByRole('button', { name: 'Chấp nhận' }).click()
    }
    await page.getByRole('button', { name: 'Ban hành kế hoạch' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Ban hành kế hoạch' }).click()
    await page.getByRole('heading', { name: 'Theo dõi' }).waitFor()
    await page.getByRole('progressbar').first().waitFor()
    followPath = new URL(page.url()).pathname
    await look(page, '06-theo-doi')
  })

  it('leads a unit from its mail to what it owes', async () => {
    const { page } = clerk
    await expect.poll(async () => (await mailsTo(portal.inbox, contacts[0] ?? '')).length, { timeout: 20_000 }).toBe(1)
    const [mail] = await mailsTo(portal.inbox, contacts[0] ?? '')
    const link = new URL(/href="([^"]*\/thong-bao\/[^"]*)"/.exec(mail?.body.html ?? '')?.[1] ?? '')
    await signIn(clerk, portal, clerkEmail, link.pathname)
    await page.getByRole('button', { name: 'Xác nhận đã nhận' }).waitFor()
    await look(page, '07-thong-bao')
    await page.getByRole('button', { name: 'Xác nhận đã nhận' }).click()
    await page.getByText(/Đã xác nhận vào/).waitFor()
    await page.getByRole('link', { name: 'Xem việc của đơn vị' }).click()
    await page.getByRole('heading', { name: 'Cần làm' }).waitFor()
    expect(await page.getByRole('main').textContent()).toContain(HOSTILE)
    await look(page, '08-viec')
  })

  it('registers people, and what was typed is shown as text', async () => {
    const { page } = clerk
    await page
      .getByRole('link', { name: /^Lập danh sách đăng ký/ })
      .first()
      .click()
    await page.getByRole('heading', { name: 'Danh sách đăng ký' }).waitFor()
    await page.getByLabel('Họ tên hoặc tên tập thể, Dòng 1').fill(`Nguyễn Văn Mẫu ${HOSTILE}`)
    await page.getByLabel('Chức vụ, Dòng 1').fill('Giáo viên')
    await page.getByLabel('Danh hiệu, hình thức khen thưởng, Dòng 1').fill('Lao động tiên tiến')
    await page.getByRole('button', { name: 'Thêm một dòng' }).click()
    await page.getByLabel('Họ tên hoặc tên tập thể, Dòng 2').fill('Trần Thị Thử')
    await look(page, '09-dang-ky')
    await page.getByRole('button', { name: 'Nộp', exact: true }).click()
    await page.getByRole('heading', { name: 'Giấy biên nhận' }).waitFor()
    expect(await page.getByRole('main').textContent()).toContain(`Nguyễn Văn Mẫu ${HOSTILE}`)
    await look(page, '10-bien-nhan-dang-ky')
  })

  it('uploads a good file, one whose line is cut half-way, and is told what is wrong with two others', async () => {
    const { page } = clerk
    await page.getByRole('link', { name: 'Việc của đơn vị' }).first().click()
    await page
      .getByRole('link', { name: /^Gửi hồ sơ/ })
      .first()
      .click()
    const field = page.getByLabel('Chọn tệp trên máy')
    await field.setInputFiles({ name: 'anh.gif', mimeType: 'image/gif', buffer: Buffer.from('GIF89a') })
    await page.getByText('Loại tệp này không được nhận').waitFor()
    await field.setInputFiles({ name: 'gia-pdf.pdf', mimeType: 'application/pdf', buffer: Buffer.from('GIF89a, but called a PDF') })
    await page.getByText(/Hệ thống chỉ nhận tệp PDF/).waitFor()
    const pdf = await PDFDocument.create()
    pdf.addPage()
    const buffer = Buffer.from(await pdf.save())
    await field.setInputFiles({ name: 'Báo cáo thành tích.pdf', mimeType: 'application/pdf', buffer })
    await page.getByText('Đã nhận', { exact: true }).waitFor()
    const sent = await cutHalfWay(clerk, { name: 'Minh chứng.pdf', mimeType: 'application/pdf', buffer: await longPdf(2 * PART_BYTES) })
    // Only the part that was on its way when the line was cut went twice.
    expect([...new Set(sent)].toSorted()).toEqual(['1', '2', '3'])
    expect(sent).toHaveLength(4)
    await look(page, '11-ho-so')
    await page.getByRole('button', { name: 'Nộp', exact: true }).click()
    await page.getByRole('heading', { name: 'Giấy biên nhận' }).waitFor()
    await page.getByText('Báo cáo thành tích.pdf').first().waitFor()
    await look(page, '12-bien-nhan-ho-so')
  })

  it('shows the officer what came in within seconds, without a reload', async () => {
    const { page } = officer
    await page
      .getByText(/^1\/\d+ đơn vị$/)
      .first()
      .waitFor({ timeout: 8_000 })
    await page
      .getByRole('link', { name: /đơn vị chưa nộp$/ })
      .first()
      .click()
    await page.getByRole('heading', { name: /^Chưa nộp/ }).waitFor()
    await look(page, '13-chua-nop')
    await page
      .getByRole('button', { name: /^Gia hạn/ })
      .first()
      .click()
    await page.getByRole('dialog').getByLabel('Lý do gia hạn').fill('Trường nghỉ học vì bão')
    await look(page, '14-gia-han')
    await page.getByRole('dialog').getByRole('button', { name: 'Gia hạn' }).click()
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await page.getByRole('heading', { name: /^Đã nộp/ }).waitFor()
    await page.getByRole('list').last().getByRole('link').first().click()
    await page.getByRole('button', { name: 'Trả lại' }).click()
    await page
      .getByRole('dialog')
      .getByLabel(/Lý do trả lại/)
      .fill('Thiếu chức vụ của người thứ hai')
    await page.getByRole('dialog').getByRole('button', { name: 'Trả lại' }).click()
    await page.getByText('Bị trả lại').first().waitFor()
    await look(page, '15-tra-lai')
  })

  it('reminds the unit that owes again and closes the task when the clock moves over its deadline', async () => {
    await portal.machine.cloud.advanceTo(Date.parse('2021-02-06T02:00:00.000Z'))
    const subjects = async (address: string) => (await mailsTo(portal.inbox, address)).map(({ subject }) => subject)
    expect((await subjects(contacts[0] ?? '')).filter((subject) => /^(Còn \d+ ngày|Hôm nay là ngày cuối): /.test(subject))).not.toEqual([])
    expect((await subjects(officerEmail)).filter((subject) => /nhiệm vụ 1.*: đã đóng/i.test(subject))).toHaveLength(1)

    // Whoever was signed in three weeks ago is asked who they are, and comes back to where they were.
    await signInAgain(officer, portal, officerEmail)
    await officer.page.goto(`${portal.url}${followPath}`)
    await officer.page.getByText('Đã đóng', { exact: true }).first().waitFor()
    await look(officer.page, '16-da-dong')
    await signInAgain(clerk, portal, clerkEmail)
    await clerk.page.goto(`${portal.url}/viec`)
    await clerk.page.getByRole('heading', { name: 'Đã hết hạn, chưa nộp' }).waitFor()
    await look(clerk.page, '17-viec-het-han')
    await clerk.page
      .getByRole('link', { name: /Gửi bản đăng ký danh hiệu/ })
      .first()
      .click()
    await clerk.page.getByText('Nhiệm vụ đã đóng').waitFor()
    await look(clerk.page, '18-viec-da-dong')
  })
})
