/** The columns of a file that is brought in, by the names that its first line gives them. */
import type { sheetNames } from '../texts.vi.ts'

interface Columns {
  readonly must: readonly string[]
  readonly may: readonly string[]
}

export const columns: Readonly<Record<keyof typeof sheetNames, Columns>> = {
  units: {
    must: ['Tên đơn vị', 'Loại đơn vị', 'Hiệu lực từ'],
    may: [
      'Mã đơn vị',
      'Tên khác',
      'Cấp học',
      'Địa bàn',
      'Đơn vị cấp trên',
      'Thư điện tử 1',
      'Thư điện tử 2',
      'Hiệu lực đến',
      'Đơn vị kế thừa',
    ],
  },
  groups: {
    must: ['Tên nhóm', 'Loại nhóm', 'Cơ quan lập', 'Từ ngày'],
    may: [
      'Mã nhóm',
      'Số',
      'Đơn vị đại diện',
      'Thành viên: đơn vị',
      'Thành viên: người',
      'Thành viên: ngoài danh bạ',
      'Đến ngày',
      'Cụm trưởng/Chủ tịch',
    ],
  },
  people: { must: ['Họ và tên', 'Thư điện tử', 'Vai trò', 'Đơn vị', 'Từ ngày'], may: ['Mã người', 'Đến ngày'] },
}
