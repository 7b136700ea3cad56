/** How much people may write and send, in events and the API that takes it; `web/src/limits.ts` says it to the pages. The unit is named last. */
export const NAME_CHARACTERS_MAX = 300
export const TEXT_CHARACTERS_MAX = 4_000
export const FILE_NAME_CHARACTERS_MAX = 200
export const FILE_BYTES_MAX = 50 * 1024 * 1024
/** Every part but the last has this many bytes: the fewest that S3 takes. https://docs.aws.amazon.com/AmazonS3/latest/userguide/qfacts.html */
export const PART_BYTES = 5 * 1024 * 1024
export const PARTS_MAX = Math.ceil(FILE_BYTES_MAX / PART_BYTES)
export const NOMINEES_MAX = 300
/** Of a listener's address. */
export const ADDRESS_CHARACTERS_MAX = 500
export const FILES_MAX = 60
