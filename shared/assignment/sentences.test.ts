import { describe, expect, it } from 'vitest'
import { fileRuleSchema } from '../../events/assignment.ts'
import { fileRules, fileRuleTitles } from './sentences.vi.ts'
import { fileRefusedSentence } from './unreadable.vi.ts'

describe('what a refused file is told', () => {
  it('knows every rule of the event', () => {
    expect(fileRules).toEqual(fileRuleSchema.options)
  })

  it('says for every rule what to do', () => {
    for (const rule of fileRuleSchema.options) {
      expect(fileRefusedSentence(rule, 'seen')).toMatch(/Xin /)
      expect(fileRuleTitles[rule]).not.toBe('')
    }
  })

  it('names what the file really is', () => {
    expect(fileRefusedSentence('type-mismatch', 'image/png')).toContain('ảnh PNG')
    expect(fileRefusedSentence('type-mismatch', 'application/x-unheard')).toContain('loại khác')
    expect(fileRefusedSentence('size', '48213')).toContain('47,1 KB')
  })

  it('tells macros from a file that was cut off', () => {
    expect(fileRefusedSentence('unreadable', 'macros')).toContain('macro')
    for (const seen of ['old-or-locked', 'pdf-locked']) expect(fileRefusedSentence('unreadable', seen)).toContain('mật khẩu')
    for (const seen of ['pdf-cut-off', 'png-cut-off', 'zip-cut-off'])
      expect(fileRefusedSentence('unreadable', seen)).toContain('thiếu phần cuối')
    expect(fileRefusedSentence('unreadable', 'anything')).toContain('bị hỏng')
  })

  it('never shows a code, whatever the check saw', () => {
    for (const rule of fileRuleSchema.options) {
      for (const seen of [
        'macros',
        'zip-cut-off',
        'zip-directory',
        'old-or-locked',
        'pdf-locked',
        'image/jpeg',
        'unknown',
        '<script>',
        'e'.repeat(64),
      ]) {
        expect(fileRefusedSentence(rule, seen)).not.toMatch(/cut-off|zip-|pdf-|locked|image\/|unknown|<script>|eeee|undefined/)
      }
    }
  })
})
