import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { emailOf, isEmail } from './contact.ts'

describe('a mail address', () => {
  it.each(['a@b.vn', 'thidua@hanoiedu.vn', 'van.thu+tdkt@thpt-kim-son.thidua.test', 'A_1%x-@x.xn--p1ai'])('%s is accepted', (text) => {
    expect(isEmail(text)).toBe(true)
  })

  it.each([
    '',
    'thidua',
    '@b.vn',
    'a@b',
    'a@@b.vn',
    'a@b..vn',
    'a..b@c.vn',
    '.a@b.vn',
    'a.@b.vn',
    'a@-b.vn',
    'a@b-.vn',
    'a b@c.vn',
    'a@b.vn\r\nBcc: x@y.vn',
    'a@b.vn\n',
    'a@b.vn\u0000',
    'Ông A <a@b.vn>',
    '"a b"@c.vn',
    'a@b.vn,c@d.vn',
    'a@[127.0.0.1]',
    'a@127.0.0.1',
    'ăn@b.vn',
    '=cmd@b.vn',
    '+a@b.vn',
    `${'a'.repeat(65)}@b.vn`,
    `a@${'b'.repeat(64)}.vn`,
    `a@${'b.'.repeat(130)}vn`,
  ])('%j is refused', (text) => {
    expect(isEmail(text)).toBe(false)
  })

  it('can never break a header, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('a', 'b', '.', '@', '\r', '\n', ' ', ',', '<', 'v', 'n', '"') }), (text) => {
        if (isEmail(text)) expect(text).toMatch(/^[a-z0-9.]+@[a-z0-9.]+$/)
      }),
    )
  })

  it('is stored without blanks and with its domain in lower case', () => {
    expect(emailOf('  Thi.Dua@HanoiEdu.VN ')).toBe('Thi.Dua@hanoiedu.vn')
  })
})
