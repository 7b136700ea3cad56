/** How a task comes in beside how tasks usually do. The same figures stand below as a table. */
import { Fragment } from 'react'
import type { Overview } from '../api/answers.ts'
import { overviewTexts as words } from './texts.vi.ts'

type Typical = Overview['pace']['typical']
type Own = NonNullable<Overview['plans'][number]['tasks'][number]['pace']>

const [WIDTH, HEIGHT, LEFT, BOTTOM, TOP, RIGHT] = [360, 190, 42, 28, 10, 12]
const DAYS = 30
const STEPS = [0, 0.25, 0.5, 0.75, 1]
const TICKS = [30, 20, 10, 0]
const TABLE_DAYS = [30, 21, 14, 7, 3, 1, 0]

const x = (daysLeft: number) => LEFT + ((DAYS - daysLeft) / DAYS) * (WIDTH - LEFT - RIGHT)
const y = (share: number) => TOP + (1 - share) * (HEIGHT - TOP - BOTTOM)
const line = (points: readonly (readonly [daysLeft: number, share: number])[]) =>
  points.map(([daysLeft, share]) => `${x(daysLeft).toFixed(1)},${y(share).toFixed(1)}`).join(' ')

export function PaceChart({ name, own, typical }: { readonly name: string; readonly own: Own; readonly typical: Typical }) {
  const now = own.at(-1)
  return (
    <figure className="pace">
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={words.chartTitle(name)}>
        {STEPS.map((share) => (
          <Fragment key={share}>
            <line className="pace-grid" x1={LEFT} x2={WIDTH - RIGHT} y1={y(share)} y2={y(share)} />
            <text className="pace-label" x={LEFT - 6} y={y(share)} textAnchor="end" dominantBaseline="middle">
              {words.percent(share)}
            </text>
          </Fragment>
        ))}
        {TICKS.map((daysLeft) => (
          <text key={daysLeft} className="pace-label" x={x(daysLeft)} y={HEIGHT - 8} textAnchor={daysLeft === 0 ? 'end' : 'middle'}>
            {words.tick(daysLeft)}
          </text>
        ))}
        {typical.length === 0 ? null : (
          <>
            <polygon
              className="pace-band"
              points={`${line(typical.map(({ daysLeft, best }) => [daysLeft, best]))} ${line(typical.toReversed().map(({ daysLeft, worst }) => [daysLeft, worst]))}`}
            />
            <polyline className="pace-typical" points={line(typical.map(({ daysLeft, middle }) => [daysLeft, middle]))} />
          </>
        )}
        <polyline className="pace-own" points={line(own.map(({ daysLeft, share }) => [daysLeft, share]))} />
        {now === undefined ? null : <circle className="pace-now" cx={x(now.daysLeft)} cy={y(now.share)} r="5" />}
      </svg>
      <figcaption className="quiet">{words.chart}</figcaption>
      <details>
        <summary>{words.table}</summary>
        <table>
          <thead>
            <tr>
              <th scope="col">{words.daysLeft}</th>
              <th scope="col">{words.own}</th>
              <th scope="col">{words.typical}</th>
            </tr>
          </thead>
          <tbody>
            {TABLE_DAYS.map((daysLeft) => {
              const share = own.find((point) => point.daysLeft === daysLeft)?.share
              const usual = typical.find((point) => point.daysLeft === daysLeft)?.middle
              return (
                <tr key={daysLeft}>
                  <th scope="row">{daysLeft}</th>
                  <td>{share === undefined ? '–' : words.percent(share)}</td>
                  <td>{usual === undefined ? '–' : words.percent(usual)}</td>
                </tr>
              )
            })}
          </tbody>
        </table>
      </details>
    </figure>
  )
}
