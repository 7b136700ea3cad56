import { describe, expect, it } from 'vitest'
import { zipFile } from '../sheets/zip-file.ts'
import { fileKindOf, HEAD_BYTES, TAIL_BYTES } from './file-kind.ts'

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
const kindOf = (bytes: Uint8Array) => fileKindOf(bytes.subarray(0, HEAD_BYTES), bytes.subarray(-TAIL_BYTES))
const zipOf = (...names: string[]) => zipFile(names.map((name) => ({ name, text: '<x/>' })))
/** As many entries as push whatever stands before them out of the part of the directory that is read. */
const filler = (count: number) => Array.from({ length: count }, (_, at) => `word/media/${'anh'.repeat(20)}-${at}.png`)

describe('what a file really is', () => {
  it('tells an Office file by its directory, one with hundreds of pictures too', () => {
    expect(kindOf(zipOf('[Content_Types].xml', 'word/document.xml'))).toEqual({ type: DOCX })
    expect(kindOf(zipOf('word/document.xml', ...filler(1_500)))).toEqual({ type: DOCX })
  })

  it.each([
    ['word/vbaProject.bin', 'as Word writes it'],
    ['word/VBAPROJECT.BIN', 'in capitals, which means the same part'],
    ['xl/macrosheets/sheet1.xml', 'a sheet of macros'],
  ])('refuses macros: %s, %s', (name) => {
    expect(kindOf(zipOf(name, 'word/document.xml'))).toEqual({ unreadable: 'macros' })
  })

  it('refuses an archive whose directory begins before what is read of it: macros could stand there', () => {
    expect(kindOf(zipOf('word/vbaProject.bin', ...filler(6_000), 'word/document.xml'))).toEqual({ unreadable: 'zip-directory' })
  })

  it('says of a locked or an old Office file that it is one', () => {
    expect(kindOf(Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0, 0))).toEqual({ unreadable: 'old-or-locked' })
  })

  it('knows no page that a browser would run, whatever it ends with', () => {
    expect(kindOf(Buffer.from('<html><script>1</script>%PDF-1.7 %%EOF'))).toEqual({ unknown: true })
    expect(kindOf(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="1"/>'))).toEqual({ unknown: true })
  })
})
