/** mailparser ships no types; this is what the tests read of it. */
declare module 'mailparser' {
  export interface Mailboxes {
    readonly text: string
    readonly value: readonly { readonly address?: string; readonly name: string }[]
  }
  export interface ParsedMail {
    readonly from?: Mailboxes
    readonly to?: Mailboxes | readonly Mailboxes[]
    readonly cc?: Mailboxes
    readonly bcc?: Mailboxes
    readonly subject?: string
    readonly text?: string
    readonly html: string | false
    readonly headerLines: readonly { readonly key: string; readonly line: string }[]
    readonly attachments: readonly { readonly filename?: string; readonly contentType: string; readonly content: Buffer }[]
  }
  export function simpleParser(source: string | Buffer): Promise<ParsedMail>
}
