import { describe, expect, it } from 'vitest'
import { fileRuleSchema } from '../../events/assignment.ts'
import { fileRuleSentence, fileRules, fileRuleTitles } from './sentences.vi.ts'

describe('what a refused file is told', () => {
  it('knows every rule of the event', () => {
    expect(fileRules).toEqual(fileRuleSchema.options)
  })

  it('says for every rule what to do', () => {
    for (const rule of fileRuleSchema.options) {
      expect(fileRuleSentence(rule, 'seen')).toMatch(/Xin /)
      expect(fileRuleTitles[rule]).not.toBe('')
    }
  })

  it('names what the file really is', () => {
    expect(fileRuleSentence('type-mismatch', 'image/png')).toContain('ảnh PNG')
    expect(fileRuleSentence('type-mismatch', 'application/x-unheard')).toContain('loại khác')
    expect(fileRuleSentence('size', '48213')).toContain('47,1 KB')
  })

  it('tells macros from a file that was cut off', () => {
    expect(fileRuleSentence('unreadable', 'macros')).toContain('macro')
    for (const seen of ['pdf-cut-off', 'png-cut-off', 'zip-cut-off'])
      expect(fileRuleSentence('unreadable', seen)).toContain('thiếu phần cuối')
    expect(fileRuleSentence('unreadable', 'anything')).toContain('bị hỏng')
  })

  it('never shows a code, whatever the check saw', () => {
    for (const rule of fileRuleSchema.options) {
      for (const seen of ['macros', 'zip-cut-off', 'image/jpeg', 'unknown', '<script>', 'e'.repeat(64)]) {
        expect(fileRuleSentence(rule, seen)).not.toMatch(/cut-off|image\/|unknown|<script>|eeee|undefined/)
      }
    }
  })
})
