/** A unit's pages: what one does on them, also when the line is cut, and by keyboard alone. */
import type { Locator, Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { expectOk, peopleAt } from '../../../cli/demo/client.ts'
import { SYSTEM } from '../../../events/event.ts'
import type { UnitId } from '../../../shared/directory/model.ts'
import { command } from '../../../shared/log/command.ts'
import { noticeAggregate, type QueuedNotice } from '../../../shared/notice/notice.ts'
import { pdfOf } from '../../local-cloud/product/support/files.ts'
import { emailOf } from '../support/directory.ts'
import { holdAnswers, holdUploads } from '../support/line.ts'
import { look } from '../support/look.ts'
import { type Person, signIn, sitDown } from '../support/person.ts'
import { onStage } from './stage.ts'

const START_MS = 90_000
/** Well before the clock of a page moves on by itself. */
const AT_ONCE_MS = 5_000

export function clerkPages(): void {
  describe('a unit', { timeout: START_MS }, () => {
    it("answers a unit that opens another unit's link, or a draft's, as if there were nothing", async () => {
      const { portal, clerk, planId, otherUnit } = onStage()
      const { page } = clerk
      await page.goto(`${portal.url}/viec/${planId}/1/${otherUnit}`)
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
      const { clerk } = onStage()
      const { page } = clerk
      await page.getByRole('link', { name: 'Lịch', exact: true }).click()
      await page.getByText('Chưa có địa chỉ lịch.').first().waitFor()
      await pressTwice(page.getByRole('button', { name: 'Tạo địa chỉ lịch' }).first())
      // Only the secret of the last one made opens it: the address that is shown is the one that was made.
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

    it('shows a unit its mails, its addresses and its people, hands a role over, and takes that back', async () => {
      const { clerk } = onStage()
      const { page } = clerk
      await page.getByRole('link', { name: 'Thư đến' }).click()
      await page.getByRole('heading', { name: 'Chưa xác nhận (1)' }).waitFor()
      await look(page, '36-thu-don-vi')
      await page.getByRole('button', { name: /^Xác nhận đã nhận/ }).click()
      await page.getByText('Mọi thư đã được xác nhận.').waitFor()
      await page.getByRole('link', { name: 'Đơn vị', exact: true }).click()
      await page.getByRole('button', { name: 'Sửa địa chỉ' }).press('Enter')
      await page.getByLabel('Địa chỉ thứ nhất').and(page.locator(':focus')).waitFor()
      await page.getByLabel('Địa chỉ thứ hai').fill('pho-phong@thidua.test')
      await look(page, '37-don-vi-sua')
      await page.getByRole('button', { name: 'Lưu địa chỉ' }).click()
      await page.getByText('Thư từ bây giờ gửi đến địa chỉ mới.').waitFor()
      await page.getByRole('button', { name: 'Sửa địa chỉ' }).and(page.locator(':focus')).waitFor()
      await page.getByRole('button', { name: /^Bàn giao/ }).click()
      await page.getByLabel('Họ và tên người nhận').fill('Lê Thị Nhận')
      await page.getByLabel('Thư điện tử công vụ của người nhận').fill('le-thi-nhan@thidua.test')
      await look(page, '38-ban-giao')
      await page.getByRole('dialog').getByRole('button', { name: 'Bàn giao' }).click()
      await page.getByText(/^Đã ghi việc bàn giao cho Lê Thị Nhận/).waitFor()
      await look(page, '39-don-vi')
      await page.getByRole('button', { name: /^Hủy bàn giao/ }).click()
      await page.getByText(/không nhận vai trò từ .* nữa/).waitFor()
      await look(page, '39-huy-ban-giao')
      await page.getByRole('dialog').getByRole('button', { name: 'Hủy bàn giao' }).click()
      await page.getByText(/^Đã hủy việc bàn giao/).waitFor()
      // The role is as it was: it can be handed over, and there is nothing left to take back.
      await page.getByRole('button', { name: /^Bàn giao/ }).waitFor()
      expect(await page.getByRole('button', { name: /^Hủy bàn giao/ }).count()).toBe(0)
      await look(page, '39-don-vi-da-huy')
    })

    it('counts the days to the day that the mails name, and says when it is past and still taken', async () => {
      const { portal, clerk, planId, ownUnit } = onStage()
      const { page } = clerk
      // "Trước ngày 26/3/2021": the day before is aimed for, and the 26th is taken.
      for (const [day, words] of [
        ['22', 'Còn 3 ngày'],
        ['25', 'Hôm nay là ngày cuối'],
        ['26', 'Đã quá ngày nên gửi xong'],
      ] as const) {
        await sayTime(page, `2021-03-${day}T02:00:00.000Z`)
        await page.goto(`${portal.url}/viec/${planId}/3/${ownUnit}`)
        await page.getByText(words, { exact: true }).waitFor()
        await page.unroute('**/api/me')
      }
    })

    it('keeps what is typed when the line is cut, and sends it when it is back', async () => {
      const { portal, clerk, planId, ownUnit } = onStage()
      const { page } = clerk
      await page.goto(`${portal.url}/viec/${planId}/1/${ownUnit}`)
      // A phone's keyboard leaves a blank behind what it suggests.
      await page.getByLabel('Họ tên hoặc tên tập thể, Dòng 1').fill('Lê Văn  Thử ')
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

    it('says that the deadline has passed as soon as something is refused for it', async () => {
      const { portal, clerk, planId, ownUnit } = onStage()
      const { page } = clerk
      await page.goto(`${portal.url}/viec/${planId}/1/${ownUnit}`)
      await page.getByText(/^Còn \d+ ngày$/).waitFor()
      await page.getByLabel('Họ tên hoặc tên tập thể, Dòng 1').fill('Lê Văn Muộn')
      await sayTime(page, '2021-06-01T02:00:00.000Z')
      const refusal = { code: 'closed', facts: {}, message: 'Nhiệm vụ đã đóng.' }
      const draft = (url: URL) => url.pathname.endsWith('/draft')
      await page.route(draft, (route) => route.fulfill({ status: 409, json: refusal }))
      await page.getByRole('button', { name: 'Lưu nháp' }).click()
      await page.getByText('Nhiệm vụ đã đóng.').waitFor()
      await page.getByText('Đã hết hạn', { exact: true }).waitFor({ timeout: AT_ONCE_MS })
      expect(await page.getByLabel('Họ tên hoặc tên tập thể, Dòng 1').inputValue()).toBe('Lê Văn Muộn')
      await page.unroute('**/api/me')
      await page.unroute(draft)
      await page.getByLabel('Họ tên hoặc tên tập thể, Dòng 1').fill('Lê Văn Thử')
    })

    it("leads a unit's head from the mail about what is owed to where it is handed in", async () => {
      const { portal, planId, ownUnit } = onStage()
      const { machine, directory } = portal
      const owing = directory.people.find(({ roles }) => roles.some(({ unit, role }) => unit === ownUnit && role === 'head'))
      if (owing === undefined) throw new Error('the unit has no head')
      const noticeId = 'ntc_dondoc'
      const facts = { daysLeft: 1, unit: ownUnit, unitName: directory.unit(ownUnit as UnitId)?.name }
      const notice: QueuedNotice = {
        ...{
          noticeId,
          kind: 'escalation',
          planId,
          key: '3',
          recipient: owing.id,
          name: owing.name,
          address: owing.email,
          contact: 1,
          facts,
        },
      }
      const context = { at: machine.world.clock.now(), actor: SYSTEM, correlationId: 'test', causationId: 'test' }
      await command(machine.world.store, noticeAggregate, noticeId, { type: 'queue', notice }, context)
      const head = await sitDown(portal)
      const { page } = head
      await signIn(head, portal, owing.email, `/thong-bao/${noticeId}`)
      await page.getByRole('link', { name: 'Mở việc được giao' }).click()
      await page.waitForURL(`**/viec/${planId}/3/${ownUnit}`)
      await page.getByRole('heading', { level: 1, name: /^Gửi hồ sơ/ }).waitFor()
      // A page for an officer alone.
      await page.goto(`${portal.url}/ke-hoach/moi`)
      await page.getByText('Không tìm thấy nội dung này.').waitFor()
      expect(head.faults).toEqual([])
      await head.close()
    })

    it('offers whoever heads two units to change the role, where a link is about the other unit, and stays at the link', async () => {
      const { portal, planId } = onStage()
      const { directory } = portal
      const two = directory.people.find(
        ({ roles: [one, other] }) => one?.role === 'head' && other && directory.unit(one.unit)?.type === 'pgd',
      )
      const [{ unit } = { unit: '' }] = two?.roles ?? []
      const head = await sitDown(portal)
      const { page } = head
      await signIn(head, portal, two?.email ?? '')
      await page.getByLabel('Đang làm việc với vai trò').selectOption({ index: 1 })
      const link = `${portal.url}/viec/${planId}/3/${unit}`
      await page.goto(link)
      await page.getByText('Không tìm thấy nội dung này.').waitFor()
      await look(page, '31-vai-tro-khac')
      const role = `Thủ trưởng, ${directory.unit(unit as UnitId)?.name}`
      await page.getByRole('button', { name: `Mở trang này với vai trò ${role}` }).click()
      await page.getByRole('heading', { level: 1, name: /^Gửi hồ sơ/ }).waitFor()
      expect(page.url()).toBe(link)
      expect(head.faults).toEqual([])
      await head.close()
    })

    it("keeps what is typed while a draft is being saved, and takes what was sent for nobody else's", async () => {
      const { portal, clerk, planId, ownUnit } = onStage()
      const { page } = clerk
      await page.goto(`${portal.url}/viec/${planId}/1/${ownUnit}`)
      const name = page.getByLabel('Họ tên hoặc tên tập thể, Dòng 1')
      await name.fill('Lê Văn')
      await page.getByRole('button', { name: 'Thêm một dòng' }).click()
      await page.getByLabel('Danh hiệu, hình thức khen thưởng, Dòng 2').fill('')
      const saving = await holdAnswers(page, 'PUT')
      const reading = await holdAnswers(page, 'GET')
      await page.getByRole('button', { name: 'Lưu nháp' }).click()
      await page.getByText('Đang gửi…').waitFor()
      await name.fill('Lê Văn Thử')
      const saved = page.waitForResponse((response) => response.request().method() === 'PUT')
      const asked = page.waitForRequest((request) => request.method() === 'GET')
      await saving.mend()
      await saved
      await asked
      // What is stored now is known, and the page is still being read anew.
      expect(await page.getByText('Có người vừa sửa nội dung này').count()).toBe(0)
      expect(await name.inputValue()).toBe('Lê Văn Thử')
      await reading.mend()
      await page.getByRole('button', { name: 'Lưu nháp' }).and(page.locator(':enabled')).click()
      await page.getByText('Đã lưu nháp.').waitFor()
      await page.reload()
      await expect.poll(() => name.inputValue()).toBe('Lê Văn Thử')
    })

    it('clicks what is pressed, also where leaving a field brings a remark', async () => {
      const { clerk } = onStage()
      const { page } = clerk
      const award = page.getByLabel('Danh hiệu, hình thức khen thưởng, Dòng 1')
      const known = await award.inputValue()
      await award.fill('Danh hiệu chưa ai biết')
      await page.getByRole('button', { name: 'Thêm một dòng' }).click()
      await page.getByLabel('Họ tên hoặc tên tập thể, Dòng 2').waitFor()
      await page
        .getByText(/“Danh hiệu chưa ai biết” không có trong danh mục/)
        .first()
        .waitFor()
      await award.fill(known)
      await page.getByRole('button', { name: /^Bỏ dòng ?: Dòng 2$/ }).click()
      await page.getByText('Có nội dung chưa lưu').waitFor({ state: 'hidden' })
    })

    it("looks a list over as of the system's day, whatever day the computer believes it is", async () => {
      const { portal, planId } = onStage()
      const other = await sitDown(portal)
      const email = emailOf(portal.directory, 'clerk', 'pgd', 3)
      const unit = portal.directory.personByEmail(email)?.roles[0]?.unit
      await signIn(other, portal, email, `/viec/${planId}/1/${unit}`)
      const rows = ['LĐTT', 'LĐTT', 'LĐTT', 'CSTĐCS', 'CSTĐCS', 'CSTĐCS'].map((award, at) => `Người ${at}\tGiáo viên\t${award}`)
      await other.page.getByLabel('Họ tên hoặc tên tập thể, Dòng 1').focus()
      await other.page.evaluate(pasting(rows.join('\n')))
      // In force in 2021, and no more when the year of the computer came.
      await other.page
        .getByText(/khoản 3 Điều 9 Nghị định 91\/2017\/NĐ-CP/)
        .first()
        .waitFor({ state: 'attached' })
      await other.close()
    })

    it('goes from the list of work to the receipt by keyboard alone', async () => {
      const { clerk } = onStage()
      const { page } = clerk
      await page.bringToFront()
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
      // Asked for before the key is pressed: it takes the browser a moment to hand over its choice of files.
      const chosen = page.waitForEvent('filechooser')
      await press(page, 'Tab', /^Chọn tệp trên máy$/)
      await page.keyboard.press('Enter')
      const chooser = await chosen
      await chooser.setFiles({ name: 'Biên bản họp.pdf', mimeType: 'application/pdf', buffer: await pdfOf('Biên bản') })
      await page.getByText('Đã nhận', { exact: true }).waitFor()
      // Sent as something else, and put right where it lies: by the first letters of its kind.
      await page.getByLabel('Loại giấy tờ: Biên bản họp.pdf').focus()
      await page.keyboard.type('Bi')
      await page.getByText('Đã đổi loại giấy tờ.').waitFor()
      await press(page, 'Tab', /^Nộp$/)
      await page.keyboard.press('Enter')
      await page.getByRole('heading', { name: 'Giấy biên nhận' }).waitFor()
      for (const given of ['Đỗ Thị Phím', 'Biên bản họp.pdf', 'Biên bản họp xét']) await page.getByText(given).first().waitFor()
    })

    it('sends two files at a time, says of the third that it waits its turn, and which papers are not there yet', async () => {
      const { portal, clerk, planId, ownUnit } = onStage()
      const { page } = clerk
      await page.goto(`${portal.url}/viec/${planId}/6/${ownUnit}`)
      const part = (name: string) => page.locator('dl > div').filter({ hasText: name })
      await part('Báo cáo thành tích').getByText('chưa có').waitFor()
      const names = ['Một.pdf', 'Hai.pdf', 'Ba.pdf']
      const files = await Promise.all(names.map(async (name) => ({ name, mimeType: 'application/pdf', buffer: await pdfOf(name) })))
      const line = await holdUploads(page, portal.url)
      await page.getByLabel('Chọn tệp trên máy').setInputFiles(files)
      await page.getByText('Đang chờ đến lượt gửi…').waitFor()
      await line.held(2)
      expect(await page.getByText('Đang chờ đến lượt gửi…').count()).toBe(1)
      await line.letGo()
      for (const name of names) await page.getByRole('listitem').filter({ hasText: name }).getByText('Đã nhận', { exact: true }).waitFor()
      expect(line.most()).toBe(2)
      await part('Báo cáo thành tích').getByText('đã có 3 tệp').waitFor()
      await part('Biên bản họp xét').getByText('chưa có').waitFor()
      await look(page, '45-thanh-phan-ho-so')
      const question = page.getByRole('dialog')
      const remove = (name: string) => page.getByRole('button', { name: new RegExp(`^Bỏ tệp ?: ${name}$`) })
      await page.route('**/uploads/*', (route) => route.fulfill({ status: 500, body: '{}' }))
      await remove('Một.pdf').click()
      await question.getByRole('button', { name: 'Bỏ tệp' }).click()
      await question.getByText('Hệ thống gặp lỗi').waitFor()
      await question.getByRole('button', { name: 'Quay lại' }).click()
      // Of another file nothing has gone wrong.
      await remove('Hai.pdf').click()
      expect(await question.getByRole('alert').count()).toBe(0)
      await page.unroute('**/uploads/*')
      await question.getByRole('button', { name: 'Bỏ tệp' }).click()
      await remove('Hai.pdf').waitFor({ state: 'detached' })
      await part('Báo cáo thành tích').getByText('đã có 2 tệp').waitFor()
    })

    it('asks to sign in again when the session has run out, and keeps what was typed', async () => {
      const { portal, clerk, planId, ownUnit } = onStage()
      const { page } = clerk
      await page.goto(`${portal.url}/viec/${planId}/9/${ownUnit}`)
      await page.getByLabel('Họ tên hoặc tên tập thể, Dòng 1').fill('Phan Thị Giữ')
      await page.evaluate(
        `for (const key of Object.keys(sessionStorage)) if (key.startsWith('oidc.user')) {
        const { refresh_token, ...user } = JSON.parse(sessionStorage.getItem(key))
        sessionStorage.setItem(key, JSON.stringify(user))
        sessionStorage.setItem('id-token', user.id_token.slice(0, -8) + 'AAAAAAAA')
      }`,
      )
      await page.getByRole('button', { name: 'Lưu nháp' }).click()
      await page.getByText('Phiên làm việc đã hết').waitFor()
      await look(page, '42-het-phien')
      await page.getByRole('button', { name: 'Đăng nhập bằng thư điện tử công vụ' }).click()
      // The provider still knows the person, so that no second code is asked for.
      await page.getByRole('heading', { name: 'Danh sách đăng ký' }).waitFor()
      expect(await page.getByLabel('Họ tên hoặc tên tập thể, Dòng 1').inputValue()).toBe('Phan Thị Giữ')
      await page.getByText('Có nội dung chưa lưu').waitFor()
    })

    it('says what was typed and is not in what somebody else of the unit has handed in meanwhile', async () => {
      const { portal, clerk, planId, ownUnit } = onStage()
      const { page } = clerk
      const people = peopleAt(portal.machine.cloud)
      const path = `/api/plans/${planId}/tasks/9/units/${ownUnit}`
      const email = emailOf(portal.directory, 'clerk', 'pgd', 1)
      const nominees = [{ name: 'Vũ Thị Nộp', position: '', award: 'Lao động tiên tiến', kind: 'individual' }]
      expectOk(await people.send(email, 'PUT', `${path}/draft`, { nominees, note: '' }, `clerk@${ownUnit}`), 'draft')
      expectOk(await people.send(email, 'POST', `${path}/submit`, undefined, `clerk@${ownUnit}`), 'submit')
      await page.reload()
      await page.getByRole('heading', { name: 'Giấy biên nhận' }).waitFor()
      await page.getByText('Hồ sơ đã được nộp trong lúc Ông/Bà đang soạn').waitFor()
      await page.getByText('Phan Thị Giữ').waitFor()
      await look(page, '42-go-chua-nop')
    })
  })
}

/** As long as the route stands, the server says that it is this time. `now`: ISO 8601, UTC. */
async function sayTime(page: Page, now: string): Promise<void> {
  await page.route('**/api/me', async (route) => {
    const response = await route.fetch()
    await route.fulfill({ response, json: { ...(await response.json()), now } })
  })
}

/** Before the page can say that it may not be pressed any more, as on a busy computer. */
function pressTwice(button: Locator): Promise<void> {
  return button.evaluate((element: { click(): void }) => {
    element.click()
    element.click()
  })
}

/** As if it had been copied from a spreadsheet, into the field one is in. */
const pasting = (text: string) => `{
  const clipboardData = new DataTransfer()
  clipboardData.setData('text/plain', ${JSON.stringify(text)})
  document.activeElement.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
}`

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
