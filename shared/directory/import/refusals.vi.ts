/** What is said when a file cannot be imported at all: see `shared/access/sentences.vi.ts` for how they are written. */
import type { Sentences } from '../../access/sentences.vi.ts'

export const importSentences: Sentences = {
  'import-unreadable': 'Chưa nhập được danh bạ từ tệp này[. {reason}]. Xin sửa tệp rồi nhập lại.',
}
