/** The secret of a calendar address is made here, in the browser; the system is told its SHA-256 and nothing more. */

const SECRET_BYTES = 32

export interface Secret {
  /** As it stands in the address: base64url. */
  readonly text: string
  /** Hex. */
  readonly sha256: string
}

export async function newSecret(): Promise<Secret> {
  const bytes = crypto.getRandomValues(new Uint8Array(SECRET_BYTES))
  const text = btoa(String.fromCharCode(...bytes))
    .replace(/\+/g, '-')
    .replace(/\//g, '_')
    .replace(/=+$/, '')
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))
  return { text, sha256: [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('') }
}

export function addressOf(feedId: string, { text }: Secret): string {
  return `${location.origin}/api/calendar/${feedId}/${text}.ics`
}
