/** Shapes that several events share. */
import * as z from 'zod/mini'
import { FILE_BYTES_MAX, FILE_NAME_CHARACTERS_MAX, NAME_CHARACTERS_MAX, TEXT_CHARACTERS_MAX } from './limits.ts'

export const id = (prefix: string) => z.string().check(z.regex(new RegExp(`^${prefix}_[A-Za-z0-9._-]{1,120}$`)))

/**
 * On the calendar, in years that documents name. `Date` takes 30/02 for 02/03, has nothing to reckon with for a month 13, and writes six
 * digits after 9999.
 */
function exists({ value, issues }: z.core.ParsePayload<string>): void {
  const isThere = value > '19' && value < '22' && `${new Date(value).toJSON()}`.startsWith(value.slice(0, 19))
  if (!isThere) issues.push({ code: 'custom', input: value })
}

/** `YYYY-MM-DD`, a day in Asia/Ho_Chi_Minh. */
export const isoDate = z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}$/), exists)

/** `HH:MM` on a wall clock, after the midnight a day begins with. */
export const hourOfDay = z.string().check(z.regex(/^(?!00:00)([01]\d|2[0-3]):[0-5]\d$/))

/** ISO 8601 instant, UTC (`…Z`). */
export const instant = z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,3})?Z$/), exists)

export const sha256Hex = z.string().check(z.regex(/^[0-9a-f]{64}$/))

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are exactly what a stored name may not hold
const NO_CONTROL_CHARACTERS = /^[^\u0000-\u001f\u007f\u2028\u2029]*$/

/** One line of text a person wrote: no control characters, so it can stand in a mail header or a cell. */
export const line = (charactersMax = NAME_CHARACTERS_MAX, charactersMin = 1) =>
  z.string().check(z.minLength(charactersMin), z.maxLength(charactersMax), z.regex(NO_CONTROL_CHARACTERS))

/** Several lines a person wrote. */
export const text = (charactersMax = TEXT_CHARACTERS_MAX) => z.string().check(z.maxLength(charactersMax))

/** A task within its plan: the row number of the appendix (`6`), its nested deadline (`6.1`), or a duty of the body (`B1`). */
export const taskKey = z.string().check(z.regex(/^(\d{1,3}(\.\d{1,2})?|B\d{1,3})$/))

/** @__NO_SIDE_EFFECTS__ */
const nomineeOf = (charactersMin: number) =>
  z.object({
    name: line(NAME_CHARACTERS_MAX, charactersMin),
    /** Position, for example "Giáo viên". Empty for a collective. */
    position: z.optional(z.string().check(z.maxLength(NAME_CHARACTERS_MAX))),
    /** The title or form of commendation registered for, as written. */
    award: line(NAME_CHARACTERS_MAX, charactersMin),
    kind: z.enum(['individual', 'collective']),
  })

export const nomineeSchema = nomineeOf(1)
/** A row of a list that is still being written: names first, awards later. */
export const draftNomineeSchema = nomineeOf(0)

export type Nominee = z.infer<typeof nomineeSchema>

export const uploadSchema = z.object({
  uploadId: id('upl'),
  /** Component of the dossier the file belongs to, for example `report`. */
  component: z.string().check(z.regex(/^[a-z][a-z-]{0,40}$/)),
  fileName: line(FILE_NAME_CHARACTERS_MAX),
  bytes: z.int().check(z.minimum(1), z.maximum(FILE_BYTES_MAX)),
  type: z.string().check(z.maxLength(120)),
  sha256: sha256Hex,
})

export type Upload = z.infer<typeof uploadSchema>
