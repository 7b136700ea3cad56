/**
 * The inbox page of aws-ses-v2-local in a thread of its own, because parsing mails would hold up the front door. Mails are put into its
 * store with their own id and time; sent through its HTTP API they would get the time of the last restart.
 */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { createRequire } from 'node:module'
import type { AddressInfo } from 'node:net'
import { parentPort, workerData } from 'node:worker_threads'
import inbox from 'aws-ses-v2-local'
import store from 'aws-ses-v2-local/dist/store.js'

interface AddressList {
  readonly text: string
}

interface ParsedMail {
  readonly subject?: string
  readonly text?: string
  readonly html?: string | false
  readonly from?: AddressList
  readonly replyTo?: AddressList
  readonly to?: AddressList | readonly AddressList[]
  readonly cc?: AddressList | readonly AddressList[]
  readonly attachments: readonly {
    readonly content: Buffer
    readonly contentType: string
    readonly filename?: string
    readonly size: number
  }[]
}

// The package brings no types; these are the few that are used.
const { simpleParser }: { simpleParser(raw: Buffer): Promise<ParsedMail> } = createRequire(import.meta.url)('mailparser')

/** The page loads every mail it knows; the journal keeps them all. */
const INBOX_MAILS_MAX = 5_000

export interface InboxMail {
  readonly seq: number
  readonly id: string
  /** Milliseconds since the epoch, machine clock. */
  readonly acceptedAt: number
  readonly recipients: readonly string[]
  readonly source: string
  readonly raw: Uint8Array
}

/** At each look at the page `asked` goes out, the mails it has not seen come in, then `all`; looks are answered in their order. */
export type InboxAnswer = { readonly port: number } | { readonly error: string } | { readonly asked: true }
export type InboxMessage = { readonly mail: InboxMail } | { readonly all: true }

function say(answer: InboxAnswer): void {
  parentPort?.postMessage(answer)
}

async function take(mail: InboxMail): Promise<void> {
  const raw = Buffer.from(mail.raw)
  const parsed = await simpleParser(raw).catch((): ParsedMail => ({ attachments: [], text: raw.toString('latin1') }))
  const { html, text } = parsed
  store.saveEmail({
    messageId: mail.id,
    from: parsed.from?.text ?? mail.source,
    replyTo: parsed.replyTo === undefined ? [] : [parsed.replyTo.text],
    destination: { to: texts(parsed.to, mail.recipients), cc: texts(parsed.cc, []), bcc: [] },
    subject: parsed.subject ?? '(no subject)',
    body: { text, html: html || undefined },
    attachments: parsed.attachments.map(({ content, contentType, filename, size }) => ({
      content: content.toString('base64'),
      contentType,
      filename,
      size,
    })),
    at: Math.floor(mail.acceptedAt / 1000),
  })
  const { emails } = store.getStoreReadonly()
  if (emails.length > INBOX_MAILS_MAX) emails.splice(0, emails.length - INBOX_MAILS_MAX)
}

function texts(list: ParsedMail['to'], otherwise: readonly string[]): string[] {
  if (list === undefined) return [...otherwise]
  return ('text' in list ? [list] : list).map(({ text }) => text)
}

const server = await inbox.default({ host: '127.0.0.1', port: workerData.port })
const page = server.listeners('request') as ((request: IncomingMessage, response: ServerResponse) => void)[]
server.removeAllListeners('request')
server.on('request', async (request: IncomingMessage, response: ServerResponse) => {
  if (request.method === 'GET') await everyMailShown()
  for (const answer of page) answer(request, response)
})
// Express hands a listen error to its callback, which the package takes for success.
const address = server.address() as AddressInfo | null
if (address === null) say({ error: `EADDRINUSE: ${workerData.port}` })
else say({ port: address.port })

const looks: (() => void)[] = []

function everyMailShown(): Promise<void> {
  say({ asked: true })
  return new Promise((resolve) => looks.push(resolve))
}

let last = Promise.resolve()
parentPort?.on('message', (message: InboxMessage) => {
  last = last.then(() => {
    if ('mail' in message) return take(message.mail)
    looks.shift()?.()
  })
})
