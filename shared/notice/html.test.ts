import { describe, expect, it } from 'vitest'
import { html, oneLine, shorten } from './html.ts'

describe('html', () => {
  it('escapes every value, in text and in attributes', () => {
    const { html: written } = html`<a title="${`&<>"'`}">${1}</a>`
    expect(written).toBe('<a title="&amp;&lt;&gt;&quot;&#39;">1</a>')
  })

  it('takes what it made itself as it is, alone or as a list', () => {
    const items = ['<a>', 'b'].map((item) => html`<li>${item}</li>`)
    expect(html`<ul>${items}</ul>${html`<hr>`}`.html).toBe('<ul><li>&lt;a&gt;</li><li>b</li></ul><hr>')
  })

  it('keeps a value that looks like a replacement pattern', () => {
    expect(html`<p>${'$& $1 $`'}</p>`.html).toBe('<p>$&amp; $1 $`</p>')
  })
})

describe('text from people', () => {
  it('is one line, composed, without what cannot be seen', () => {
    expect(oneLine('  Hội\tđồng\r\nthi\u202E đua\u2066 '.normalize('NFD'))).toBe('Hội đồng thi đua'.normalize('NFC'))
    expect(oneLine('\ud800x')).toBe('\ufffdx')
  })

  it('is shortened between words, and never within a character', () => {
    expect(shorten('Gửi hồ sơ đề nghị', 17)).toBe('Gửi hồ sơ đề nghị')
    expect(shorten('Gửi hồ sơ đề nghị', 12)).toBe('Gửi hồ sơ…')
    expect(shorten('😀😀😀😀', 3)).toBe('😀😀…')
  })
})
