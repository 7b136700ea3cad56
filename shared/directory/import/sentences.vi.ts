/** What the report says for each refusal: what is wrong and what to do. */

import {
  CELL_CHARACTERS_MAX,
  IMPORT_BYTES_MAX,
  IMPORT_COLUMNS_MAX,
  IMPORT_ROWS_MAX,
  LIST_ENTRIES_MAX,
  NAME_CHARACTERS_MAX,
  type Refusal,
  type RefusalCode,
} from './table.ts'

const number = (value: number): string => value.toLocaleString('vi-VN')

const sentences: Readonly<Record<RefusalCode, string>> = {
  'file-too-large': `Tệp quá lớn (tối đa ${number(IMPORT_BYTES_MAX / 1_000_000)} MB). Hãy chia thành nhiều tệp.`,
  'file-not-utf8': 'Tệp CSV không phải mã UTF-8. Trong Excel, chọn “Lưu thành” và “CSV UTF-8”, hoặc gửi tệp XLSX.',
  'file-malformed': 'Không đọc được tệp. Hãy lưu lại dưới dạng CSV UTF-8 hoặc XLSX rồi gửi lại.',
  'too-many-rows': `Tệp có quá ${number(IMPORT_ROWS_MAX)} dòng. Hãy chia thành nhiều tệp.`,
  'too-many-columns': `Tệp có quá ${IMPORT_COLUMNS_MAX} cột. Hãy xoá các cột thừa.`,
  'unknown-sheet': 'Không nhận ra bảng này. Dòng đầu phải ghi tên các cột theo mẫu Đơn vị, Nhóm hoặc Người.',
  'missing-column': 'Thiếu cột bắt buộc “{value}”. Hãy thêm cột theo mẫu.',
  'repeated-column': 'Cột “{value}” xuất hiện hai lần. Hãy giữ lại một cột.',
  required: 'Ô này không được để trống.',
  'too-long': `Nội dung quá dài (tối đa ${NAME_CHARACTERS_MAX} ký tự; ô dài nhất ${number(CELL_CHARACTERS_MAX)} ký tự).`,
  'too-many-entries': `Quá ${LIST_ENTRIES_MAX} mục trong một ô. Hãy bớt đi.`,
  'control-character': 'Ô chứa ký tự điều khiển hoặc ký tự ẩn. Hãy gõ lại nội dung.',
  formula: 'Nội dung bắt đầu như một công thức (=, +, -, @). Hãy bỏ ký tự đầu.',
  'bad-id': 'Mã không đúng dạng. Hãy để trống để hệ thống tự đặt, hoặc dùng mã đã xuất ra.',
  'bad-date': 'Ngày không hợp lệ. Hãy ghi dạng ngày/tháng/năm, ví dụ 01/08/2021.',
  'period-reversed': 'Ngày kết thúc trước ngày bắt đầu.',
  'bad-email': '“{value}” không phải địa chỉ thư điện tử.',
  'too-many-contacts': 'Một đơn vị có tối đa hai địa chỉ thư điện tử.',
  'bad-number': 'Số thứ tự cụm phải là số từ 1 đến 999.',
  'unknown-type': 'Không có loại đơn vị “{value}”.',
  'unknown-level': 'Không có cấp học “{value}”.',
  'unknown-group-kind': 'Không có loại nhóm “{value}”.',
  'unknown-role': 'Không có vai trò “{value}”.',
  'unknown-parent': 'Không tìm thấy đơn vị cấp trên “{value}” trong danh bạ và trong các dòng được nhận.',
  'unknown-successor': 'Không tìm thấy đơn vị kế thừa “{value}” trong danh bạ và trong các dòng được nhận.',
  'unknown-unit': 'Không tìm thấy đơn vị “{value}”. Hãy ghi đúng tên hoặc mã.',
  'unknown-person': 'Không tìm thấy người “{value}”. Hãy ghi đúng địa chỉ thư điện tử hoặc mã.',
  'ambiguous-name': 'Có nhiều đơn vị tên “{value}”. Hãy ghi mã đơn vị.',
  cycle: 'Quan hệ tạo thành vòng lặp qua “{value}”.',
  duplicate: 'Trùng với dòng khác hoặc với danh bạ: “{value}”.',
  'conflicting-rows': 'Các dòng của cùng một người hoặc nhóm ghi khác nhau: “{value}”.',
  'one-member': 'Mỗi dòng phải có đúng một thành viên: đơn vị, người, hoặc tên ngoài danh bạ.',
  'other-row-refused': 'Không nhận vì dòng {value} của cùng người hoặc nhóm này bị từ chối.',
}

export function refusalSentence({ code, value }: Refusal): string {
  return sentences[code].replace('{value}', () => value)
}
