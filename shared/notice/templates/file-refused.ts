/** An uploaded file broke a rule: which one, and what to do. */
import * as z from 'zod/mini'
import { fileRules, fileRuleTitles } from '../../assignment/sentences.vi.ts'
import { fileRefusedSentence } from '../../assignment/unreadable.vi.ts'
import { shorten } from '../html.ts'
import { paragraph } from './letter.ts'
import { taskTemplate } from './template.ts'
import { deadlineCallout, formOf, SUBJECT_NAME_CHARACTERS_MAX, taskBlock, taskInPlan } from './words.ts'

const facts = z.object({ rule: z.enum(fileRules), seen: z.string(), fileName: z.string() })

export const fileRefusedTemplate = taskTemplate(facts, ({ rule, seen, fileName }, scene) => {
  // The name is empty only where the upload itself is no longer known.
  const name = fileName.trim() === '' ? 'Một tệp' : `Tệp “${fileName}”`
  const short = fileName.trim() === '' ? '' : ` “${shorten(fileName, SUBJECT_NAME_CHARACTERS_MAX)}”`
  return {
    subject: `Tệp${short} không được nhận: ${taskInPlan(scene)}`,
    headline: `${name} không được nhận: ${fileRuleTitles[rule]}.`,
    preheader: 'Xin sửa tệp rồi gửi lại trước hạn.',
    lead: [paragraph(fileRefusedSentence(rule, seen)), deadlineCallout(scene)],
    details: [taskBlock(scene)],
    next: [
      'Tệp này không được tính. Các tệp khác đã gửi không bị ảnh hưởng.',
      `Gửi tệp đúng xong, xin ${formOf(scene.task).act} như thường.`,
    ],
    action: 'Mở trang để gửi lại tệp',
  }
})
