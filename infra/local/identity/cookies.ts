/**
 * Cookies that live by age instead of by date. The machine's clock may be moved by years, the browser's is not: a date of the one has long
 * passed on the other, and the browser would drop the cookie at once. `Max-Age` goes before `Expires` (RFC 6265, 5.3).
 */
import type { ServerResponse } from 'node:http'
import type { MachineClock } from '../contract.ts'

export function keepCookiesByAge(response: ServerResponse, clock: MachineClock): void {
  const writeHead = response.writeHead.bind(response) as (...args: unknown[]) => ServerResponse
  response.writeHead = (...args: unknown[]) => {
    const cookies = response.getHeader('set-cookie')
    if (cookies !== undefined)
      response.setHeader(
        'set-cookie',
        [cookies].flat().map((cookie) => byAge(String(cookie), clock.now())),
      )
    return writeHead(...args)
  }
}

function byAge(cookie: string, now: number): string {
  return cookie.replace(
    /; ?expires=([^;]+)/i,
    (_whole, date: string) => `; max-age=${Math.max(0, Math.round((Date.parse(date) - now) / 1_000))}`,
  )
}
