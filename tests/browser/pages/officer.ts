/** The officer's pages: what one does on them. How they look when they are just there is the walk's. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { expectOk, peopleAt } from '../../../cli/demo/client.ts'
import { issueDocument } from '../../../cli/issue.ts'
import { SYSTEM } from '../../../events/event.ts'
import type { UnitId } from '../../../shared/directory/model.ts'
import { command } from '../../../shared/log/command.ts'
import { findingAggregate } from '../../../shared/plan/raise-finding.ts'
import { emailOf } from '../support/directory.ts'
import { holdAnswers } from '../support/line.ts'
import { glance, inForcedColours, look } from '../support/look.ts'
import { anotherTab, type Person, signIn, sitDown } from '../support/person.ts'
import type { PortalUnderTest } from '../support/portal.ts'
import { onStage, planText } from './stage.ts'

const START_MS = 90_000

export function officerPages(): void {
  describe('an officer', { timeout: START_MS }, () => {
    it('shows an officer the issued plan, the matrix and every mail', async () => {
      const { portal, officer, planId } = onStage()
      const { page } = officer
      await page.goto(`${portal.url}/ke-hoach/${planId}`)
      await page.getByRole('heading', { name: /^Nhiệm vụ \(/ }).waitFor()
      await page.getByRole('link', { name: 'Bảng đơn vị' }).click()
      await page.getByRole('table').getByRole('rowheader').first().waitFor()
      await page.getByLabel('Tìm đơn vị').fill('dong da')
      await page.getByText(/^1 trong \d+ đơn vị$/).waitFor()
      await page.getByRole('link', { name: 'Thư', exact: true }).click()
      await page
        .getByRole('button', { name: /^Gửi lại/ })
        .first()
        .click()
      await page.getByRole('dialog').getByRole('button', { name: 'Gửi lại' }).click()
      await page.getByText('Đã đưa thư vào hàng chờ gửi.').waitFor()
      await page.getByRole('button', { name: /^Nhắc \d+ nơi chưa xác nhận$/ }).click()
      await page.getByRole('dialog').getByRole('button', { name: 'Gửi lại' }).click()
      // The plan was issued today.
      await page.getByText('Những nơi này đều đã được gửi trong hôm nay').waitFor()
      await look(page, '22-thu')
    })

    it('names beside until when a task is taken the day to which its days are counted', async () => {
      const { page } = onStage().officer
      await page.getByRole('link', { name: 'Tiến độ' }).click()
      const row = page.getByRole('row').filter({ hasText: 'thứ Sáu, 05/02/2021, trước 24:00 (giờ Hà Nội)' })
      await row.getByText('Nên gửi xong trong: thứ Năm, 04/02/2021').waitFor()
      await look(page, '06-ngay-nen-gui')
    })

    it('exports the progress as a file', async () => {
      const { officer } = onStage()
      const { page } = officer
      await page.getByRole('link', { name: 'Tiến độ' }).click()
      await settleFinding()
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
      await inForcedColours(page, '40-nhac-ngay')
      await page.getByRole('dialog').getByRole('button', { name: 'Nhắc ngay' }).click()
      await page.getByText(/^Đã đưa \d+ thư nhắc vào hàng chờ gửi/).waitFor()
      await page.getByText('Các đơn vị chưa nộp đều đã được nhắc trong hôm nay.').waitFor()
      await look(page, '41-da-nhac')
      await page.goBack()
    })

    it('refuses the slower of two officers who give one unit more time, and shows what the other gave', async () => {
      const { portal, officer, planId } = onStage()
      const unit = portal.directory.personByEmail(emailOf(portal.directory, 'clerk', 'pgd', 3))?.roles[0]?.unit ?? ''
      const { page } = officer
      await page.goto(`${portal.url}/viec/${planId}/1/${unit}`)
      const { page: second } = await anotherTab(officer)
      await second.goto(page.url())
      for (const [tab, reason] of [
        [page, 'Trường nghỉ học vì bão'],
        [second, 'Phải bổ sung hồ sơ'],
      ] as const) {
        await tab.getByRole('button', { name: 'Gia hạn' }).click()
        await tab.getByRole('dialog').getByLabel('Lý do gia hạn').fill(reason)
      }
      // What the unit itself does meanwhile is in nobody's way.
      const draft = { nominees: [], note: 'Đang tập hợp hồ sơ' }
      expectOk(await clerkOf(portal, unit)('PUT', `/api/plans/${planId}/tasks/1/units/${unit}/draft`, draft), 'draft')
      const grant = (tab: Page) => tab.getByRole('dialog').getByRole('button', { name: 'Gia hạn' }).click()
      await grant(page)
      await page.getByRole('dialog').waitFor({ state: 'detached' })
      await grant(second)
      const question = second.getByRole('dialog')
      await question.getByText('Có người vừa sửa nội dung này').waitFor()
      await question.getByText('Trường nghỉ học vì bão').waitFor()
      expect(await question.getByLabel('Lý do gia hạn').inputValue()).toBe('Phải bổ sung hồ sơ')
      await look(second, '14-hai-nguoi-gia-han')
      // Granting again means it: the same day, and the reason that the unit is to read.
      await grant(second)
      await question.waitFor({ state: 'detached' })
      await second.getByText('Lý do: Phải bổ sung hồ sơ').waitFor()
      await second.close()
      await page.goto(`${portal.url}/ke-hoach/${planId}/theo-doi`)
    })

    it('amends an issued plan: the difference is seen, confirmed once, and told to those it touches', async () => {
      const { portal, officer, planId } = onStage()
      const { page } = officer
      await page.goto(`${portal.url}/ke-hoach/${planId}/dieu-chinh`)
      await page.getByRole('button', { name: 'Bắt đầu sửa' }).waitFor()
      await page.getByRole('button', { name: 'Bắt đầu sửa' }).click()
      // Whoever begins finds the rows open.
      const edit = page.getByText('Sửa nhiệm vụ, nơi nhận, cách đóng và nhắc hạn')
      await page
        .getByRole('button', { name: /^Sửa ?: Nhiệm vụ/ })
        .first()
        .click()
      await page.getByLabel('Ngày trong văn bản').fill('2021-05-20')
      // Whatever the browser's language, the page says which day it understood.
      await page.getByRole('status').getByText('thứ Năm, 20/5/2021', { exact: true }).waitFor()
      await page.getByLabel('Thời hạn như văn bản ghi').fill('Trước ngày 20/5/2021')
      await page.getByLabel('Lý do sửa').fill('Lùi thời hạn')
      await page.getByRole('button', { name: 'Lưu nhiệm vụ' }).click()
      await page.getByText('Trước ngày 20/5/2021').first().waitFor()
      await page.getByRole('heading', { name: 'Thay đổi (1)' }).waitFor()
      await page.getByRole('button', { name: 'Thêm nhiệm vụ' }).click()
      await page.getByLabel('Nội dung nhiệm vụ').fill('Gửi báo cáo sơ kết phong trào thi đua')
      await page.getByLabel(/^Đơn vị thực hiện/).fill('Các đơn vị trực thuộc Sở')
      await page.getByLabel('Thời hạn như văn bản ghi').fill('Trước 17h00 ngày 30/6/2021')
      await page.getByLabel('Ngày trong văn bản').fill('2021-06-30')
      await page.getByLabel('Đóng lúc').fill('17:00')
      await page.getByLabel('Lý do thêm').fill('Theo chỉ đạo mới')
      await look(page, '28a-them-nhiem-vu')
      await page.getByRole('button', { name: 'Thêm nhiệm vụ này' }).click()
      await page.getByRole('heading', { name: 'Thay đổi (2)' }).waitFor()
      await page.getByText('thứ Tư, 30/6/2021, trước 17:00 (giờ Hà Nội)').first().waitFor()
      await changePolicyTogether(officer)
      await page.getByRole('heading', { name: 'Thay đổi (2)' }).waitFor()
      await edit.click()
      // Of many units the list stands folded, and the form that confirms right below its count.
      await page.getByRole('heading', { name: /^Thư sẽ gửi \(\d\d+\)$/ }).waitFor()
      expect(await page.getByRole('table').filter({ hasText: 'Đối với đơn vị' }).isVisible()).toBe(false)
      await page.getByText('Xem từng đơn vị nhận thư').click()
      await page.getByRole('table').filter({ hasText: 'Đối với đơn vị' }).waitFor()
      await page.getByText('Xem từng đơn vị nhận thư').click()
      await look(page, '28-dieu-chinh')
      await page.getByLabel('Số văn bản điều chỉnh').fill('512/SGDĐT-VP')
      await page.getByLabel('Ngày văn bản').fill('2031-01-18')
      await page.getByText('Ngày văn bản này chưa đến.').waitFor()
      await page.getByLabel('Ngày văn bản').fill('2021-01-18')
      await page.getByText('Ngày văn bản này chưa đến.').waitFor({ state: 'detached' })
      await page.getByRole('button', { name: 'Xác nhận và gửi thư' }).click()
      await page.getByLabel('Lý do điều chỉnh').fill('Phù hợp lịch năm học')
      await page.getByRole('dialog').getByRole('button', { name: 'Xác nhận và gửi thư' }).click()
      await page.getByText(/^Lần 1: theo văn bản 512\/SGDĐT-VP/).waitFor()
      await look(page, '29-da-dieu-chinh')
      await expectTold(portal, planId)
    })

    it('finds what is asked for, from any page and by keyboard, and says what to do when there is nothing', async () => {
      const { portal, officer, planId, ownUnit } = onStage()
      const { page } = officer
      const box = page.getByRole('searchbox', { name: /^Tìm kế hoạch/ })
      const ask = async (words: string) => {
        await box.focus()
        await box.fill(words)
        await page.keyboard.press('Enter')
      }
      await ask('thpt')
      await page.getByRole('heading', { name: /^Đơn vị \(\d+\)$/ }).waitFor()
      await look(page, '50-tim-thay')
      // A name is looked for as it is written: the tasks with its words here and there come after.
      await ask('đống đa')
      await page
        .getByRole('link', { name: /quận Đống Đa$/ })
        .first()
        .waitFor()
      expect(await page.getByRole('main').getByRole('heading', { level: 2 }).first().textContent()).toMatch(/^Đơn vị/)
      await page.getByRole('heading', { name: /^Nhiệm vụ/ }).waitFor()
      const name = portal.directory.units.find(({ id }) => id === ownUnit)?.name ?? ''
      await ask(name.normalize('NFD').replace(/\p{M}/gu, ''))
      await page.getByRole('link', { name, exact: true }).first().focus()
      await page.keyboard.press('Enter')
      await page.getByRole('heading', { name, exact: true }).waitFor()
      await ask('x')
      await page.getByText('Xin gõ ít nhất hai chữ cái').waitFor()
      await glance(page, '51-tim-qua-ngan')
      await ask('khong co gi nhu the nay')
      await page.getByText('Không tìm thấy gì khớp').waitFor()
      await glance(page, '52-tim-khong-thay')
      await ask('21/KH')
      await page.locator(`main a[href="/ke-hoach/${planId}/theo-doi"]`).waitFor()
    })

    it('lets a system listen, shows its secret once, tries it, and ends it', async () => {
      const { portal, officer } = onStage()
      const { page } = officer
      let status = 200
      const server = createServer((_request, response) => response.writeHead(status).end())
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
      await page.goto(`${portal.url}/danh-ba`)
      await page.getByRole('link', { name: 'Hệ thống nhận tin' }).click()
      await page.getByRole('button', { name: 'Thêm hệ thống' }).click()
      await page.getByLabel('Địa chỉ nhận tin').fill('http://nhan.thidua.test/')
      await page.getByRole('dialog').getByRole('button', { name: 'Thêm hệ thống' }).click()
      await page.getByText('Địa chỉ nhận tin phải là một địa chỉ https.').waitFor()
      await page.getByLabel('Địa chỉ nhận tin').fill(`http://127.0.0.1:${(server.address() as AddressInfo).port}/nhan`)
      await page.getByRole('dialog').getByRole('button', { name: 'Thêm hệ thống' }).click()
      expect(await page.getByLabel('Mã bí mật').inputValue()).toMatch(/^whsec_/)
      await page.getByRole('button', { name: 'Gọi thử' }).click()
      await page.getByText(/^Gọi thử thành công/).waitFor()
      await look(page, '53-he-thong-nhan-tin')
      status = 503
      await page.getByRole('button', { name: 'Gọi thử' }).click()
      await page.getByText(/^Gọi thử không thành, .*: trả lời mã 503\.$/).waitFor()
      await page.reload()
      await page.getByRole('button', { name: 'Gọi lại' }).click()
      await look(page, '54-goi-lai')
      await page.getByRole('dialog').getByRole('button', { name: 'Gọi lại' }).click()
      expect(await page.getByLabel('Mã bí mật').count()).toBe(0)
      await page.getByRole('button', { name: 'Đóng', exact: true }).click()
      await page.getByRole('dialog').getByRole('button', { name: 'Đóng', exact: true }).click()
      await page.getByText('Chưa có hệ thống nào nhận tin.').waitFor()
      server.close()
    })

    it('checks an import row by row before anything is written', async () => {
      const { portal, officer } = onStage()
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
      const { portal, officer } = onStage()
      const { page } = officer
      await page.goto(`${portal.url}/ke-hoach/moi`)
      const text = planText.replaceAll('28/5/2021', '31/5/2020').replace('Số: 21/', 'Số: 22/').replace('số 21/', 'số 23/')
      await page.getByLabel('Chọn tệp trên máy').setInputFiles({ name: 'nhap.txt', mimeType: 'text/plain', buffer: Buffer.from(text) })
      await page.getByRole('heading', { name: /^Điểm cần xem lại \(còn/ }).waitFor()
      await look(page, '27-diem-can-xem')
      await inForcedColours(page, '27-diem-can-xem')
      await page.route('**/document', (route) => route.abort('connectionreset'))
      await page.getByRole('button', { name: 'nhap.txt' }).click()
      await page.getByRole('alert').getByText('Không kết nối được với hệ thống').waitFor()
      await page.unroute('**/document')
      await correctFromFinding(page)
      await addAndRemove(page)
      const { page: second } = await anotherTab(officer)
      await second.goto(page.url())
      for (const tab of [page, second]) await tab.getByRole('button', { name: /^Sửa ?: Nhiệm vụ 1$/ }).click()
      for (const tab of [page, second]) {
        await tab
          .getByLabel('Nội dung nhiệm vụ')
          .fill(tab === page ? 'Gửi bản đăng ký, theo người thứ nhất' : 'Gửi bản đăng ký, theo người thứ hai')
        await tab.getByLabel('Lý do sửa').fill('Đúng theo bản giấy')
      }
      const editIn = (tab: Page) => tab.getByRole('button', { name: /^Sửa ?: Nhiệm vụ 1$/ })
      await page.getByRole('button', { name: 'Lưu nhiệm vụ' }).click()
      // Only what can be opened again has been saved: the words stand in the form too.
      await editIn(page).waitFor()
      await page.getByText('Gửi bản đăng ký, theo người thứ nhất').waitFor()
      await second.getByRole('button', { name: 'Lưu nhiệm vụ' }).click()
      await second.getByText('Có người vừa sửa nội dung này').waitFor()
      await look(second, '28-hai-nguoi-sua')
      await second.getByRole('button', { name: 'Dùng bản của tôi' }).click()
      await second.getByRole('button', { name: 'Lưu nhiệm vụ' }).click()
      await editIn(second).waitFor()
      await second.getByText('Gửi bản đăng ký, theo người thứ hai').first().waitFor()
      for (const [button, field, words] of [
        ['Sửa thông tin chung', 'Địa danh', ['Thành phố Hà Nội', 'Thủ đô Hà Nội']],
        ['Sửa nơi nhận', 'Nơi nhận', ['Ban Giám đốc Sở', 'Các đơn vị trực thuộc Sở']],
      ] as const) {
        // The first officer goes on from what the other saved.
        await page.reload()
        for (const tab of [page, second]) await tab.getByRole('button', { name: button }).click()
        for (const [at, tab] of [page, second].entries()) {
          await tab.getByRole('textbox', { name: field, exact: true }).fill(words[at] ?? '')
          await tab.getByLabel('Lý do sửa').fill('Đúng theo bản giấy')
        }
        const saveIn = (tab: Page) => tab.getByRole('button', { name: 'Lưu', exact: true }).click()
        const savedIn = (tab: Page) => tab.getByRole('button', { name: button }).waitFor()
        await saveIn(page)
        await savedIn(page)
        await saveIn(second)
        await second.getByText('Bản đã lưu', { exact: true }).waitFor()
        await look(second, `28-hai-nguoi-sua-${field === 'Địa danh' ? 'chung' : 'noi-nhan'}`)
        await second.getByRole('button', { name: 'Dùng bản của tôi' }).click()
        await saveIn(second)
        await savedIn(second)
      }
      await second
        .getByText(/^\d+ đơn vị$/)
        .first()
        .click()
      await look(second, '28-noi-nhan')
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
      await page
        .getByLabel('Chọn tệp trên máy')
        .setInputFiles({ name: 'da-sua.txt', mimeType: 'text/plain', buffer: Buffer.from(corrected) })
      await page.getByText('Đã đọc lại từ tệp “da-sua.txt”').waitFor()
      await page.getByText('Giữ nguyên vì văn bản không đổi').click()
      await page.getByText('Nhiệm vụ 5, thời hạn: đã sửa thành “trước ngày 31/5/2021”').waitFor()
      await page.locator('.source-text', { hasText: 'Nộp bản đăng ký danh hiệu' }).waitFor()
      await look(page, '29b-doc-lai')
    })

    it('shows the documentation of the API to whoever asks, under the same policy', async () => {
      const { portal, officer } = onStage()
      const { page } = officer
      const answer = await page.goto(`${portal.url}/api/docs`)
      const policy = answer?.headers()['content-security-policy'] ?? ''
      expect(policy).toMatch(/default-src 'none'; script-src 'self'; style-src 'self';/)
      expect(policy).not.toMatch(/unsafe|[*]/)
      await page.getByRole('heading', { name: 'thidua API' }).waitFor()
      expect((await page.request.get(`${portal.url}/api/docs.json`)).headers()['content-type']).toContain('application/json')
      await page.goto(portal.url)
    })
  })
}

/** What brings a second plan into the system, and so comes last. */
export function laterPages(): void {
  describe('an officer, later', { timeout: START_MS }, () => {
    it('goes from one hand-in that waits to the next, until none waits', async () => {
      const { portal, officer, planId, ownUnit, otherUnit } = onStage()
      const { page } = officer
      await handInFor(portal, planId, otherUnit)
      await page.goto(`${portal.url}/ke-hoach/${planId}/theo-doi`)
      await page.getByText('2 bài chờ tiếp nhận', { exact: true }).waitFor()
      await page.goto(`${portal.url}/ke-hoach/${planId}/nhiem-vu/1`)
      await page.getByRole('link', { name: 'Xem lần lượt 2 bài chờ tiếp nhận' }).click()
      const names = [ownUnit, otherUnit].map((id) => portal.directory.unit(id as UnitId)?.name ?? '')
      for (const left of [1, 0]) {
        await page.getByRole('button', { name: 'Tiếp nhận' }).click()
        await page.getByRole('dialog').getByRole('button', { name: 'Tiếp nhận' }).click()
        await page.getByText('Đã tiếp nhận', { exact: true }).first().waitFor()
        const next = page.getByRole('link', { name: /^Bài tiếp theo: / })
        if (left === 0) break
        const name = (await next.textContent())?.replace('Bài tiếp theo: ', '')
        expect(names).toContain(name)
        await glance(page, '43-bai-tiep-theo')
        await next.click()
        await page.getByRole('heading', { level: 1, name, exact: true }).and(page.locator(':focus')).waitFor()
      }
      await page.getByText('Không còn bài nào chờ tiếp nhận ở nhiệm vụ này.').waitFor()
    })

    it('puts together what the units have registered, and gives it away as one list', async () => {
      const { portal, officer, planId } = onStage()
      const { page } = officer
      await page.goto(`${portal.url}/ke-hoach/${planId}/nhiem-vu/1`)
      await page.getByRole('heading', { name: 'Tổng hợp đăng ký' }).waitFor()
      await page.getByText(/^\d+ lượt đăng ký trong danh sách đã nộp của 2 đơn vị\.$/).waitFor()
      await page.getByRole('row', { name: 'Lao động tiên tiến 1 1 1' }).waitFor()
      await page.getByText('1 điều nên xem lại trong các danh sách').click()
      await page.getByRole('listitem').filter({ hasText: 'Xin sửa loại, hoặc ghi “Tập thể lao động tiên tiến”.' }).waitFor()
      await look(page, '44-tong-hop-dang-ky')
      const downloaded = page.waitForEvent('download')
      await page.getByRole('button', { name: 'Tải danh sách tổng hợp (Excel)' }).click()
      expect((await downloaded).suggestedFilename()).toBe('dang-ky-1.xlsx')
    })

    it('brings every file of a task into a folder, a folder a unit, and what is there already not again', async () => {
      const { portal, officer, ownUnit, planId } = onStage()
      const { page } = officer
      await page.goto(`${portal.url}/ke-hoach/${planId}/nhiem-vu/1`)
      const links: string[] = []
      page.on('request', (request) => void (request.url().endsWith('/link') && links.push(request.url())))
      // The browser's own question is asked outside the page; the folder it would give is one of the page's own here.
      await page.evaluate('window.showDirectoryPicker = () => navigator.storage.getDirectory()')
      for (const time of ['first', 'second']) {
        await page.getByRole('button', { name: 'Tải mọi tệp về một thư mục' }).click()
        await page.getByText(/^Đã tải 1 trên 1 tệp/).waitFor()
        await page.getByText('mã kiểm tra của từng tệp khớp với giấy biên nhận').waitFor()
        expect(links, time).toHaveLength(1)
      }
      await glance(page, '46-tai-moi-tep')
      const name = portal.directory.unit(ownUnit as UnitId)?.name ?? ''
      const found = await page.evaluate(
        `navigator.storage.getDirectory().then((root) => root.getDirectoryHandle(${JSON.stringify(name)})).then((unit) => Array.fromAsync(unit.keys()))`,
      )
      expect(found).toHaveLength(1)
    })

    it('shows a leader how the plan goes, and offers nothing that is its officer’s to do', async () => {
      const { portal, planId, otherUnit } = onStage()
      const leader = await sitDown(portal)
      const { page } = leader
      await signIn(leader, portal, emailOf(portal.directory, 'head', 'so'), `/ke-hoach/${planId}/nhiem-vu/3`)
      await page.getByRole('heading', { name: /^Chưa nộp/ }).waitFor()
      for (const name of [/^Gia hạn/, 'Nhắc ngay']) expect(await page.getByRole('button', { name }).count()).toBe(0)
      await page.goto(`${portal.url}/ke-hoach/${planId}/theo-doi`)
      await page.getByRole('link', { name: 'Bảng đơn vị' }).waitFor()
      expect(await page.getByRole('link', { name: 'Điều chỉnh' }).count()).toBe(0)
      await page.goto(`${portal.url}/viec/${planId}/1/${otherUnit}`)
      const above = page.getByRole('navigation', { name: 'Vị trí của trang' }).getByRole('link')
      await above.getByText('21/KH-SGDĐT').waitFor()
      expect(await above.first().textContent()).toBe('Kế hoạch')
      expect(leader.faults).toEqual([])
      await leader.close()
    })

    it('leads whoever nothing is asked of from the empty list of work to the plans', async () => {
      const { portal, planId } = onStage()
      const reader = await sitDown(portal)
      const { page } = reader
      await signIn(reader, portal, emailOf(portal.directory, 'reader', 'so'))
      await page.getByRole('link', { name: 'Xem các kế hoạch đã ban hành' }).click()
      await page
        .getByRole('link', { name: /^Xem kế hoạch/ })
        .first()
        .click()
      await page.waitForURL(`**/ke-hoach/${planId}`)
      await page.getByRole('heading', { name: /^Nhiệm vụ/ }).waitFor()
      expect(await page.getByRole('link', { name: 'Theo dõi' }).count()).toBe(0)
      expect(reader.faults).toEqual([])
      await reader.close()
    })

    it('links a plan to one above that entered the system later', async () => {
      const { portal, officer, planId } = onStage()
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

    it('stays on the page one has gone to while a document was being sent', async () => {
      const { portal, officer } = onStage()
      const { page } = officer
      await page.goto(`${portal.url}/ke-hoach/moi`)
      const line = await holdAnswers(page, 'POST')
      const text = planText.replaceAll('28/5/2021', '31/5/2020').replace('Số: 21/', 'Số: 24/')
      await page.getByLabel('Chọn tệp trên máy').setInputFiles({ name: 'gui.txt', mimeType: 'text/plain', buffer: Buffer.from(text) })
      await page.getByText('gui.txt').waitFor()
      await page.getByRole('navigation', { name: 'Các trang chính' }).getByRole('link', { name: 'Kế hoạch' }).click()
      await page.getByRole('listitem').first().waitFor()
      // Once it is there, all that the page shows is read anew.
      const reread = page.waitForResponse((response) => response.request().method() === 'GET' && response.url().endsWith('/api/plans'))
      await line.mend()
      await (await reread).finished()
      await page.evaluate('new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))')
      expect(new URL(page.url()).pathname).toBe('/ke-hoach')
    })

    it('keeps a correction that is being typed, also over a reload and when another officer issues the plan', async () => {
      const { officer } = onStage()
      const { page } = officer
      await page
        .getByRole('listitem')
        .filter({ hasText: '24/KH' })
        .or(page.getByRole('listitem').filter({ hasText: 'Đang đọc' }))
        .getByRole('link')
        .first()
        .click()
      await page.getByRole('button', { name: /^Sửa ?: Nhiệm vụ 1$/ }).click()
      const content = page.getByLabel('Nội dung nhiệm vụ')
      await content.fill('Gửi bản đăng ký, còn đang gõ')
      await page.reload()
      expect(await content.inputValue()).toBe('Gửi bản đăng ký, còn đang gõ')
      await page.getByLabel('Lý do sửa').fill('Đúng theo bản giấy')
      const line = await holdAnswers(page, 'PUT')
      await page.getByRole('button', { name: 'Lưu nhiệm vụ' }).click()
      await content.fill('Gửi bản đăng ký, gõ tiếp trong lúc gửi')
      await line.mend()
      await page.getByRole('button', { name: 'Lưu nhiệm vụ' }).and(page.locator(':enabled')).waitFor()
      expect(await content.inputValue()).toBe('Gửi bản đăng ký, gõ tiếp trong lúc gửi')
      const { page: other } = await anotherTab(officer)
      await other.goto(page.url())
      await other.getByRole('button', { name: /^Chấp nhận cả/ }).click()
      await other.getByRole('dialog').getByRole('textbox').fill('Đã xem')
      await other.getByRole('dialog').getByRole('button', { name: 'Chấp nhận' }).click()
      await other.getByRole('button', { name: 'Ban hành kế hoạch' }).and(other.locator(':enabled')).click()
      await other.getByRole('dialog').getByRole('button', { name: 'Ban hành kế hoạch' }).click()
      await other.waitForURL('**/theo-doi')
      await other.close()
      await page.getByRole('button', { name: 'Lưu nhiệm vụ' }).click()
      await page.getByText('Kế hoạch đã được ban hành trong lúc Ông/Bà đang sửa').waitFor()
      expect(await content.inputValue()).toBe('Gửi bản đăng ký, gõ tiếp trong lúc gửi')
      await look(page, '27-ban-hanh-khi-dang-sua')
      await page.getByRole('button', { name: 'Quay lại' }).click()
      await page.reload()
      await page.getByRole('heading', { name: /^Nhiệm vụ \(/ }).waitFor()
      expect(await content.count()).toBe(0)
    })

    it('says before a document is issued a second time that it has been, and leads to what was issued', async () => {
      const { portal, officer, planId } = onStage()
      const { page } = officer
      await page.goto(`${portal.url}/ke-hoach/moi`)
      const again = { name: 'gui-lai.txt', mimeType: 'text/plain', buffer: Buffer.from(planText) }
      await page.getByLabel('Chọn tệp trên máy').setInputFiles(again)
      await page.getByText('Kế hoạch số 21/KH-SGDĐT đã được ban hành (thứ Hai, 18/01/2021)').waitFor()
      await page.getByRole('button', { name: 'Ban hành kế hoạch' }).click()
      const question = page.getByRole('dialog')
      await question.getByText('Kế hoạch số 21/KH-SGDĐT đã được ban hành').waitFor()
      await look(page, '27-ban-hanh-lan-nua')
      await question.getByRole('link', { name: 'Mở kế hoạch đã ban hành' }).click()
      await page.waitForURL(`**/ke-hoach/${planId}`)
    })
  })
}

/** A mail that came back is said until its officer says what was done about it. */
async function settleFinding(): Promise<void> {
  const { portal, officer, planId, otherUnit } = onStage()
  const { page } = officer
  const finding = { findingId: `fnd_bounce_${otherUnit}`, code: 'mail-bounced', severity: 'confirm', about: otherUnit, facts: {} } as const
  const context = {
    at: new Date(portal.machine.cloud.clock.now()).toISOString(),
    actor: SYSTEM,
    correlationId: 'test',
    causationId: 'test',
  }
  await command(portal.machine.world.store, findingAggregate, planId, { type: 'raise-finding', finding }, context)
  await page.reload()
  await page.getByText('Việc phát sinh cần xem').waitFor()
  await page.getByRole('button', { name: /^Đã xử lý/ }).click()
  await page.getByRole('dialog').getByLabel('Đã xử lý thế nào').fill('Đã gọi điện, đơn vị báo địa chỉ mới')
  await glance(page, '40-viec-phat-sinh')
  await page.getByRole('dialog').getByRole('button', { name: 'Đã xử lý' }).click()
  await page.getByText('Việc phát sinh cần xem').waitFor({ state: 'detached' })
}

/** Another unit's clerk, at the API. */
async function handInFor(portal: PortalUnderTest, planId: string, unit: string): Promise<void> {
  const send = clerkOf(portal, unit)
  const path = `/api/plans/${planId}/tasks/1/units/${unit}`
  const nominees = [
    { name: 'Ngô Văn Kế', position: 'Giáo viên', award: 'Lao động tiên tiến', kind: 'individual' },
    { name: 'Tổ Toán', award: 'LĐTT', kind: 'collective' },
  ]
  expectOk(await send('PUT', `${path}/draft`, { nominees, note: '' }), 'draft')
  expectOk(await send('POST', `${path}/submit`), 'submit')
  await portal.machine.cloud.settle()
}

function clerkOf(portal: PortalUnderTest, unit: string) {
  const clerk = portal.directory.people.find(({ roles }) => roles.some((one) => one.unit === unit && one.role === 'clerk'))
  const people = peopleAt(portal.machine.cloud)
  return (method: 'PUT' | 'POST', path: string, body?: unknown) => people.send(clerk?.email ?? '', method, path, body, `clerk@${unit}`)
}

/** Two officers at the one line: whoever is slower sees what the other stored, loses nothing of their own, and saving again means it. */
async function changePolicyTogether(officer: Person): Promise<void> {
  const { page } = officer
  const { page: second } = await anotherTab(officer)
  await second.goto(page.url())
  await second.getByText('Sửa nhiệm vụ, nơi nhận, cách đóng và nhắc hạn').click()
  const days = (tab: Page) => tab.getByLabel(/^Nhắc trước/)
  const save = (tab: Page) => tab.getByRole('button', { name: 'Đổi cách đóng và nhắc hạn' }).click()
  await days(second).fill('5, 1')
  await days(page).fill('10, 2')
  await save(page)
  await page.getByText('; nhắc trước').waitFor()
  await save(second)
  await second.getByText('Có người vừa sửa nội dung này').waitFor()
  await second.getByText('Bản đã lưu').waitFor()
  expect(await days(second).inputValue()).toBe('5, 1')
  await look(second, '28-hai-nguoi-sua-cach-dong')
  await save(second)
  await second.getByText('Bản đã lưu').waitFor({ state: 'detached' })
  await second.close()
  // Nothing is typed here any more: what is stored now is shown.
  await page.reload()
  await page.getByText('Sửa nhiệm vụ, nơi nhận, cách đóng và nhắc hạn').click()
  expect(await days(page).inputValue()).toBe('5, 1')
  await days(page).fill('14, 7, 3, 1, 0')
  await save(page)
  await page.getByText('; nhắc trước').waitFor({ state: 'detached' })
}

/** From what is doubted to the row it is about, and back to where one was, without the mouse. */
async function correctFromFinding(page: Page): Promise<void> {
  await page
    .getByRole('button', { name: /^Sửa nhiệm vụ 5/ })
    .first()
    .press('Enter')
  await page.getByLabel('Nội dung nhiệm vụ').and(page.locator(':focus')).waitFor()
  await page.getByRole('button', { name: 'Quay lại' }).press('Enter')
  await page
    .getByRole('button', { name: /^Sửa ?: Nhiệm vụ 5$/ })
    .and(page.locator(':focus'))
    .waitFor()
}

/** A row the reading missed, and one it should not have made. */
async function addAndRemove(page: Page): Promise<void> {
  const tasks = Number(/\d+/.exec((await page.getByRole('heading', { name: /^Nhiệm vụ \(/ }).textContent()) ?? '')?.[0])
  await page.getByRole('button', { name: 'Thêm nhiệm vụ', exact: true }).click()
  await page.getByLabel('Nội dung nhiệm vụ').fill('Gửi báo cáo sơ kết học kỳ I')
  await page.getByLabel(/^Đơn vị thực hiện/).fill('Các đơn vị trực thuộc Sở')
  await page.getByLabel('Lý do thêm').fill('Văn bản có mà chưa đọc được')
  await page.getByRole('button', { name: 'Thêm nhiệm vụ này' }).click()
  await page.getByRole('heading', { name: `Nhiệm vụ (${tasks + 1})` }).waitFor()
  const added = page.getByRole('listitem').filter({ hasText: 'Gửi báo cáo sơ kết học kỳ I' })
  await added.getByRole('button', { name: /^Bỏ ?: / }).click()
  await page.getByRole('dialog').getByLabel('Lý do bỏ').fill('Đã có ở kế hoạch khác')
  await glance(page, '27a-bo-nhiem-vu')
  await page.getByRole('dialog').getByRole('button', { name: 'Bỏ nhiệm vụ này' }).click()
  await page.getByRole('heading', { name: `Nhiệm vụ (${tasks})` }).waitFor()
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
