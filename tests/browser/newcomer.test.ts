/** A newcomer's path through the whole system, in a real browser on the running machine: nobody explains anything, nothing is mocked. */
import { PDFDocument } from 'pdf-lib'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { PART_BYTES } from '../../events/limits.ts'
import { productAssembly } from '../assembly.ts'
import { DOCX, longPdf } from '../local-cloud/product/support/files.ts'
import { asDocx } from '../reading/formats/as-docx.ts'
import { modelOf } from '../reading/formats/model.ts'
import { temporaryFolder } from '../temporary-folder.ts'
import { cutHalfWay } from './support/cut.ts'
import { browserDirectory, emailOf, HOSTILE } from './support/directory.ts'
import { firstPlan } from './support/first-plan.ts'
import { openMail } from './support/inbox.ts'
import { artefact, look, onPaper } from './support/look.ts'
import { mailsTo, type Person, signIn, signInAgain, sitDown } from './support/person.ts'
import { openPortal, type PortalUnderTest } from './support/portal.ts'

const START_MS = 180_000
/** District offices, and schools of the Sở: so few that the clock moves over a deadline in seconds. */
const OF_A_KIND = 4
/** Within which an officer sees what a unit did, on a page that is open. */
const SEEN_MS_MAX = 5_000

const plan = firstPlan()
let portal: PortalUnderTest
let officer: Person
let clerk: Person
let clerkEmail: string
let officerEmail: string
let contact: string

beforeAll(async () => {
  const folder = temporaryFolder('browser')
  portal = await openPortal({ directory: browserDirectory(OF_A_KIND), assembly: await productAssembly(), folder })
  officer = await sitDown(portal)
  clerk = await sitDown(portal)
  officerEmail = emailOf(portal.directory, 'officer', 'so')
  clerkEmail = emailOf(portal.directory, 'clerk', 'dvtt')
  contact = portal.directory.units.find((unit) => unit.type === 'dvtt')?.contacts[0]?.email ?? ''
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
    await officer.page.route('**/config.json', (route) => route.abort())
    await officer.page.getByRole('button', { name: 'Đăng nhập bằng thư điện tử công vụ' }).click()
    await officer.page.getByText('Không kết nối được với hệ thống').waitFor()
    await officer.page.unroute('**/config.json')
    await signIn(officer, portal, officerEmail)
    await officer.page.getByText('Chưa có kế hoạch nào').waitFor()
    await look(officer.page, '02-ke-hoach-trong')
  })

  it('lets an officer drop the document, review what was read, and issue it', async () => {
    const { page } = officer
    await page.getByRole('link', { name: 'Kế hoạch mới' }).click()
    await page.getByRole('heading', { name: 'Kế hoạch mới' }).waitFor()
    const buffer = Buffer.from(await asDocx(modelOf(plan.text.replace(plan.title, `${plan.title} ${HOSTILE}`)), 'plain'))
    await page.getByLabel('Chọn tệp trên máy').setInputFiles({ name: 'Kế hoạch.docx', mimeType: DOCX, buffer })
    await page.getByRole('heading', { name: /Nhiệm vụ \(\d+\)/ }).waitFor()
    await page.getByText(/hệ thống gửi \d+ thư/).waitFor()
    // The reader of documents takes formatting marks out by itself; what is left must stay text.
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toContain('<img src=x onerror=')
    const { task, written } = plan.deadline
    await page.getByRole('button', { name: new RegExp(`^Xem trong văn bản ?: Nhiệm vụ ${task}$`) }).click()
    await page.locator('mark.pointed', { hasText: written }).waitFor()
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
  })

  it('leads a unit from its mail in the inbox to what it owes', async () => {
    const { page } = clerk
    await portal.machine.cloud.settle()
    expect(await mailsTo(portal.inbox, contact)).toHaveLength(1)
    const link = new URL(await openMail(page, portal.inbox, contact, '/thong-bao/'))
    await signIn(clerk, portal, clerkEmail, link.pathname)
    await page.getByRole('button', { name: 'Xác nhận đã nhận' }).click()
    await page.getByText(/Đã xác nhận vào/).waitFor()
    await page.getByRole('link', { name: 'Xem việc của đơn vị' }).click()
    await page.getByRole('heading', { name: 'Cần làm' }).waitFor()
    expect(await page.getByRole('main').textContent()).toContain(HOSTILE)
    await look(page, '08-viec')
  })

  it('registers people, and what was typed is shown as text', async () => {
    const { page } = clerk
    await page.getByRole('link', { name: new RegExp(`^Lập danh sách đăng ký ?: ${plan.registers}`) }).click()
    await page.getByRole('heading', { name: 'Danh sách đăng ký' }).waitFor()
    await page.getByLabel('Họ tên hoặc tên tập thể, Dòng 1').fill(`Nguyễn Văn Mẫu ${HOSTILE}`)
    await page.getByLabel('Chức vụ, Dòng 1').fill('Giáo viên')
    const award = page.getByLabel('Danh hiệu, hình thức khen thưởng, Dòng 1')
    await award.fill('Lao động tiên tiến')
    // As in a spreadsheet, Enter goes a row down, and what was copied in one fills rows. It does not hand in.
    await award.press('Enter')
    await page.getByRole('button', { name: 'Nộp', exact: true }).click()
    await page.getByLabel('Họ tên hoặc tên tập thể, Dòng 2').and(page.locator(':focus')).waitFor()
    expect(await page.evaluate(SAID_OF_FIELD)).toBe('Xin điền ô này.')
    await pasteText(page, '1\tTrần Thị Thử\tGiáo viên\r\n2\tLê Văn Dán\tTổ trưởng\r\n')
    expect(await page.getByLabel('Chức vụ, Dòng 3').inputValue()).toBe('Tổ trưởng')
    expect(await page.getByLabel('Danh hiệu, hình thức khen thưởng, Dòng 3').inputValue()).toBe('Lao động tiên tiến')
    // A slip is remarked on when the field is left, and the remark goes with it.
    const last = page.getByLabel('Danh hiệu, hình thức khen thưởng, Dòng 3')
    await last.fill('Lao động tiên tiếm')
    await last.blur()
    await page.getByText('Dòng 3: “Lao động tiên tiếm” không có trong danh mục. Có phải là “Lao động tiên tiến”?').waitFor()
    await look(page, '09-dang-ky')
    await last.fill('LĐTT')
    await last.blur()
    await page.getByText(/^Dòng 3: /).waitFor({ state: 'detached' })
    await page.getByRole('button', { name: 'Nộp', exact: true }).click()
    await page.getByRole('heading', { name: 'Giấy biên nhận' }).and(page.locator(':focus')).waitFor()
    expect(await page.getByRole('main').textContent()).toContain(`Nguyễn Văn Mẫu ${HOSTILE}`)
  })

  it('uploads a good file, one whose line is cut half-way, and is told what is wrong with two others', async () => {
    const { page } = clerk
    await page.getByRole('link', { name: 'Việc của đơn vị' }).first().click()
    await page.getByRole('link', { name: new RegExp(`^Gửi hồ sơ ?: ${plan.sends}`) }).click()
    const field = page.getByLabel('Chọn tệp trên máy')
    await field.setInputFiles({ name: 'anh.gif', mimeType: 'image/gif', buffer: Buffer.from('GIF89a') })
    await page.getByText('Loại tệp này không được nhận').waitFor()
    await field.setInputFiles({ name: 'gia-pdf.pdf', mimeType: 'application/pdf', buffer: Buffer.from('GIF89a, but called a PDF') })
    await page.getByText(/Hệ thống chỉ nhận tệp PDF/).waitFor()
    await page.getByText('2 tệp ở trên chưa được nhận.').waitFor()
    await page.getByRole('button', { name: /^Bỏ tệp ?: gia-pdf\.pdf$/ }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Bỏ tệp' }).click()
    await page.getByText(/Hệ thống chỉ nhận tệp PDF/).waitFor({ state: 'detached' })
    await page.getByText('1 tệp ở trên chưa được nhận.').waitFor()
    const pdf = await PDFDocument.create()
    pdf.addPage()
    const buffer = Buffer.from(await pdf.save())
    await field.setInputFiles({ name: 'Báo cáo thành tích.pdf', mimeType: 'application/pdf', buffer })
    await page.getByText('Đã nhận', { exact: true }).waitFor()
    await field.setInputFiles({ name: 'Báo cáo thành tích (1).pdf', mimeType: 'application/pdf', buffer })
    await page.getByText('Tệp này đã có trong hồ sơ').waitFor()
    const long = { name: 'Minh chứng.pdf', mimeType: 'application/pdf', buffer: await longPdf(2 * PART_BYTES) }
    const sent = await cutHalfWay(clerk, long, async () => {
      expect(await page.getByRole('button', { name: 'Nộp', exact: true }).isDisabled()).toBe(true)
      await page.getByLabel('Ghi chú gửi kèm').fill('Tệp minh chứng đang gửi')
      await page.getByRole('button', { name: 'Lưu nháp' }).click()
      await page.getByText('Đã lưu nháp.').waitFor()
    })
    // Only the part that was on its way when the line was cut went twice.
    expect([...new Set(sent)].toSorted()).toEqual(['1', '2', '3'])
    expect(sent).toHaveLength(4)
    await look(page, '11-ho-so')
  })

  it('gives a receipt, and shows the officer what came in within five seconds, without a reload', async () => {
    const row = officer.page.getByRole('row', { name: plan.sends })
    await row.getByText(/^0\/\d+ đơn vị$/).waitFor()
    await clerk.page.getByRole('button', { name: 'Nộp', exact: true }).click()
    await clerk.page.getByRole('heading', { name: 'Giấy biên nhận' }).waitFor()
    await row.getByText(/^1\/\d+ đơn vị$/).waitFor({ timeout: SEEN_MS_MAX })
    await clerk.page.getByText('Báo cáo thành tích.pdf').first().waitFor()
    await look(clerk.page, '12-bien-nhan-ho-so')
    await onPaper(clerk.page, '12-bien-nhan-ho-so')
    await look(officer.page, '06-theo-doi')
  })

  it('lets the officer give more time to one unit and send back what another handed in', async () => {
    const { page } = officer
    await page
      .getByRole('row', { name: plan.closing.content })
      .getByRole('link', { name: /đơn vị chưa nộp$/ })
      .click()
    await page.getByRole('heading', { name: /^Chưa nộp/ }).waitFor()
    await page
      .getByRole('button', { name: /^Gia hạn/ })
      .first()
      .click()
    await page.getByRole('dialog').getByLabel('Lý do gia hạn').fill('Trường nghỉ học vì bão')
    await refusesEarlierDay(page)
    await look(page, '14-gia-han')
    await page.getByRole('dialog').getByRole('button', { name: 'Gia hạn' }).click()
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await page
      .getByRole('button', { name: /^Gia hạn/ })
      .and(page.locator(':focus'))
      .waitFor()
    // Whoever would extend it again is told until when it is extended already.
    await page.keyboard.press('Enter')
    await page.getByRole('dialog').getByText('Được gia hạn đến hết').waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await page.getByRole('heading', { name: /^Đã nộp/ }).waitFor()
    await page.getByRole('link', { name: 'Xem lần lượt 1 bài chờ tiếp nhận' }).click()
    await page.getByRole('button', { name: 'Trả lại' }).click()
    await page
      .getByRole('dialog')
      .getByLabel(/Lý do trả lại/)
      .fill('Thiếu chữ ký của người thứ hai')
    await page.getByRole('dialog').getByRole('button', { name: 'Trả lại' }).click()
    await page.getByText('Bị trả lại').first().waitFor()
    await page.getByText('Không còn bài nào chờ tiếp nhận ở nhiệm vụ này.').waitFor()
    await look(page, '15-tra-lai')
  })

  it('reminds the unit that owes again and closes the task when the clock moves over its deadline', async () => {
    const followPath = /\/ke-hoach\/[^/]+/.exec(officer.page.url())?.[0] ?? (await planPathOf(clerk))
    await portal.machine.cloud.advanceTo(Date.parse(plan.closing.after))
    const subjects = async (address: string) => (await mailsTo(portal.inbox, address)).map(({ subject }) => subject)
    expect((await subjects(contact)).filter((subject) => /^(Còn \d+ ngày|Hôm nay là ngày cuối): /.test(subject))).not.toEqual([])
    expect((await subjects(officerEmail)).filter((subject) => /: đã đóng/.test(subject))).not.toEqual([])

    // Whoever has been away for so long is asked who they are, and comes back to where they were.
    await officer.page.goto(await openMail(officer.page, portal.inbox, officerEmail, '/thong-bao/'))
    await signInAgain(officer, portal, officerEmail)
    await officer.page.getByRole('link', { name: 'Xem đơn vị chưa nộp' }).click()
    await officer.page.getByText(/^Nhiệm vụ đã đóng; hạn nhận là /).waitFor()
    await officer.page.getByRole('heading', { name: /^Chưa nộp/ }).waitFor()
    await look(officer.page, '16-con-thieu')
    await officer.page.goto(`${portal.url}${followPath}/theo-doi`)
    await officer.page.getByRole('row', { name: plan.closing.content }).getByText('Đã đóng', { exact: true }).waitFor()
    await look(officer.page, '16-da-dong')
    await signInAgain(clerk, portal, clerkEmail)
    await clerk.page.goto(`${portal.url}/viec`)
    await clerk.page.getByRole('heading', { name: 'Đã hết hạn, chưa nộp' }).waitFor()
    await look(clerk.page, '17-viec-het-han')
    await clerk.page.getByRole('link', { name: new RegExp(plan.closing.content) }).click()
    await clerk.page.getByText('Nhiệm vụ đã đóng').waitFor()
    await look(clerk.page, '18-viec-da-dong')
  })

  it('opens the task again for the one unit that is given more time, and says on its receipt that it was late', async () => {
    const { page } = officer
    const name = portal.directory.units.find(({ contacts }) => contacts[0]?.email === contact)?.name ?? ''
    await page
      .getByRole('row', { name: plan.closing.content })
      .getByRole('link', { name: /đơn vị chưa nộp$/ })
      .click()
    await page.getByRole('button', { name: 'Nhắc ngay' }).click()
    await page.getByRole('dialog').getByText('đơn vị chỉ nộp được khi được gia hạn').waitFor()
    await look(page, '18-nhac-khi-da-dong')
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await page
      .getByRole('row', { name })
      .getByRole('button', { name: /^Gia hạn/ })
      .click()
    await page.getByRole('dialog').getByLabel('Lý do gia hạn').fill('Đơn vị phải bổ sung hồ sơ bị trả lại')
    await page.getByRole('dialog').getByRole('button', { name: 'Gia hạn' }).click()
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await clerk.page.reload()
    await clerk.page.getByText('Đơn vị phải bổ sung hồ sơ bị trả lại').waitFor()
    await look(clerk.page, '19-duoc-gia-han')
    await clerk.page.getByRole('button', { name: 'Nộp', exact: true }).click()
    await clerk.page.getByRole('heading', { name: 'Giấy biên nhận' }).waitFor()
    await clerk.page.getByText('Nộp muộn').first().waitFor()
    await look(clerk.page, '19-nop-muon')
  })
})

/** Pastes into the field in focus, as `Ctrl+V` does. */
async function pasteText(page: Person['page'], text: string): Promise<void> {
  await page.evaluate(`(() => {
    const clipboardData = new DataTransfer()
    clipboardData.setData('text/plain', ${JSON.stringify(text)})
    document.activeElement.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
  })()`)
}

/** What the browser says of the field in focus, where it stopped a form. */
const SAID_OF_FIELD = 'document.activeElement.validationMessage'

/** Says so in Vietnamese, whatever the browser's language, and is right again with the day that stood there. */
async function refusesEarlierDay(page: Person['page']): Promise<void> {
  const day = page.getByRole('dialog').getByLabel('Nhận đến hết ngày')
  const chosen = await day.inputValue()
  await day.fill('2020-01-01')
  await page.getByRole('dialog').getByRole('button', { name: 'Gia hạn' }).click()
  expect(await page.evaluate(SAID_OF_FIELD)).toMatch(/^Xin chọn từ thứ .+, [\d/]+ trở đi\.$/)
  await day.fill(chosen)
}

/** The address of the plan, from the page of a task of it. */
async function planPathOf({ page }: Person): Promise<string> {
  const path = await page.getByRole('navigation', { name: 'Vị trí của trang' }).getByRole('link').last().getAttribute('href')
  if (path === null) throw new Error('the page of a task does not lead to its plan')
  return path
}
