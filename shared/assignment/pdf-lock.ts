/**
 * Whether a PDF asks for a password before it shows anything: such a file proves nothing, as nobody but its maker can look into it. One
 * that is only locked against changes or printing opens with the empty password, as most programs then do without a word, and is no
 * worse than any other.
 *
 * The names of algorithms are those of ISO 32000-2, 7.6.4. RC4 is written out: OpenSSL 3 no longer offers it, and files of twenty years use it.
 */
import { createCipheriv, createHash, hash } from 'node:crypto'

/** What a password is filled up with (algorithm 2, step a); the whole of it stands for the empty one. */
const EMPTY_PASSWORD = Buffer.from('28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a', 'hex')
const RC4_ROUNDS = 20
const KEY_HASHES = 50
/** Of /U with revision 5 and 6: the hash, and the salt it was made with. */
const [HASH_END, SALT_END] = [32, 40]
const HARDENED_ROUNDS_MIN = 64
const ENTRY_CHARACTERS_MAX = 8_192

interface Encryption {
  readonly revision: number
  readonly keyBytes: number
  readonly owner: Buffer
  readonly user: Buffer
  readonly permissions: number
  readonly isMetadataOpen: boolean
}

/**
 * Looks at what was read of the file: its beginning and its end, where programs put the trailer and the dictionary it points to. False for
 * a file whose lock stands elsewhere or cannot be read: only what is certain is held against it.
 */
export function isLockedPdf(...parts: readonly Uint8Array[]): boolean {
  const seen = parts.map((part) => Buffer.from(part).toString('latin1'))
  const trailer = seen.find((text) => ENCRYPT.test(text))
  if (trailer === undefined) return false
  const reference = ENCRYPT.exec(trailer)
  const lock = reference?.groups?.object === undefined ? trailer.slice(reference?.index) : objectIn(seen, reference.groups.object)
  if (lock === undefined) return false
  // Another handler is a certificate's: it opens for the holder of a private key only.
  if (!/\/Filter\s*\/Standard\b/.test(lock)) return /\/Filter\s*\/\w/.test(lock)
  const encryption = encryptionOf(lock)
  return encryption !== undefined && !opensEmpty(encryption, stringAfter(trailer, /\/ID\s*\[\s*/) ?? Buffer.alloc(0))
}

/** In a trailer: a reference to the dictionary, or the dictionary itself. */
const ENCRYPT = /\/Encrypt\s*(?:(?<object>\d{1,10}\s+\d{1,5})\s+R\b|<<)/

/** The last of that number: a later one replaces an earlier one. */
function objectIn(seen: readonly string[], numbers: string): string | undefined {
  const [number, generation] = numbers.split(/\s+/)
  const begins = new RegExp(`(?<!\\d)${number}\\s+${generation}\\s+obj\\b`, 'g')
  for (const text of seen.toReversed()) {
    const at = [...text.matchAll(begins)].at(-1)?.index
    if (at !== undefined) return text.slice(at, at + ENTRY_CHARACTERS_MAX)
  }
  return undefined
}

function encryptionOf(lock: string): Encryption | undefined {
  const [owner, user, revision] = [stringAfter(lock, /\/O\s*(?=[(<])/), stringAfter(lock, /\/U\s*(?=[(<])/), numberOf(lock, 'R')]
  if (owner === undefined || user === undefined || revision === undefined) return undefined
  // The crypt filters of V 4 and 5 have lengths of their own, before or after the one that counts: these versions fix it.
  const bits = numberOf(lock, 'V') === 4 ? 128 : (numberOf(lock, 'Length') ?? 40)
  return {
    revision,
    keyBytes: revision === 2 ? 5 : Math.min(Math.max(bits, 40), 128) / 8,
    owner,
    user,
    permissions: numberOf(lock, 'P') ?? 0,
    isMetadataOpen: /\/EncryptMetadata\s+false\b/.test(lock),
  }
}

function numberOf(lock: string, name: string): number | undefined {
  const written = new RegExp(`/${name}\\s+(-?\\d{1,10})\\b`).exec(lock)?.[1]
  return written === undefined ? undefined : Number(written)
}

/** A string, hexadecimal or in round brackets (7.3.4), right after what matches. */
function stringAfter(text: string, before: RegExp): Buffer | undefined {
  const found = before.exec(text)
  if (found === null) return undefined
  const rest = text.slice(found.index + found[0].length, found.index + found[0].length + ENTRY_CHARACTERS_MAX)
  const hexadecimal = /^<([\da-fA-F\s]*)>/.exec(rest)?.[1]
  if (hexadecimal !== undefined) return Buffer.from(hexadecimal.replace(/\s/g, ''), 'hex')
  return rest.startsWith('(') ? literal(rest) : undefined
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f', '\n': '', '\r': '', '\r\n': '' }

/** From its bracket to the one that closes it; `\` begins an octal number, a sign or nothing. */
function literal(text: string): Buffer | undefined {
  let [depth, out] = [0, '']
  for (const [sign] of text.matchAll(/\\(?:[0-7]{1,3}|\r\n|.)|\r\n?|./gs)) {
    if (sign === '(') depth += 1
    if (sign === ')') depth -= 1
    if (depth === 0) return Buffer.from(out.slice(1), 'latin1')
    out += sign.startsWith('\\') ? escaped(sign.slice(1)) : sign.replace(/^\r\n?$/, '\n')
  }
  return undefined
}

function escaped(sign: string): string {
  return /^[0-7]/.test(sign) ? String.fromCharCode(Number.parseInt(sign, 8) & 0xff) : (ESCAPES[sign] ?? sign)
}

/** Algorithms 6 (revisions 2 to 4) and 11 (5 and 6), for the password that is none. */
function opensEmpty(encryption: Encryption, id: Buffer): boolean {
  const { revision, user } = encryption
  if (revision >= 5) {
    const salt = user.subarray(HASH_END, SALT_END)
    return user.subarray(0, HASH_END).equals(revision === 5 ? sha(256, salt) : hardened(salt))
  }
  const key = keyOf(encryption, id)
  if (revision === 2) return rc4(key, EMPTY_PASSWORD).equals(user)
  let expected = md5(EMPTY_PASSWORD, id)
  for (let round = 0; round < RC4_ROUNDS; round += 1)
    expected = rc4(
      key.map((byte) => byte ^ round),
      expected,
    )
  return expected.equals(user.subarray(0, expected.length))
}

/** Algorithm 2. */
function keyOf({ revision, keyBytes, owner, permissions, isMetadataOpen }: Encryption, id: Buffer): Buffer {
  const rights = Buffer.alloc(4)
  rights.writeInt32LE(permissions | 0)
  const open = Buffer.from(revision >= 4 && isMetadataOpen ? 'ffffffff' : '', 'hex')
  let key = md5(EMPTY_PASSWORD, owner.subarray(0, 32), rights, id, open).subarray(0, keyBytes)
  if (revision >= 3) for (let round = 0; round < KEY_HASHES; round += 1) key = md5(key).subarray(0, keyBytes)
  return key
}

/** Algorithm 2.B: 64 rounds, and on until the last byte of one allows to end. */
function hardened(salt: Buffer): Buffer {
  let key = sha(256, salt)
  for (let round = 1; ; round += 1) {
    const cipher = createCipheriv('aes-128-cbc', key.subarray(0, 16), key.subarray(16, 32)).setAutoPadding(false)
    const mixed = cipher.update(Buffer.concat(Array.from({ length: 64 }, () => key)))
    // 256 leaves 1 when divided by 3, so the number these bytes are leaves what their sum does.
    const remainder = mixed.subarray(0, 16).reduce((sum, byte) => sum + byte, 0) % 3
    key = sha(remainder === 0 ? 256 : remainder === 1 ? 384 : 512, mixed)
    if (round >= HARDENED_ROUNDS_MIN && (mixed.at(-1) ?? 0) <= round - 32) return key.subarray(0, 32)
  }
}

function sha(bits: 256 | 384 | 512, bytes: Buffer): Buffer {
  return hash(`sha${bits}`, bytes, 'buffer')
}

function md5(...parts: readonly Buffer[]): Buffer {
  return createHash('md5').update(Buffer.concat(parts)).digest()
}

function rc4(key: Uint8Array, bytes: Uint8Array): Buffer {
  const state = Uint8Array.from({ length: 256 }, (_, index) => index)
  const swap = (one: number, other: number) => {
    const kept = state[one] ?? 0
    state[one] = state[other] ?? 0
    state[other] = kept
  }
  for (let at = 0, other = 0; at < 256; at += 1) {
    other = (other + (state[at] ?? 0) + (key[at % key.length] ?? 0)) & 0xff
    swap(at, other)
  }
  let [one, other] = [0, 0]
  return Buffer.from(
    bytes.map((byte) => {
      one = (one + 1) & 0xff
      other = (other + (state[one] ?? 0)) & 0xff
      swap(one, other)
      return byte ^ (state[((state[one] ?? 0) + (state[other] ?? 0)) & 0xff] ?? 0)
    }),
  )
}
