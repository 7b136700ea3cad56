/** ListObjectsV2. https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html */
import { escapeXml } from '../door/protocol.ts'
import { encodeStrictly } from '../sigv4.ts'
import type { IndexStore, StoredVersion } from './index-store.ts'

const KEYS_PER_PAGE_MAX = 1_000
const ROWS_PER_READ = 1_000
/** Sorts after every character a key can go on with. */
const LAST = '\u{10FFFF}'

export function listObjects(store: IndexStore, bucket: string, query: URLSearchParams): string {
  const prefix = query.get('prefix') ?? ''
  const delimiter = query.get('delimiter') ?? ''
  const token = query.get('continuation-token')
  const start = token === null ? (query.get('start-after') ?? '') : Buffer.from(token, 'base64url').toString('utf8')
  const limit = Math.min(Number(query.get('max-keys') ?? KEYS_PER_PAGE_MAX), KEYS_PER_PAGE_MAX)
  const { objects, prefixes, next } = collect(store, { bucket, prefix, delimiter, start, limit })
  const encode = query.get('encoding-type') === 'url' ? (key: string) => encodeStrictly(key).replaceAll('%2F', '/') : escapeXml
  return [
    '<?xml version="1.0" encoding="UTF-8"?>\n<ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/">',
    `<Name>${bucket}</Name><Prefix>${encode(prefix)}</Prefix><MaxKeys>${limit}</MaxKeys>`,
    `<KeyCount>${objects.length + prefixes.length}</KeyCount><IsTruncated>${next !== undefined}</IsTruncated>`,
    delimiter === '' ? '' : `<Delimiter>${encode(delimiter)}</Delimiter>`,
    query.has('encoding-type') ? '<EncodingType>url</EncodingType>' : '',
    token === null ? '' : `<ContinuationToken>${escapeXml(token)}</ContinuationToken>`,
    next === undefined ? '' : `<NextContinuationToken>${Buffer.from(next).toString('base64url')}</NextContinuationToken>`,
    ...objects.map(
      ({ key, modifiedAt, etag, size }) =>
        `<Contents><Key>${encode(key)}</Key><LastModified>${new Date(modifiedAt).toISOString()}</LastModified>` +
        `<ETag>&quot;${etag}&quot;</ETag><Size>${size}</Size><StorageClass>STANDARD</StorageClass></Contents>`,
    ),
    ...prefixes.map((name) => `<CommonPrefixes><Prefix>${encode(name)}</Prefix></CommonPrefixes>`),
    '</ListBucketResult>',
  ].join('')
}

interface Range {
  readonly bucket: string
  readonly prefix: string
  readonly delimiter: string
  readonly start: string
  readonly limit: number
}

function collect(store: IndexStore, { bucket, prefix, delimiter, start, limit }: Range) {
  const objects: StoredVersion[] = []
  const prefixes: string[] = []
  let after = start
  for (;;) {
    const rows = store.page(bucket, after, prefix, ROWS_PER_READ)
    if (rows.length === 0) return { objects, prefixes, next: undefined }
    for (const row of rows) {
      if (!row.key.startsWith(prefix)) return { objects, prefixes, next: undefined }
      if (objects.length + prefixes.length >= limit) return { objects, prefixes, next: after }
      const cut = delimiter === '' ? -1 : row.key.indexOf(delimiter, prefix.length)
      if (cut < 0) {
        objects.push(row)
        after = row.key
      } else {
        const common = row.key.slice(0, cut + delimiter.length)
        prefixes.push(common)
        // The keys under a common prefix are not read one by one: the next page begins behind them.
        after = common + LAST
        break
      }
    }
  }
}
