import type { DocumentRefusalCode } from './types.ts'

/** One sentence a refusal: what is wrong with the file and what the officer can do. */
export const documentSentences: Readonly<Record<DocumentRefusalCode, string>> = {
  empty: 'Tệp “{file}” không có nội dung. Hãy kiểm tra và chọn lại tệp kế hoạch.',
  'too-large': 'Tệp “{file}” quá lớn (giới hạn {limit}). Hãy bỏ bớt hình ảnh hoặc tách riêng phần kế hoạch rồi gửi lại.',
  'too-many-pages': 'Tệp “{file}” có {pages} trang, vượt quá giới hạn {limit} trang. Hãy tách riêng phần kế hoạch rồi gửi lại.',
  'wrong-type': 'Tệp “{file}” không thuộc loại đọc được. Hãy dùng tệp DOCX, DOC, PDF, văn bản thuần (TXT, MD) hoặc ảnh chụp trang.',
  unreadable: 'Không đọc được tệp “{file}”: tệp bị hỏng hoặc chưa tải lên đủ. Hãy mở tệp, lưu lại và gửi bản mới.',
  encrypted: 'Tệp “{file}” được đặt mật khẩu. Hãy bỏ mật khẩu rồi gửi lại.',
  macros: 'Tệp “{file}” chứa macro nên không được nhận. Hãy lưu lại thành DOCX hoặc PDF không có macro.',
  'zip-bomb': 'Tệp “{file}” nở ra quá lớn khi giải nén nên không được nhận. Hãy lưu lại từ Word thành tệp mới.',
  'too-slow': 'Đọc tệp “{file}” quá {limit} giây nên đã dừng. Hãy lưu lại thành DOCX hoặc tách riêng phần kế hoạch rồi gửi lại.',
  'unknown-encoding':
    'Tệp “{file}” không dùng bảng mã Unicode. Hãy lưu lại với bảng mã UTF-8 (trong Notepad, chọn UTF-8 ở ô Mã hóa khi lưu).',
  'legacy-font': 'Tệp “{file}” dùng phông chữ cũ (TCVN3, VNI). Hãy chuyển mã sang Unicode (ví dụ bằng UniKey) rồi gửi lại.',
  'scan-without-ocr':
    'Tệp “{file}” là bản quét, không có chữ để đọc, và máy này không có bộ nhận dạng chữ. Hãy gửi tệp Word hoặc PDF xuất từ Word.',
  'scan-unreadable': 'Không nhận ra chữ nào trong bản quét “{file}”. Hãy quét lại rõ hơn (300 dpi) hoặc gửi tệp Word.',
}
