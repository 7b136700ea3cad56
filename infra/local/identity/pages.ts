/** The sign-in pages: plain forms that work without any script. */
import { texts } from './texts.vi.ts'

export const STYLE_PATH = '/style.css'

export const style = `
:root { color-scheme: light dark; font: 1.125rem/1.5 system-ui, sans-serif; }
body { margin: 0; }
main { max-width: 28rem; margin: 8vh auto; padding: 1rem; }
label { display: block; font-weight: 600; margin-top: 1rem; }
input { box-sizing: border-box; width: 100%; padding: .6rem; font: inherit; border: 2px solid #767676; border-radius: .25rem; }
button { margin-top: 1rem; padding: .6rem 1.2rem; font: inherit; font-weight: 600; color: #fff; background: #0b4f8a; border: 0; border-radius: .25rem; }
:focus-visible { outline: 3px solid #f5a623; outline-offset: 2px; }
.error { padding: .6rem; border-left: 4px solid #b00020; }
`

export interface EmailPage {
  readonly action: string
  readonly email?: string
  readonly error?: boolean
}

export function emailPage({ action, email = '', error = false }: EmailPage): string {
  return page(
    texts.emailHeading,
    `<p id="help">${texts.emailHelp}</p>${alert(error ? texts.emailInvalid : undefined)}
<form method="post" action="${escapeHtml(action)}">
<label for="email">${texts.emailLabel}</label>
<input id="email" name="email" type="email" required autofocus autocomplete="email" aria-describedby="help${error ? ' error' : ''}" value="${escapeHtml(email)}">
<button>${texts.emailSubmit}</button>
</form>`,
  )
}

export interface CodePage {
  readonly action: string
  readonly back: string
  readonly email: string
  readonly error?: boolean
}

export function codePage({ action, back, email, error = false }: CodePage): string {
  return page(
    texts.codeHeading,
    `<p id="help">${escapeHtml(texts.codeHelp(email))}</p>${alert(error ? texts.codeWrong : undefined)}
<form method="post" action="${escapeHtml(action)}">
<label for="code">${texts.codeLabel}</label>
<input id="code" name="code" inputmode="numeric" pattern="[0-9]{6}" maxlength="6" required autofocus autocomplete="one-time-code" aria-describedby="help${error ? ' error' : ''}">
<button>${texts.codeSubmit}</button>
</form>
<p><a href="${escapeHtml(back)}">${texts.otherAddress}</a></p>`,
  )
}

export function noticePage(heading: string, help = ''): string {
  return page(heading, `<p>${help}</p>`)
}

/** `form` is the provider's own, named `op.logoutForm`. */
export function logoutPage(form: string): string {
  return page(
    texts.logoutHeading,
    `<p>${texts.logoutHelp}</p>${form}
<button autofocus type="submit" form="op.logoutForm" name="logout" value="yes">${texts.logoutSubmit}</button>
<button type="submit" form="op.logoutForm">${texts.logoutStay}</button>`,
  )
}

function alert(text: string | undefined): string {
  return text === undefined ? '' : `<p class="error" id="error" role="alert">${text}</p>`
}

function page(heading: string, body: string): string {
  return `<!doctype html>
<html lang="vi">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${texts.title}</title>
<link rel="stylesheet" href="${STYLE_PATH}"></head>
<body><main><h1>${heading}</h1>
${body}
</main></body></html>`
}

function escapeHtml(text: string): string {
  const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
  return text.replace(/[&<>"']/g, (char) => entities[char] ?? char)
}
