/** A presigned request lives long enough for a slow line to start, and dies soon. */
export const UPLOAD_SECONDS = 10 * 60
export const DOWNLOAD_SECONDS = 60
