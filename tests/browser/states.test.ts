/** Each page when the line is slow or dead, when the session has run out, and when there is nothing there. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { issueDocument } from '../../cli/issue.ts'
import { emailOf } from './support/directory.ts'
import { cutAnswers, holdAnswers } from './support/line.ts'
import { look } from './support/look.ts'
import { type Person, signIn, sitDown } from './support/person.ts'
import { openPortal, type PortalUnderTest } from './support/portal.ts'

const planText = readFileSync(join(import.meta.dirname, '../../cli/sample/ke-hoach-mau.txt'), 'utf8')
const START_MS = 90_000

let portal: PortalUnderTest
let officer: Person
let clerk: Person
let planId: string
let work: string

beforeAll(async () => {
  portal = await openPortal()
  const email = emailOf(portal.directory, 'officer', 'so')
  const document = { fileName: 'ke-hoach.txt', bytes: Buffer.from(planText) }
  ;({ planId } = await issueDocument(portal.machine.world, { ...document, officer: email, confirm: 'Đã xem' }))
  const clerkEmail = emailOf(portal.directory, 'clerk', 'pgd')
  work = `/viec/${planId}/1/${portal.directory.personByEmail(clerkEmail)?.roles[0]?.unit}`
  officer = await sitDown(portal)
  clerk = await sitDown(portal)
  await signIn(officer, portal, email, '/ke-hoach')
  await signIn(clerk, portal, clerkEmail, '/viec')
}, START_MS)

afterAll(async () => {
  expect([...officer.faults, ...clerk.faults]).toEqual([])
  await portal.close()
})

describe('a page', { timeout: START_MS }, () => {
  it('says that it is loading while the line is slow, and then is there', async () => {
    for (const { person, path, ready } of [
      { person: clerk, path: '/viec', ready: 'Cần làm' },
      { person: clerk, path: work, ready: 'Danh sách đăng ký' },
      { person: officer, path: '/ke-hoach', ready: 'Kế hoạch' },
      { person: officer, path: `/ke-hoach/${planId}/theo-doi`, ready: 'Theo dõi' },
      { person: officer, path: `/ke-hoach/${planId}/bang`, ready: 'Bảng đơn vị và nhiệm vụ' },
    ]) {
      const { page } = person
      const letGo = await holdAnswers(page)
      await page.goto(portal.url + path)
      await page.getByRole('status').getByText('Đang tải').first().waitFor()
      await look(page, `40-cham${path.replaceAll('/', '-').slice(0, 10)}`)
      await letGo()
      await page.getByRole('heading', { name: ready }).first().waitFor()
      await page.getByText('Đang tải').waitFor({ state: 'detached' })
    }
  })

  it('says that nobody answered, and tries again when asked', async () => {
    const { page } = clerk
    const mend = await cutAnswers(page)
    await page.goto(`${portal.url}/viec`)
    await page.getByRole('alert').getByText('Không kết nối được').waitFor()
    await look(page, '41-khong-tra-loi')
    await mend()
    await page.getByRole('button', { name: 'Thử lại' }).click()
    await page.getByRole('heading', { name: 'Cần làm' }).waitFor()
  })

  it('asks to sign in again when the session has run out, and keeps what was typed', async () => {
    const { page } = clerk
    await page.goto(portal.url + work)
    await page.getByLabel('Họ tên hoặc tên tập thể, Dòng 1').fill('Phan Thị Giữ')
    await page.evaluate(
      `for (const key of Object.keys(sessionStorage)) if (key.startsWith('oidc.user')) {
        const { refresh_token, ...user } = JSON.parse(sessionStorage.getItem(key))
        sessionStorage.setItem(key, JSON.stringify({ ...user, id_token: user.id_token.slice(0, -8) + 'AAAAAAAA' }))
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

  it('shows the documentation of the API to whoever asks, under the same policy', async () => {
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
