/** How much of a task is in, as a ring: what the eye takes in at once. Its words stand beside it, so it is hidden from readers aloud. */
const RADIUS = 15
const ROUND = 2 * Math.PI * RADIUS

export type RingTone = 'good' | 'info' | 'warn' | 'bad' | 'plain'

export function Ring({ share, tone, text }: { readonly share: number; readonly tone: RingTone; readonly text: string }) {
  return (
    <svg className={`ring ${tone}`} viewBox="0 0 40 40" aria-hidden="true" focusable="false">
      <circle className="ring-ground" cx="20" cy="20" r={RADIUS} />
      <circle
        className="ring-part"
        cx="20"
        cy="20"
        r={RADIUS}
        strokeDasharray={`${Math.min(1, share) * ROUND} ${ROUND}`}
        transform="rotate(-90 20 20)"
      />
      <text x="20" y="21" textAnchor="middle" dominantBaseline="middle">
        {text}
      </text>
    </svg>
  )
}
