/** How much the contract and the reader of documents take, as pages tell it before anything is sent. `tests/portal/limits.test.ts` holds them together. */
export const NAME_CHARACTERS_MAX = 300
export const TEXT_CHARACTERS_MAX = 4_000
export const FILE_NAME_CHARACTERS_MAX = 200
export const FILE_BYTES_MAX = 50 * 1024 * 1024
/** A file that fits in one goes at once. */
export const PART_BYTES = 5 * 1024 * 1024
export const NOMINEES_MAX = 300
export const ADDRESS_CHARACTERS_MAX = 500
export const DOCUMENT_BYTES_MAX = 25_000_000
