/** A slow line that breaks in the middle of a file and comes back. */
import { look } from './look.ts'
import type { Person } from './person.ts'

interface GivenFile {
  readonly name: string
  readonly mimeType: string
  readonly buffer: Buffer
}

/** Bytes a second upwards: slow enough to see how far it is. */
const SLOW = 2 * 1024 * 1024

/**
 * Chooses a long file, does something else while it is on its way, cuts the line half-way, and waits until it is in the dossier. Answers
 * with the numbers of the parts as they were sent.
 */
export async function cutHalfWay({ page }: Person, file: GivenFile, meanwhile: () => Promise<void>): Promise<readonly string[]> {
  const sent: string[] = []
  page.on('request', (request) => {
    const part = request.method() === 'PUT' ? new URL(request.url()).searchParams.get('partNumber') : null
    if (part !== null) sent.push(part)
  })
  const line = await page.context().newCDPSession(page)
  const conditions = (offline: boolean, uploadThroughput: number) =>
    line.send('Network.emulateNetworkConditions', { offline, latency: 0, downloadThroughput: -1, uploadThroughput })
  await conditions(false, SLOW)
  await page.getByLabel('Chọn tệp trên máy').setInputFiles(file)
  await page.getByText(/^Đang gửi: \d+%$/).waitFor()
  await meanwhile()
  await page.getByText(/^Đang gửi: (5[5-9]|[67]\d)%$/).waitFor()
  await conditions(true, SLOW)
  await page.getByText(/^Đường truyền bị ngắt/).waitFor()
  await look(page, '11-dut-mang')
  await conditions(false, -1)
  await page.getByRole('listitem').filter({ hasText: file.name }).getByText('Đã nhận', { exact: true }).waitFor()
  await line.detach()
  return sent
}
