/** `aws-ses-v2-local` on a free port: a server that speaks SES and shows what it was given. */
import { createRequire } from 'node:module'
import type { AddressInfo } from 'node:net'

// A CommonJS package with a default export: the test runner and Node unwrap it differently, `require` does not.
const { default: startServer } = createRequire(import.meta.url)('aws-ses-v2-local') as typeof import('aws-ses-v2-local')

/** A mail as the server parsed it with `mailparser`. */
export interface ReceivedMail {
  readonly messageId: string
  readonly from: string
  readonly to: readonly string[]
  readonly cc: readonly string[]
  readonly bcc: readonly string[]
  readonly subject: string
  readonly text: string
  readonly html: string
  readonly attachments: readonly { readonly filename?: string; readonly contentType: string; readonly text: string }[]
}

export interface SesServer {
  readonly endpoint: string
  received(): Promise<readonly ReceivedMail[]>
  stop(): Promise<void>
}

interface StoredMail {
  readonly messageId: string
  readonly from: string
  readonly destination: Pick<ReceivedMail, 'to' | 'cc' | 'bcc'>
  readonly subject: string
  readonly body: { readonly text?: string; readonly html?: string }
  readonly attachments: readonly { readonly filename?: string; readonly contentType: string; readonly content: string }[]
}

export async function startSes(): Promise<SesServer> {
  const server = await startServer({ host: '127.0.0.1', port: 0 })
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    endpoint,
    async received() {
      const { emails } = (await (await fetch(`${endpoint}/store`)).json()) as { emails: StoredMail[] }
      return emails.map(receivedMail)
    },
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}

function receivedMail({ messageId, from, destination, subject, body, attachments }: StoredMail): ReceivedMail {
  const { text = '', html = '' } = body
  const decoded = attachments.map(({ filename, contentType, content }) => ({
    filename,
    contentType,
    text: Buffer.from(content, 'base64').toString(),
  }))
  return { messageId, from, ...destination, subject, text, html, attachments: decoded }
}
