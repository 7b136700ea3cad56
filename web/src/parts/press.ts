/** Whether the pointer is down: what moves on the page then moves away from under it, and its press clicks nothing. */
let isDown = false
let waiting: (() => void)[] = []

window.addEventListener('pointerdown', () => {
  isDown = true
})
for (const end of ['pointerup', 'pointercancel'])
  window.addEventListener(end, () => {
    isDown = false
    const acts = waiting
    waiting = []
    // The click follows in the same moment as the release.
    for (const act of acts) setTimeout(act)
  })

/** Does it at once or, while something is being pressed, right after that has been clicked. */
export function afterPress(act: () => void): void {
  if (isDown) waiting.push(act)
  else act()
}
