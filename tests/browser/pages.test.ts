/** The pages beside the newcomer's path, and what happens when things do not go to plan. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { issueDocument } from '../../cli/issue.ts'
import { buildPortal, firstLoadBytes } from '../../web/build.ts'
import { pdfOf } from '../local-cloud/product/support/files.ts'
import { emailOf } from './support/directory.ts'
import { artefact, look } from './support/look.ts'
import { type Person, signIn, sitDown } from './support/person.ts'
import { openPortal, type PortalUnderTest } from './support/portal.ts'

const planText = readFileSync(join(import.meta.dirname, '../../cli/sample/ke-hoach-mau.txt'), 'utf8')
const START_MS = 90_000
const SCRIPT_BYTES_MAX = 170_000

let portal: PortalUnderTest
let officer: Person
let clerk: Person
let planId: string

beforeAll(async () => {
  portal = await openPortal()
  const email = emailOf(portal.directory, 'officer', 'so')
  const document = { fileName: 'ke-hoach.txt', bytes: Buffer.from(planText) }
  ;({ planId } = await issueDocument(portal.machine.world, { ...document, officer: email, confirm: 'Đã xem' }))
  officer = await sitDown(portal)
  clerk = await sitDown(portal)
  await signIn(officer, portal, email, `/ke-hoach/${planId}`)
  await signIn(clerk, portal, emailOf(portal.directory, 'clerk', 'pgd', 1), '/ke-hoach')
}, START_MS)

afterEach(async ({ task }) => {
  if (task.result?.state !== 'fail') return
  await officer.page.screenshot({ path: artefact('failed-pages-officer.png'), fullPage: true })
  await clerk.page.screenshot({ path: artefact('failed-pages-clerk.png'), fullPage: true })
})

afterAll(async () => {
  expect([...officer.faults, ...clerk.faults]).toEqual([])
  await portal.close()
})

const ownUnit = () => {
  const email = emailOf(portal.directory, 'clerk', 'pgd', 1)
  return portal.directory.personByEmail(email)?.roles[0]?.unit ?? ''
}
const otherUnit = () => {
  const email = emailOf(portal.directory, 'clerk', 'pgd', 2)
  return portal.directory.personByEmail(email)?.roles[0]?.unit ?? ''
}

/** Once all is quiet: each unit that owes the task has one mail of the amendment, and the task has schedules under its new date only. */
async function expectTold({ machine }: PortalUnderTest, plan: string): Promise<void> {
  await machine.cloud.settle()
  const { store } = machine.world
  const told = (await store.list(`notice#${plan}`, { prefix: 'plan-amended#' })).items.map(
    (one) => JSON.parse(one.row) as { recipient: string },
  )
  expect(told.length).toBeGreaterThan(0)
  expect(new Set(told.map(({ recipient }) => recipient)).size).toBe(told.length)
}

describe('the portal', { timeout: START_MS }, () => {
  it(`loads at most ${SCRIPT_BYTES_MAX / 1_000} kB of script, and nothing of the server`, async () => {
    for (const path of await buildPortal()) expect(path).toMatch(/^(web\/|shared\/time\/)/)
    expect(firstLoadBytes()).toBeLessThanOrEqual(SCRIPT_BYTES_MAX)
  })

  it('shows an officer the issued plan, the matrix and every mail', async () => {
    const { page } = officer
    await page.getByRole('heading', { name: /^Nhiệm vụ \(/ }).waitFor()
    await look(page, '20-ke-hoach')
    await page.getByRole('link', { name: 'Bảng đơn vị' }).click()
    await page.getByRole('table').getByRole('rowheader').first().waitFor()
    await look(page, '21-bang')
    await page.getByLabel('Tìm đơn vị').fill('dong da')
    await page.getByText(/^1 trong \d+ đơn vị$/).waitFor()
    await page.getByRole('link', { name: 'Thư', exact: true }).click()
    await page
      .getByRole('button', { name: /^Gửi lại/ })
      .first()
      .click()
    await page.getByRole('dialog').getByRole('button', { name: 'Gửi lại' }).click()
    await page.getByText('Đã đưa thư vào hàng chờ gửi.').waitFor()
    await look(page, '22-thu')
  })

  it('exports the progress as a file', async () => {
    const { page } = officer
    await page.getByRole('link', { name: 'Tiến độ' }).click()
    for (const [name, file] of [
      ['Tải Excel', 'tien-do.xlsx'],
      ['Tải CSV', 'tien-do.csv'],
    ] as const) {
      const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name }).click()])
      expect(download.suggestedFilename()).toBe(file)
    }
    await page
      .getByRole('link', { name: /đơn vị chưa nộp$/ })
      .first()
      .click()
    await page.getByRole('button', { name: 'Nhắc ngay' }).click()
    await look(page, '40-nhac-ngay')
    await page.getByRole('dialog').getByRole('button', { name: 'Nhắc ngay' }).click()
    await page.getByText(/^Đã đưa \d+ thư nhắc vào hàng chờ gửi/).waitFor()
    await page.getByText('Các đơn vị chưa nộp đều đã được nhắc trong hôm nay.').waitFor()
    await look(page, '41-da-nhac')
    await page.goBack()
  })

  it('amends an issued plan: the difference is seen, confirmed once, and told to those it touches', async () => {
    const { page } = officer
    await page.goto(`${portal.url}/ke-hoach/${planId}/dieu-chinh`)
    await page.getByRole('button', { name: 'Bắt đầu sửa' }).waitFor()
    await look(page, '27-dieu-chinh-bat-dau')
    await page.getByRole('button', { name: 'Bắt đầu sửa' }).click()
    const edit = page.getByText('Sửa nhiệm vụ, nơi nhận, cách đóng và nhắc hạn')
    await edit.click()
    await page
      .getByRole('button', { name: /^Sửa ?: Nhiệm vụ/ })
      .first()
      .click()
    await page.getByLabel('Ngày trong văn bản').fill('2021-05-20')
    await page.getByLabel('Thời hạn như văn bản ghi').fill('Trước ngày 20/5/2021')
    await page.getByLabel('Lý do sửa').fill('Lùi thời hạn')
    await page.getByRole('button', { name: 'Lưu nhiệm vụ' }).click()
    await page.getByText('Trước ngày 20/5/2021').first().waitFor()
    await page.getByRole('heading', { name: 'Thay đổi (1)' }).waitFor()
    await page.getByRole('button', { name: 'Thêm nhiệm vụ' }).click()
    await page.getByLabel('Nội dung nhiệm vụ').fill('Gửi báo cáo sơ kết phong trào thi đua')
    await page.getByLabel(/^Đơn vị thực hiện/).fill('Các đơn vị trực thuộc Sở')
    await page.getByLabel('Thời hạn như văn bản ghi').fill('Ngày 30/6/2021')
    await page.getByLabel('Ngày trong văn bản').fill('2021-06-30')
    await page.getByLabel('Lý do thêm').fill('Theo chỉ đạo mới')
    await look(page, '28a-them-nhiem-vu')
    await page.getByRole('button', { name: 'Thêm nhiệm vụ này' }).click()
    await page.getByRole('heading', { name: 'Thay đổi (2)' }).waitFor()
    await edit.click()
    await look(page, '28-dieu-chinh')
    await page.getByLabel('Số văn bản điều chỉnh').fill('512/SGDĐT-VP')
    await page.getByLabel('Ngày văn bản').fill('2021-01-18')
    await page.getByRole('button', { name: 'Xác nhận và gửi thư' }).click()
    await page.getByLabel('Lý do điều chỉnh').fill('Phù hợp lịch năm học')
    await page.getByRole('dialog').getByRole('button', { name: 'Xác nhận và gửi thư' }).click()
    await page.getByText(/^Lần 1: theo văn bản 512\/SGDĐT-VP/).waitFor()
    await look(page, '29-da-dieu-chinh')
    await expectTold(portal, planId)
  })

  it('shows overview, directory and log', async () => {
    const { page } = officer
    await page.getByRole('link', { name: 'Tổng quan' }).click()
    await page.getByRole('progressbar').first().waitFor()
    await look(page, '23-tong-quan')
    await page.getByRole('link', { name: 'Xem kế hoạch cấp dưới' }).first().click()
    await page.getByRole('heading', { name: 'Kế hoạch cấp dưới' }).waitFor()
    await look(page, '28-cap-duoi')
    await page.getByRole('link', { name: 'Danh bạ' }).click()
    await page.getByRole('table').waitFor()
    await look(page, '24-danh-ba')
    await page.goto(`${portal.url}/nhat-ky/plan/${planId}`)
    await page.getByText('Nhật ký còn nguyên vẹn').waitFor()
    await look(page, '25-nhat-ky')
  })

  it('shows what is published to somebody who has not signed in, and nothing else', async () => {
    const stranger = await sitDown(portal)
    const { page } = stranger
    await page.goto(`${portal.url}/cong-khai`)
    await page.getByRole('heading', { level: 2 }).getByRole('link').first().click()
    await page.getByRole('heading', { name: /^Nhiệm vụ \(/ }).waitFor()
    await look(page, '29-cong-khai')
    expect(stranger.faults).toEqual([])
    await stranger.close()
  })

  it('checks an import row by row before anything is written', async () => {
    const { page } = officer
    await page.goto(`${portal.url}/danh-ba/nhap`)
    const csv = [
      'Mã đơn vị,Tên đơn vị,Loại đơn vị,Hiệu lực từ',
      ',Trường THPT Thử Nghiệm,Đơn vị trực thuộc,01/01/2021',
      ',,Trường,32/13/2021',
    ].join('\n')
    await page.getByLabel('Chọn tệp trên máy').setInputFiles({ name: 'don-vi.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) })
    await page.getByText(/1 dòng mới, .* 1 dòng bị từ chối/).waitFor()
    await look(page, '26-nhap-danh-ba')
    await page.getByRole('button', { name: 'Ghi vào danh bạ' }).click()
    await page.getByText(/Đã ghi 1 thay đổi/).waitFor()
  })

  it('reviews a draft: findings, a corrected task, and two officers at once', async () => {
    const { page } = officer
    await page.goto(`${portal.url}/ke-hoach/moi`)
    const text = planText.replaceAll('28/5/2021', '31/5/2020').replace('Số: 21/', 'Số: 22/').replace('số 21/', 'số 23/')
    await page.getByLabel('Chọn tệp trên máy').setInputFiles({ name: 'nhap.txt', mimeType: 'text/plain', buffer: Buffer.from(text) })
    await page.getByRole('heading', { name: /^Điểm cần xem lại \(còn/ }).waitFor()
    await look(page, '27-diem-can-xem')
    const second = await officer.page.context().newPage()
    // Tokens are a tab's own: the second tab takes them from the first, as a person would by signing in again.
    const kept = await page.evaluate('JSON.stringify({ ...sessionStorage })')
    await second.addInitScript(
      `for (const [key, value] of Object.entries(JSON.parse(${JSON.stringify(kept)}))) sessionStorage.setItem(key, value)`,
    )
    await second.goto(page.url())
    for (const tab of [page, second]) await tab.getByRole('button', { name: /^Sửa ?: Nhiệm vụ 1$/ }).click()
    for (const tab of [page, second]) {
      await tab
        .getByLabel('Nội dung nhiệm vụ')
        .fill(tab === page ? 'Gửi bản đăng ký, theo người thứ nhất' : 'Gửi bản đăng ký, theo người thứ hai')
      await tab.getByLabel('Lý do sửa').fill('Đúng theo bản giấy')
    }
    const save = page.getByRole('button', { name: 'Lưu nhiệm vụ' })
    await save.click()
    // The words stand in the form too; only a form that is gone has been saved.
    await save.waitFor({ state: 'detached' })
    await page.getByText('Gửi bản đăng ký, theo người thứ nhất').waitFor()
    await second.getByRole('button', { name: 'Lưu nhiệm vụ' }).click()
    await second.getByText('Có người vừa sửa nội dung này').waitFor()
    await look(second, '28-hai-nguoi-sua')
    await second.getByRole('button', { name: 'Dùng bản của tôi' }).click()
    await second.getByRole('button', { name: 'Lưu nhiệm vụ' }).click()
    await second.getByText('Gửi bản đăng ký, theo người thứ hai').first().waitFor()
    await second.close()
    await page
      .getByRole('button', { name: /^Bỏ qua/ })
      .first()
      .click()
    await page.getByRole('dialog').getByLabel('Lý do').fill('Đã hỏi nơi soạn thảo')
    await look(page, '29-bo-qua')
    await page.getByRole('dialog').getByRole('button', { name: 'Bỏ qua' }).click()
    // The other officer has changed the plan: that is said first, and the newest is read behind the question.
    await page.getByRole('dialog').getByRole('alert').getByText('Có người vừa sửa nội dung này').waitFor()
    await page.getByRole('dialog').getByRole('button', { name: 'Bỏ qua' }).click()
    await page.getByText('Đã bỏ qua').waitFor()
    await page
      .getByRole('button', { name: /^Áp dụng đề nghị/ })
      .first()
      .click()
    await page.getByText('“Trước ngày 31/5/2021”').first().waitFor()
    // The document is put right and sent again: what was decided about what is unchanged stays, and the rest is told.
    await page.getByText('Đọc lại tệp đã sửa').click()
    const corrected = text.replace('số 23/', 'số 22/').replace('Gửi bản đăng ký danh hiệu', 'Nộp bản đăng ký danh hiệu')
    await page.getByLabel('Chọn tệp trên máy').setInputFiles({ name: 'da-sua.txt', mimeType: 'text/plain', buffer: Buffer.from(corrected) })
    await page.getByText('Đã đọc lại từ tệp “da-sua.txt”').waitFor()
    await page.getByText('Giữ nguyên vì văn bản không đổi').click()
    await page.getByText('Nhiệm vụ 5, thời hạn: đã sửa thành “trước ngày 31/5/2021”').waitFor()
    await page.locator('.source-text', { hasText: 'Nộp bản đăng ký danh hiệu' }).waitFor()
    await look(page, '29b-doc-lai')
  })

  it("answers a unit that opens another unit's link, or a draft's, as if there were nothing", async () => {
    const { page } = clerk
    await page.getByRole('heading', { name: 'Kế hoạch', exact: true }).waitFor()
    await look(page, '30-ke-hoach-don-vi')
    await page.goto(`${portal.url}/viec/${planId}/1/${otherUnit()}`)
    await page.getByText('Không tìm thấy nội dung này.').waitFor()
    await look(page, '31-khong-tim-thay')
    for (const path of [
      `/ke-hoach/${planId}/theo-doi`,
      `/ke-hoach/${planId}/bang`,
      `/ke-hoach/${planId}/thu`,
      '/danh-ba',
      `/nhat-ky/plan/${planId}`,
    ]) {
      await page.goto(portal.url + path)
      await page.getByText('Không tìm thấy nội dung này.').waitFor()
    }
  })

  it('makes a private calendar address that a calendar program can read, and takes it back', async () => {
    const { page } = clerk
    await page.getByRole('link', { name: 'Lịch', exact: true }).click()
    await page.getByText('Chưa có địa chỉ lịch.').first().waitFor()
    await look(page, '33-lich')
    await page.getByRole('button', { name: 'Tạo địa chỉ lịch' }).first().click()
    const address = await page.getByLabel('Địa chỉ lịch').inputValue()
    await look(page, '34-lich-moi')
    const read = async () => (await fetch(address)).status
    expect(await read()).toBe(200)
    await page.getByRole('button', { name: 'Thu hồi' }).click()
    await look(page, '35-lich-thu-hoi')
    await page.getByRole('dialog').getByRole('button', { name: 'Thu hồi' }).click()
    await page.getByText('Đã thu hồi.').waitFor()
    expect(await read()).toBe(404)
  })

  it('shows a unit its mails, its addresses and its people, and hands a role over', async () => {
    const { page } = clerk
    await page.getByRole('link', { name: 'Thư đến' }).click()
    await page.getByRole('heading', { name: 'Chưa xác nhận (1)' }).waitFor()
    await look(page, '36-thu-don-vi')
    await page.getByRole('button', { name: /^Xác nhận đã nhận/ }).click()
    await page.getByText('Mọi thư đã được xác nhận.').waitFor()
    await page.getByRole('link', { name: 'Đơn vị', exact: true }).click()
    await page.getByRole('button', { name: 'Sửa địa chỉ' }).click()
    await page.getByLabel('Địa chỉ thứ hai').fill('pho-phong@thidua.test')
    await look(page, '37-don-vi-sua')
    await page.getByRole('button', { name: 'Lưu địa chỉ' }).click()
    await page.getByText('Thư từ bây giờ gửi đến địa chỉ mới.').waitFor()
    await page.getByRole('button', { name: /^Bàn giao/ }).click()
    await page.getByLabel('Họ và tên người nhận').fill('Lê Thị Nhận')
    await page.getByLabel('Thư điện tử công vụ của người nhận').fill('le-thi-nhan@thidua.test')
    await look(page, '38-ban-giao')
    await page.getByRole('dialog').getByRole('button', { name: 'Bàn giao' }).click()
    await page.getByText(/^Đã ghi việc bàn giao cho Lê Thị Nhận/).waitFor()
    await look(page, '39-don-vi')
  })

  it('links a plan to one above that entered the system later', async () => {
    const { page } = officer
    const later = { fileName: 'ke-hoach-sau.txt', bytes: Buffer.from(planText.replace('21/KH-SGDĐT', '22/KH-SGDĐT')) }
    const email = emailOf(portal.directory, 'officer', 'so')
    await issueDocument(portal.machine.world, { ...later, officer: email, confirm: 'Đã xem' })
    await page.goto(`${portal.url}/ke-hoach/${planId}`)
    await page.getByRole('button', { name: 'Gắn với kế hoạch cấp trên' }).click()
    await page.getByLabel('Căn cứ', { exact: true }).fill('Theo kế hoạch chung của ngành')
    await look(page, '42-gan-ke-hoach')
    await page.getByRole('button', { name: 'Gắn kế hoạch', exact: true }).click()
    await page.getByRole('link', { name: /22\/KH-SGDĐT/ }).waitFor()
  })

  it('keeps what is typed when the line is cut, and sends it when it is back', async () => {
    const { page } = clerk
    await page.goto(`${portal.url}/viec/${planId}/1/${ownUnit()}`)
    await page.getByLabel('Họ tên hoặc tên tập thể, Dòng 1').fill('Lê Văn Thử')
    await page.getByLabel('Danh hiệu, hình thức khen thưởng, Dòng 1').fill('Chiến sĩ thi đua cơ sở')
    await page.context().setOffline(true)
    await page.getByRole('button', { name: 'Lưu nháp' }).click()
    await page.getByRole('alert').getByText('Máy đang mất kết nối mạng').waitFor()
    await look(page, '32-mat-mang')
    await page.context().setOffline(false)
    await page.getByRole('button', { name: 'Lưu nháp' }).click()
    await page.getByText('Đã lưu nháp.').waitFor()
    expect(await page.getByLabel('Họ tên hoặc tên tập thể, Dòng 1').inputValue()).toBe('Lê Văn Thử')
  })

  it('goes from the list of work to the receipt by keyboard alone', async () => {
    const { page } = clerk
    await page.getByRole('link', { name: 'Việc của đơn vị' }).first().focus()
    await page.keyboard.press('Enter')
    await page
      .getByRole('link', { name: /^Soạn tiếp đăng ký/ })
      .first()
      .waitFor()
    await press(page, 'Tab', /Soạn tiếp đăng ký/)
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Danh sách đăng ký' }).waitFor()
    await press(page, 'Tab', /^Thêm một dòng$/)
    await page.keyboard.press('Enter')
    await page.keyboard.type('Đỗ Thị Phím')
    await press(page, 'Tab', /^Chọn tệp trên máy$/)
    const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.keyboard.press('Enter')])
    await chooser.setFiles({ name: 'Biên bản họp.pdf', mimeType: 'application/pdf', buffer: await pdfOf('Biên bản') })
    await page.getByText('Đã nhận', { exact: true }).waitFor()
    await press(page, 'Tab', /^Nộp$/)
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Giấy biên nhận' }).waitFor()
    for (const given of ['Đỗ Thị Phím', 'Biên bản họp.pdf']) await page.getByText(given).first().waitFor()
  })
})

/** What the thing in focus is called: by its label, or by its own text. */
const FOCUSED = `(({ activeElement: it, body }) => (it === body ? '' : (it.labels?.[0] ?? it).textContent.trim()))(document)`

/** Presses a key until the focus is on something that reads like this. */
async function press(page: Person['page'], key: string, name: RegExp): Promise<void> {
  const TIMES_MAX = 60
  for (let times = 0; times < TIMES_MAX; times += 1) {
    await page.keyboard.press(key)
    if (name.test(String(await page.evaluate(FOCUSED)))) return
  }
  throw new Error(`the focus never came to ${name}`)
}
