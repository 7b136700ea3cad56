/** What a document may cost. A plan has some twenty pages and some hundred kilobytes; these are far above, and well below harm. */
export const DOCUMENT_BYTES_MAX = 25_000_000
export const DOCUMENT_PAGES_MAX = 200
/** One part of a container (`word/document.xml`), inflated. */
export const PART_BYTES_MAX = 12_000_000
/** All parts of a container together, as its directory declares them. */
export const CONTAINER_BYTES_MAX = 200_000_000
export const CONTAINER_ENTRIES_MAX = 5_000
/** Images compress well; a container that inflates to more than this many times its size carries no honest document. */
export const INFLATION_RATIO_MAX = 400
export const INFLATION_CHECKED_FROM_BYTES = 20_000_000
/** Elements that are kept; a plan of twenty pages has some ten thousand. */
export const XML_ELEMENTS_MAX = 120_000
export const XML_DEPTH_MAX = 120
export const TEXT_CHARS_MAX = 2_000_000
export const PDF_ITEMS_MAX = 400_000
export const PDF_RULES_MAX = 60_000
/** Without OCR. The worker that reads is ended when it is over. */
export const READ_MS_MAX = 10_000
/** A page of a scan takes some seconds; more pages than this are not recognised. */
export const OCR_PAGES_MAX = 30
/** For each page: a busy machine is slow, a hopeless page must end. */
export const OCR_PAGE_MS_MAX = 60_000
export const WORKER_HEAP_MB_MAX = 256
/** A scanned page at 300 dpi has 2,480 × 3,508 points. */
export const IMAGE_PIXELS_MAX = 40_000_000
