import type { Item, Page } from './page.ts'

/** Where on the page the gap between two columns may lie, and how wide it is at least. */
const GUTTER_FROM_SHARE = 0.28
const GUTTER_TO_SHARE = 0.7
const GUTTER_POINTS_MIN = 5

/** Letterhead, recipients and signature stand side by side: the left column, then the right one; one column when there is no gap. */
export function besides(items: readonly Item[], page: Pick<Page, 'width'>): readonly Item[][] {
  const gutter = gutterOf(items, page.width)
  if (gutter === undefined) return [[...items]]
  return [items.filter((item) => item.x0 < gutter), items.filter((item) => item.x0 >= gutter)]
}

function gutterOf(items: readonly Item[], width: number): number | undefined {
  const spans = items.filter((item) => item.text.trim() !== '').sort((a, b) => a.x0 - b.x0)
  let reach = Number.NEGATIVE_INFINITY
  let best: { at: number; width: number } | undefined
  for (const { x0, x1 } of spans) {
    const gap = x0 - reach
    const middle = x0 - gap / 2
    const isCentral = x0 > width * GUTTER_FROM_SHARE && reach < width * GUTTER_TO_SHARE
    if (Number.isFinite(gap) && gap >= GUTTER_POINTS_MIN && isCentral && gap > (best?.width ?? 0)) best = { at: middle, width: gap }
    reach = Math.max(reach, x1)
  }
  return best?.at
}
