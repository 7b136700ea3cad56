/**
 * The samples are one page with two words, locked by qpdf 11.3 in every way there is: `qpdf plain.pdf --encrypt USER chu … -- NAME.pdf`,
 * where USER is a password (`-user`) or empty (`-owner`: it opens, and only changing it asks for “chu”).
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { getDocumentProxy } from 'unpdf'
import { describe, expect, it } from 'vitest'
import { isLockedPdf } from './pdf-lock.ts'

const folder = join(import.meta.dirname, 'pdf-lock-samples')
const samples = readdirSync(folder).map((name) => [name, readFileSync(join(folder, name))] as const)
const named = (name: string) => readFileSync(join(folder, name))

/** The same with its binary strings in round brackets, as Word writes them. */
const inBrackets = (pdf: Buffer) =>
  Buffer.from(
    pdf.toString('latin1').replace(/\/(O|U|ID) ?(\[?)<([\da-f]+)>/g, (_, name, list, digits) => {
      const bytes = Buffer.from(digits, 'hex').toString('latin1')
      return `/${name} ${list}(${bytes.replace(/[\\()\r]/g, (sign) => (sign === '\r' ? '\\015' : `\\${sign}`))})`
    }),
    'latin1',
  )

async function asksForPassword(pdf: Buffer): Promise<boolean> {
  return getDocumentProxy(new Uint8Array(pdf)).then(
    () => false,
    (error: unknown) => error instanceof Error && error.name === 'PasswordException',
  )
}

describe('a PDF with a password', () => {
  it.each(samples)('%s: locked only if it asks for one before it shows anything', async (name, pdf) => {
    expect(isLockedPdf(pdf)).toBe(name.endsWith('-user.pdf'))
    expect(isLockedPdf(inBrackets(pdf))).toBe(name.endsWith('-user.pdf'))
    // What others say who open it.
    expect(await asksForPassword(pdf)).toBe(name.endsWith('-user.pdf'))
  })

  it('is known by its two ends, whichever of them says so', () => {
    const pdf = named('aes-256-user.pdf')
    const middle = Buffer.alloc(2_000_000, 'x')
    expect(isLockedPdf(middle.subarray(0, 1_000), pdf)).toBe(true)
    expect(isLockedPdf(named('linear-user.pdf'), middle)).toBe(true)
  })

  it('is locked for all but the holders of a certificate', () => {
    expect(isLockedPdf(Buffer.from('7 0 obj <</Filter/Adobe.PubSec/V 4>> endobj trailer <</Encrypt 7 0 R>>'))).toBe(true)
  })

  it.each([
    ['no word of it', 'trailer <</Size 5>>'],
    ['the word in a text', '(a page about /Encrypt and passwords)'],
    ['a dictionary that was not read', 'trailer <</Encrypt 7 0 R>>'],
    ['a dictionary cut off', '7 0 obj <</Filter/Standard/V 2/R 3/O<ab'],
    ['one without what a password is compared with', '7 0 obj <</Filter/Standard/V 2/R 3/O<ab>>> endobj trailer <</Encrypt 7 0 R>>'],
  ])('holds nothing against a file that is not certain to be: %s', (_, text) => {
    expect(isLockedPdf(Buffer.from(text))).toBe(false)
  })
})
