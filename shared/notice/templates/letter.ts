/**
 * What a mail says, before it is HTML or text: both are written from these same parts, so neither says what the other does not.
 * Templates fill the parts; only `frame.ts` and `plain.ts` know how they look.
 */

export type Row = readonly [label: string, value: string]

export type Block =
  | { readonly type: 'paragraph'; readonly text: string }
  /** What must not be overlooked, such as the day to hand in by. */
  | { readonly type: 'callout'; readonly rows: readonly Row[]; readonly remark?: string }
  | { readonly type: 'rows'; readonly title?: string; readonly rows: readonly Row[] }
  /** What a person wrote, with their own line breaks. */
  | { readonly type: 'quote'; readonly title: string; readonly text: string }
  | { readonly type: 'items'; readonly title: string; readonly items: readonly Item[] }
  | { readonly type: 'list'; readonly title: string; readonly lines: readonly string[]; readonly numbered?: true }

export interface Item {
  readonly label: string
  readonly title: string
  readonly rows: readonly Row[]
  readonly remark?: string
  /** A long exact value, such as a checksum, that may break anywhere. */
  readonly exact?: Row
}

export interface Letter {
  readonly subject: string
  /** What happened: the first line of the mail. */
  readonly headline: string
  /** What the list of mails shows beside the subject: what to do, by when. */
  readonly preheader: string
  /** What to do and by when: stands before the link. */
  readonly lead: readonly Block[]
  /** What else may be wanted to know: stands after it. */
  readonly details: readonly Block[]
  /** "Việc tiếp theo": what the system will do now, and what nobody has to do. */
  readonly next: readonly string[]
  /** What the link to the portal is called. */
  readonly action: string
  readonly calendar?: string
  /** Takes entries of earlier mails out of the calendar. */
  readonly cancellation?: string
}

/** What stands around every letter. */
export interface Envelope {
  readonly salutation: string
  readonly url: string
  /** Who sends it, as the last line says. */
  readonly sender: string
  readonly why: string
}

export function paragraph(text: string): Block {
  return { type: 'paragraph', text }
}

/** Rows whose value is known. */
export function rowsOf(...rows: readonly (readonly [string, string | undefined])[]): Row[] {
  return rows.flatMap(([label, value]) => (value === undefined || value === '' ? [] : [[label, value] as const]))
}
