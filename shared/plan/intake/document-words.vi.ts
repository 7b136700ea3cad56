/** What is said of a plan document besides what its reader says (`document/sentences.vi.ts`). */

export const documentWords = {
  size: 'Tệp đến nơi không đủ như đã khai. Xin gửi lại tệp.',
  checksum: 'Tệp đến nơi khác với tệp đã chọn. Xin gửi lại tệp.',
  'not-arrived': 'Chưa nhận được tệp. Xin kiểm tra đường truyền rồi gửi lại tệp.',
  'text-too-long': 'Văn bản dài quá giới hạn đọc được. Xin tách riêng phần kế hoạch và phụ lục rồi gửi lại.',
  'reread-too-much':
    'Bản nháp có quá nhiều chỗ đã sửa nên không giữ lại được hết. Xin tạo kế hoạch mới từ tệp này; bản nháp cũ vẫn còn nguyên.',
} as const

export type DocumentFault = keyof typeof documentWords

export function scanFindingSentence(percent: string): string {
  return `Văn bản là bản quét, chữ do máy nhận dạng (độ chắc chắn ${percent}%). Xin so từng trường với bản giấy trước khi ban hành.`
}

export const otherIssuerSentence = (named: string, own: string) =>
  `Văn bản do “${named}” ban hành. Ban hành ở đây thì thư gửi đi, việc giao cho các đơn vị đều mang tên ${own}.`

export const otherIssuerSuggestion = 'Nếu là kế hoạch của nơi khác, xin đừng ban hành; hãy lập kế hoạch của đơn vị mình.'

const DUTIES_CHARACTERS_MAX = 700

/** `duties`: each as who does what. */
export function dutiesWithoutDaySentence(duties: readonly string[]): string {
  const named = duties.join('; ').slice(0, DUTIES_CHARACTERS_MAX)
  return `Phần nội dung còn ${duties.length} việc không nêu ngày, hệ thống không nhắc: ${named}. Cần theo dõi thì thêm thành nhiệm vụ.`
}

/**
 * What the body asks for, and to whom it goes: "xây dựng kế hoạch của đơn vị, gửi" alone says half of it. A recipient in brackets was not
 * written, but meant.
 */
export function workOf({ action, recipient }: { readonly action: string; readonly recipient: string | null }): string {
  return /^[^(]/.test(recipient ?? '') ? `${action} về: ${recipient}` : action
}
