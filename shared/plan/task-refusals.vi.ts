/** What is said of a task itself, to the unit that works on it and to the officer who follows it. */
import type { Sentences } from '../access/sentences.vi.ts'

export const taskSentences: Sentences = {
  'not-open-yet': 'Nhiệm vụ chưa mở[; bắt đầu nhận từ {opensAt}]. Xin quay lại sau.',
}
