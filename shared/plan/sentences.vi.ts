/** What readers see of a plan's codes: what a task asks for, where it stands, and what happened while the plan runs. */
import type { PlanFinding, PlanTask } from '../../events/plan.ts'
import type { TaskState } from './plan.ts'

type Form = PlanTask['form']

/** What a unit hands in, as a noun and as an act. */
export const taskForms: Readonly<Record<Form, { readonly noun: string; readonly act: string }>> = {
  registration: { noun: 'đăng ký', act: 'gửi đăng ký' },
  dossier: { noun: 'hồ sơ', act: 'nộp hồ sơ' },
  report: { noun: 'báo cáo', act: 'gửi báo cáo' },
}

export const taskStates: Readonly<Record<TaskState['state'], string>> = {
  planned: 'chưa mở',
  open: 'đang nhận',
  closed: 'đã đóng',
}

/** Why a field was changed by what its finding suggested. */
export function fixReason(sentence: string): string {
  return `Áp dụng đề nghị: ${sentence}`.slice(0, 1_000)
}

/** Why a finding is over when the row it is about was taken out. */
export function removedReason(reason: string): string {
  return `Đã bỏ nhiệm vụ này: ${reason}`.slice(0, 1_000)
}

/** `Nhiệm vụ 8`; a duty of the body has no row in the appendix, and its reader should not look for one. */
export function taskLabel(key: string): string {
  return key.startsWith('B') ? `Việc thứ ${key.slice(1)} nêu trong phần nội dung` : `Nhiệm vụ ${key}`
}

/** The same by the number its newest document gives it: a key stays when an amendment counts the rows anew. */
export function labelOf(task: Pick<PlanTask, 'key' | 'reference'>): string {
  return taskLabel(numberOf(task))
}

/** What its readers call it, where only the number is named: `8`, `6.1`, `B2`. */
export function numberOf({ key, reference }: Pick<PlanTask, 'key' | 'reference'>): string {
  return reference ?? key
}

/** Why a mail did not arrive, from what SES or its event says. */
const bounceReasons: Readonly<Record<string, string>> = {
  Permanent: 'máy chủ thư của nơi nhận báo địa chỉ này không tồn tại hoặc không nhận thư',
  Undetermined: 'máy chủ thư của nơi nhận từ chối mà không nêu lý do',
  Rejected: 'dịch vụ gửi thư từ chối thư này',
}

const runtimeFindings: Readonly<Record<string, (name: string, facts: Readonly<Record<string, string>>) => string>> = {
  'mail-bounced': (name, { address, reason }) =>
    `Thư gửi ${name}${address === undefined ? '' : ` (${address})`} không đến nơi: ${bounceReasons[reason ?? ''] ?? 'thư bị trả lại'}. ` +
    'Xin kiểm tra và sửa địa chỉ trong danh bạ; nếu đơn vị có địa chỉ thứ hai, thư đã được gửi tiếp tới đó.',
  'amendment-not-told': (name) =>
    `${name} có việc thay đổi theo văn bản điều chỉnh nhưng danh bạ chưa có địa chỉ thư. Xin bổ sung địa chỉ và báo cho đơn vị bằng cách khác.`,
  'no-contact': (name) =>
    `${name} có tên trong Nơi nhận nhưng danh bạ chưa có địa chỉ thư. Xin bổ sung địa chỉ và báo cho đơn vị bằng cách khác.`,
}

/** Codes of the findings that come up while a plan runs. */
export const runtimeFindingCodes: readonly string[] = Object.keys(runtimeFindings)

/** `unitName` is the name of the unit the finding is about, as the directory has it; the finding itself may hold only its id. */
export function runtimeFindingSentence(finding: Pick<PlanFinding, 'code' | 'facts'>, unitName?: string): string {
  const name = unitName ?? finding.facts?.name ?? 'Một nơi nhận'
  return runtimeFindings[finding.code]?.(name, finding.facts ?? {}) ?? `Có việc liên quan đến ${name} cần xem lại.`
}
