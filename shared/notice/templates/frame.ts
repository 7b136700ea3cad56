/**
 * A letter as HTML that mail programs show alike: no tables, no images, no scripts, styles inline; one small style sheet, which those
 * that drop it do not miss, turns it dark and keeps what is written from right to left in its place.
 */
import { type Html, html } from '../html.ts'
import type { Block, Envelope, Item, Letter, Row } from './letter.ts'
import { linesOf } from './plain.ts'

const FONT = html`font-family:-apple-system,'Segoe UI',Roboto,'Helvetica Neue',Arial,sans-serif`
const INK = '#1f2933'
const QUIET = '#52606d'
const RULE = '#d9dee4'
const ACCENT = '#9b1c1c'
const CALM = '#486581'

/** Ours, so nothing in them has to be escaped, which a mail would otherwise do a hundred times over. */
const styles = {
  page: html`margin:0;padding:24px 12px;background:#f3f4f6;color:${INK};${FONT};font-size:16px;line-height:1.5`,
  hidden: html`display:none;max-height:0;max-width:0;overflow:hidden;opacity:0;mso-hide:all`,
  card: html`max-width:640px;margin:0 auto;padding:28px 20px;background:#ffffff;border-top:4px solid ${ACCENT};box-sizing:border-box;overflow-wrap:anywhere`,
  headline: html`margin:0 0 8px;font-size:21px;line-height:1.35;font-weight:700`,
  salutation: html`margin:0 0 20px;color:${QUIET}`,
  paragraph: html`margin:0 0 16px`,
  callout: html`margin:0 0 20px;padding:12px 16px;background:#f1f4f8;border-left:4px solid ${CALM}`,
  title: html`margin:24px 0 8px;font-size:17px;line-height:1.4;font-weight:700`,
  item: html`margin:0;padding:14px 0;border-top:1px solid ${RULE}`,
  itemLabel: html`margin:0;font-size:14px;color:${QUIET}`,
  itemTitle: html`margin:0 0 6px;font-weight:600`,
  row: html`margin:0 0 4px`,
  label: html`color:${QUIET}`,
  exact: html`margin:0;font-size:13px;font-family:ui-monospace,Consolas,Menlo,monospace;color:${QUIET};word-break:break-all`,
  remark: html`margin:4px 0 0;font-size:14px;color:${QUIET}`,
  quote: html`margin:0 0 20px;padding:4px 16px;border-left:4px solid ${RULE}`,
  list: html`margin:0 0 16px;padding:0 0 0 24px`,
  action: html`margin:24px 0 12px`,
  button: html`display:inline-block;padding:12px 20px;background:${ACCENT};color:#ffffff;font-weight:600;text-decoration:none;border-radius:6px`,
  address: html`margin:0 0 8px;font-size:13px;color:${QUIET};word-break:break-all`,
  foot: html`margin:24px 0 0;padding:16px 0 0;border-top:1px solid ${RULE};font-size:13px;color:${QUIET}`,
} as const

/** Mail programs that turn mails dark by themselves leave those alone that say they can do it. */
const SHEET = `:root{color-scheme:light dark}
@media (prefers-color-scheme:dark){
body,.page{background:#15191e!important;color:#e4e7eb!important}
.card{background:#1f252c!important}.callout{background:#2a323b!important}
.quiet{color:#b4bec9!important}.rule{border-color:#3e4c59!important}.link{color:#f5a9a0!important}
}`

export function frameOf(letter: Letter, envelope: Envelope): string {
  const { html: page } = html`<!doctype html>
<html lang="vi">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>${letter.subject}</title>
<style>${{ html: SHEET }}</style>
</head>
<body class="page" style="${styles.page}">
<div style="${styles.hidden}">${letter.preheader}</div>
<div class="card" style="${styles.card}">
<h1 style="${styles.headline}">${letter.headline}</h1>
<p class="quiet" style="${styles.salutation}">Kính gửi: ${value(envelope.salutation)}</p>
${letter.lead.map(block)}
${action(letter.action, envelope.url)}
${letter.details.map(block)}
<h2 style="${styles.title}">Việc tiếp theo</h2>
${list(letter.next, false)}
<div class="quiet rule" style="${styles.foot}"><p style="margin:0 0 4px">${envelope.sender}</p><p style="margin:0">${envelope.why}</p></div>
</div>
</body>
</html>
`
  return page
}

function action(label: string, url: string): Html {
  return html`<p style="${styles.action}"><a href="${url}" style="${styles.button}">${label}</a></p>
<p class="quiet" style="${styles.address}">Nếu nút không mở được: <a class="link" href="${url}" style="color:${ACCENT}">${url}</a></p>`
}

function block(part: Block): Html {
  switch (part.type) {
    case 'paragraph':
      return html`<p style="${styles.paragraph}">${part.text}</p>`
    case 'callout':
      return html`<div class="callout" style="${styles.callout}">${part.rows.map(weightyRow)}${remark(part.remark)}</div>`
    case 'rows':
      return html`${title(part.title)}<div style="${styles.paragraph}">${part.rows.map(row)}</div>`
    case 'quote':
      return html`${title(part.title)}<div class="rule" style="${styles.quote}">${linesOf(part.text).map(
        (line) => html`<p style="${styles.row}">${value(line)}</p>`,
      )}</div>`
    case 'items':
      return html`${title(part.title)}${part.items.map(item)}`
    case 'list':
      return html`${title(part.title)}${list(part.lines, part.numbered === true)}`
  }
}

function title(text: string | undefined): Html {
  return text === undefined ? html`` : html`<h2 style="${styles.title}">${text}</h2>`
}

function item({ label, title: name, rows, remark: note, exact }: Item): Html {
  return html`<div class="rule" style="${styles.item}"><p class="quiet" style="${styles.itemLabel}">${label}</p>
<p style="${styles.itemTitle}">${value(name)}</p>
${rows.map(row)}${exact === undefined ? html`` : html`<p class="quiet" style="${styles.exact}">${exact[0]}: ${exact[1]}</p>`}${remark(note)}</div>`
}

function row([label, text]: Row): Html {
  return html`<p style="${styles.row}"><span class="quiet" style="${styles.label}">${label}:</span> ${value(text)}</p>`
}

function weightyRow([label, text]: Row): Html {
  return html`<p style="${styles.row}"><span class="quiet" style="${styles.label}">${label}:</span> <strong>${value(text)}</strong></p>`
}

function remark(text: string | undefined): Html {
  return text === undefined ? html`` : html`<p class="quiet" style="${styles.remark}">Lưu ý: ${text}</p>`
}

function list(lines: readonly string[], isNumbered: boolean): Html {
  const items = lines.map((line) => html`<li style="${styles.row}">${value(line)}</li>`)
  return isNumbered ? html`<ol style="${styles.list}">${items}</ol>` : html`<ul style="${styles.list}">${items}</ul>`
}

/** What a person wrote keeps its own direction and does not turn the sentence around it. */
function value(text: string): Html {
  return html`<bdi>${text}</bdi>`
}
