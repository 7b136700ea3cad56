/** The plan a newcomer issues: the first of the plans kept beside the project; where these are absent, the sample plan. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const seeds = join(import.meta.dirname, '../../../../shared/seeds')
const sample = join(import.meta.dirname, '../../../cli/sample/ke-hoach-mau.txt')

export interface FirstPlan {
  readonly text: string
  /** Words of its title, behind which more can be written. */
  readonly title: string
  /** A task and the words of its deadline in the document. */
  readonly deadline: { readonly task: string; readonly written: string }
  /** How the contents begin of the task for which a unit registers people, and of the one for which it sends files. */
  readonly registers: string
  readonly sends: string
  /** The one of the two that is due first, and an instant after that day. */
  readonly closing: { readonly content: string; readonly key: string; readonly after: string }
}

export function firstPlan(): FirstPlan {
  const [file] = existsSync(seeds) ? readdirSync(seeds).filter((name) => name.startsWith('000_')) : []
  if (file === undefined) {
    const registers = 'Gửi bản đăng ký danh hiệu'
    return {
      text: readFileSync(sample, 'utf8'),
      title: 'của ngành trong năm 2021',
      deadline: { task: '3', written: 'Trước ngày 26/3/2021' },
      registers,
      sends: 'Gửi hồ sơ đề nghị tặng Kỷ niệm chương',
      closing: { content: registers, key: '1', after: '2021-02-06T02:00:00.000Z' },
    }
  }
  const sends = 'gửi Kế hoạch của đơn vị'
  return {
    text: readFileSync(join(seeds, file), 'utf8'),
    title: 'ngành Giáo dục và Đào tạo năm 2021',
    deadline: { task: '8', written: 'Trước ngày 25/3/2021' },
    registers: 'Gửi ban đăng ký thi đua năm học 2021 - 2022',
    sends,
    closing: { content: sends, key: 'B6', after: '2021-01-23T02:00:00.000Z' },
  }
}
