/** Files → a zip archive (APPNOTE.TXT 4.3), deflated; the same files give the same bytes. */
import { crc32, deflateRawSync } from 'node:zlib'

export interface ZipEntry {
  /** ASCII, with slashes. */
  readonly name: string
  readonly text: string
}

const VERSION = 20
const DEFLATED = 8
/** 1/1/1980, the first day the format knows: when it was made is nobody's business here. */
const DOS_DATE = 0x21

export function zipFile(entries: readonly ZipEntry[]): Uint8Array<ArrayBuffer> {
  const parts: Buffer[] = []
  const directory: Buffer[] = []
  let at = 0
  for (const { name, text } of entries) {
    const content = Buffer.from(text)
    const packed = deflateRawSync(content)
    const common = Buffer.alloc(26)
    common.writeUInt16LE(VERSION, 0)
    common.writeUInt16LE(DEFLATED, 4)
    common.writeUInt16LE(DOS_DATE, 8)
    common.writeUInt32LE(crc32(content), 10)
    common.writeUInt32LE(packed.length, 14)
    common.writeUInt32LE(content.length, 18)
    common.writeUInt16LE(name.length, 22)
    const local = [signature(0x04034b50), common, Buffer.from(name), packed]
    const central = Buffer.alloc(14)
    central.writeUInt32LE(at, 10)
    directory.push(signature(0x02014b50), word(VERSION), common, central, Buffer.from(name))
    parts.push(...local)
    at += local.reduce((sum, part) => sum + part.length, 0)
  }
  const directoryBytes = directory.reduce((sum, part) => sum + part.length, 0)
  const end = Buffer.alloc(18)
  end.writeUInt16LE(entries.length, 4)
  end.writeUInt16LE(entries.length, 6)
  end.writeUInt32LE(directoryBytes, 8)
  end.writeUInt32LE(at, 12)
  return new Uint8Array(Buffer.concat([...parts, ...directory, signature(0x06054b50), end]))
}

function signature(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(value)
  return bytes
}

function word(value: number): Buffer {
  const bytes = Buffer.alloc(2)
  bytes.writeUInt16LE(value)
  return bytes
}
