/** Why a document was not read as a plan. */
export const notPlanSentences = {
  empty: 'Văn bản không có chữ nào. Hãy kiểm tra tệp hoặc quét lại.',
  'other-type': 'Văn bản này là “{seen}”, không phải kế hoạch, nên không có nhiệm vụ nào được đọc.',
  letter: 'Văn bản này là công văn gửi đơn vị, không phải kế hoạch, nên không có nhiệm vụ nào được đọc.',
  'no-title': 'Không thấy dòng “KẾ HOẠCH” ở đầu văn bản, nên văn bản không được đọc như một kế hoạch.',
} as const
