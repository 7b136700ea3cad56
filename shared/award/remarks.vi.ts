/** Remarks on a list of nominees in words: what is the matter, and what to do. Rows as a reader counts them. */
import { numberText } from '../time/vietnamese.ts'
import type { Remark } from './remarks.ts'

export function remarkText(remark: Remark): string {
  switch (remark.code) {
    case 'award-unknown':
      return remark.near === undefined
        ? `Dòng ${remark.row + 1}: “${remark.award}” không có trong danh mục danh hiệu, hình thức khen thưởng. Xin chọn trong danh sách gợi ý; nếu là danh hiệu riêng của địa phương thì cứ để như vậy.`
        : `Dòng ${remark.row + 1}: “${remark.award}” không có trong danh mục. Có phải là “${remark.near}”?`
    case 'award-of-persons':
      return `Dòng ${remark.row + 1}: “${remark.award}” dành cho cá nhân, dòng này ghi là tập thể.${insteadText(remark.near)}`
    case 'award-of-collectives':
      return `Dòng ${remark.row + 1}: “${remark.award}” dành cho tập thể, dòng này ghi là cá nhân.${insteadText(remark.near)}`
    case 'named-twice':
      return `Dòng ${remark.row + 1}: ${remark.name} đã đăng ký “${remark.award}” ở dòng ${remark.first + 1}. Nếu là hai người trùng tên, xin ghi thêm chức vụ, tổ hoặc môn dạy.`
    case 'share-above':
      return `Đăng ký ${numberText(remark.count)} “${remark.award}” trên ${numberText(remark.base)} người đăng ký “${remark.of}” trở lên; theo tỷ lệ ${remark.percent} % thì tối đa ${numberText(remark.max)}${basisText(remark.source)}. Bộ, tỉnh, thành phố có thể quy định tỷ lệ thấp hơn.`
    case 'lacks-award':
      return `Dòng ${remark.row + 1}: “${remark.award}” cần có ít nhất một “${remark.lacks}”, danh sách này chưa có ai.`
  }
}

function insteadText(near: string | undefined): string {
  return near === undefined ? ' Xin sửa loại hoặc chọn danh hiệu khác.' : ` Xin sửa loại, hoặc ghi “${near}”.`
}

function basisText(source: string | undefined): string {
  return source === undefined ? '' : ` (${source})`
}
