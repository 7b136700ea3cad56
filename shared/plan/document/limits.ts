/** What a document may cost. A plan has some twenty pages and some hundred kilobytes; these are far above, and well below harm. */
export const document_bytes_max = 25_000_000
export const document_pages_max = 200
/** One part of a container (`word/document.xml`), inflated. */
export const part_bytes_max = 12_000_000
/** All parts of a container together, as its directory declares them. */
export const container_bytes_max = 200_000_000
export const container_entries_max = 5_000
/** Images compress well; a container that inflates to more than this many times its size carries no honest document. */
export const inflation_ratio_max = 400
export const inflation_checked_from_bytes = 20_000_000
/** Elements that are kept; a plan of twenty pages has some ten thousand. */
export const xml_elements_max = 120_000
export const xml_depth_max = 120
export const text_chars_max = 2_000_000
export const pdf_items_max = 400_000
export const pdf_rules_max = 60_000
/** Without OCR. The worker that reads is ended when it is over. */
export const read_ms_max = 10_000
/** A page of a scan takes some seconds; more pages than this are not recognised. */
export const ocr_pages_max = 30
/** For each page: a busy machine is slow, a hopeless page must end. */
export const ocr_page_ms_max = 60_000
export const worker_heap_mb_max = 256
/** A scanned page at 300 dpi has 2,480 × 3,508 points. */
export const image_pixels_max = 40_000_000
