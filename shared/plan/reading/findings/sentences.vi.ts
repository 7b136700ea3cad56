/** Why a document was not read as a plan. */
export const notPlanSentences = {
  empty: 'Văn bản không có chữ nào. Hãy kiểm tra tệp hoặc quét lại.',
  'other-type': 'Văn bản này là “{seen}”, không phải kế hoạch, nên không có nhiệm vụ nào được đọc.',
  form: 'Văn bản này là mẫu kế hoạch còn để trống, không phải kế hoạch đã ban hành, nên không có nhiệm vụ nào được đọc.',
  letter: 'Văn bản này là công văn gửi đơn vị, không phải kế hoạch, nên không có nhiệm vụ nào được đọc.',
  'no-title': 'Không thấy dòng “KẾ HOẠCH” ở đầu văn bản, nên văn bản không được đọc như một kế hoạch.',
} as const

export type Words = { readonly sentence: string; readonly suggestion: string | null }

/** Where in the body a sentence stands. */
export const sectionPlace = (numbers: string) => `mục ${numbers}`
export const pointPlace = (letter: string) => `điểm ${letter}`
export const paragraphPlace = (opening: string) => `đoạn “${opening}”`
export const bodyPlace = 'phần lời của kế hoạch'

/** One entry per code, or per code and case (`code.case`). Names in braces are the finding's values. */
export const sentences: Readonly<Record<string, Words>> = {
  'part-missing': { sentence: 'Văn bản thiếu một thành phần bắt buộc.', suggestion: null },
  'part-missing.header.number': { sentence: 'Kế hoạch chưa có số, ký hiệu.', suggestion: 'Nhập số, ký hiệu trước khi ban hành.' },
  'part-missing.header.date': { sentence: 'Kế hoạch chưa có ngày ban hành.', suggestion: 'Nhập ngày, tháng, năm ban hành.' },
  'part-missing.header.place': { sentence: 'Kế hoạch chưa ghi địa danh.', suggestion: 'Nhập địa danh trước ngày ban hành.' },
  'part-missing.header.title': { sentence: 'Không đọc được trích yếu của kế hoạch.', suggestion: 'Nhập trích yếu dưới dòng “KẾ HOẠCH”.' },
  'part-missing.header.issuer': { sentence: 'Không xác định được cơ quan ban hành.', suggestion: 'Chọn cơ quan ban hành trong danh bạ.' },
  'part-missing.recipients': {
    sentence: 'Kế hoạch không có phần “Nơi nhận”.',
    suggestion: 'Bổ sung nơi nhận để hệ thống gửi kế hoạch đến đơn vị.',
  },
  'part-missing.signatory': { sentence: 'Kế hoạch chưa có người ký.', suggestion: 'Bổ sung chức vụ và họ tên người ký.' },
  'part-missing.signatory.position': {
    sentence: 'Có họ tên người ký nhưng thiếu chức vụ.',
    suggestion: 'Bổ sung chức vụ, và quyền hạn ký (KT., TL., TUQ.) nếu ký thay.',
  },
  'part-missing.signatory.name': { sentence: 'Có chức vụ người ký nhưng thiếu họ tên.', suggestion: 'Bổ sung họ tên người ký.' },
  'part-missing.appendix': {
    sentence: 'Kế hoạch không có phụ lục tiến độ, nên chưa có nhiệm vụ nào có hạn.',
    suggestion: 'Nếu là kế hoạch nhiều năm, nhiệm vụ sẽ theo kế hoạch từng năm.',
  },
  'only-in-appendix': {
    sentence: 'Số {number} ngày {date} chỉ có ở dòng “Kèm theo” của phụ lục, phần đầu văn bản không có.',
    suggestion: 'Xác nhận số {number}, ngày {date} là của chính kế hoạch này.',
  },
  'reference-blank': {
    sentence: 'Dòng “{reference}” của phụ lục để trống số hoặc ngày.',
    suggestion: 'Bản điện tử được phép để trống; bản giấy cần điền đủ.',
  },
  'reference-date': {
    sentence: 'Phụ lục ghi kế hoạch ngày {given}, phần đầu văn bản ghi ngày {issued}.',
    suggestion: 'Sửa ngày ở phụ lục thành {issued}.',
  },
  'reference-issuer': {
    sentence: 'Phụ lục ghi kế hoạch của “{given}”, nhưng cơ quan ban hành là “{issuer}”.',
    suggestion: 'Sửa tên cơ quan ở phụ lục thành “{issuer}”.',
  },
  'reference-number': { sentence: 'Phụ lục ghi số {given}, phần đầu văn bản ghi số {own}.', suggestion: 'Sửa số ở phụ lục thành {own}.' },
  'column-missing.deadline': {
    sentence: 'Bảng phụ lục ({columns}) không có cột thời gian, nên không nhiệm vụ nào có hạn.',
    suggestion: 'Bổ sung hạn cho từng nhiệm vụ.',
  },
  'column-missing.executing': {
    sentence: 'Bảng phụ lục ({columns}) không có cột đơn vị thực hiện.',
    suggestion: 'Chọn đơn vị thực hiện cho từng nhiệm vụ.',
  },
  'row-uneven': {
    sentence: 'Dòng {tt} của phụ lục có số ô khác số cột; các ô được xếp theo nội dung.',
    suggestion: 'Đối chiếu dòng {tt} với bản gốc.',
  },
  'row-numbers': {
    sentence: 'Nhiệm vụ {tt} mang số thứ tự {number}, không liền mạch (chờ số {expected}).',
    suggestion: 'Kiểm tra xem có dòng nào bị mất hoặc lặp không.',
  },
  'text-outside-rows': {
    sentence: 'Trong bảng phụ lục có đoạn chữ không thuộc dòng nào: “{text}”.',
    suggestion: 'Kiểm tra xem đoạn này có phải là phần của một nhiệm vụ không.',
  },
  'deadline-missing': {
    sentence: 'Nhiệm vụ {tt} chưa có hạn.',
    suggestion: 'Nhập hạn; các dòng có hạn gần nhất là “{before}” và “{after}”.',
  },
  'deadline-not-read': {
    sentence: 'Không đọc được hạn “{deadline}” của nhiệm vụ {tt}.',
    suggestion: 'Nhập lại hạn theo ngày, tháng, năm.',
  },
  'deadline-not-read.no-such-date': {
    sentence: 'Hạn “{deadline}” của nhiệm vụ {tt} là ngày không có trong lịch.',
    suggestion: 'Sửa lại ngày.',
  },
  'deadline-not-read.several': {
    sentence: 'Hạn “{deadline}” của nhiệm vụ {tt} có nhiều ngày khác nhau.',
    suggestion: 'Tách thành nhiều nhiệm vụ, mỗi nhiệm vụ một hạn.',
  },
  'deadline-before-plan': {
    sentence: 'Hạn “{deadline}” của nhiệm vụ {tt} đã qua trước ngày ban hành {issued}.',
    suggestion: 'Xác nhận nhiệm vụ đã xong, hoặc sửa hạn.',
  },
  'deadline-year-inferred': {
    sentence: 'Hạn “{deadline}” của nhiệm vụ {tt} không ghi đủ năm; được hiểu là {read}.',
    suggestion: 'Xác nhận năm.',
  },
  'deadline-provisional': {
    sentence: 'Hạn “{deadline}” của nhiệm vụ {tt} mới là dự kiến; hệ thống nhận đến {read}.',
    suggestion: 'Xác nhận, hoặc nhập hạn chính thức.',
  },
  'deadline-provisional.duty': {
    sentence: 'Hạn “{deadline}” của việc “{action}” ({who}) ở {where} mới là dự kiến; hệ thống nhận đến {read}.',
    suggestion: 'Xác nhận, hoặc nhập hạn chính thức.',
  },
  'deadline-hour': {
    sentence: 'Hạn “{deadline}” của nhiệm vụ {tt} có giờ không rõ; hệ thống nhận đến hết ngày.',
    suggestion: 'Xác nhận, hoặc nhập giờ đóng.',
  },
  'deadline-hour.duty': {
    sentence: 'Hạn “{deadline}” của việc “{action}” ({who}) ở {where} có giờ không rõ; hệ thống nhận đến hết ngày.',
    suggestion: 'Xác nhận, hoặc nhập giờ đóng.',
  },
  'duty-due-not-read': {
    sentence: 'Không đọc được hạn “{deadline}” của việc “{action}” ({who}) ở {where}.',
    suggestion: 'Nhập lại hạn theo ngày, tháng, năm.',
  },
  'duty-year-inferred': {
    sentence: 'Hạn “{deadline}” của việc “{action}” ({who}) ở {where} không ghi đủ năm; được hiểu là {read}.',
    suggestion: 'Xác nhận năm.',
  },
  'body-date': {
    sentence: 'Ở {where} có “{date}” mà không rõ ai phải làm gì: “{sentence}”',
    suggestion: 'Nếu là hạn của một đơn vị, ghi rõ đơn vị và việc phải làm.',
  },
  'body-date.no-such-date': {
    sentence: 'Ở {where} có “{date}”, là ngày không có trong lịch: “{sentence}”',
    suggestion: 'Sửa lại ngày; nếu là hạn, thêm thành nhiệm vụ.',
  },
  'nested-after-main': {
    sentence: 'Trong nhiệm vụ {tt}, “{nested}” không sớm hơn hạn chính “{deadline}”.',
    suggestion: 'Sửa hạn nộp của đơn vị cho sớm hơn hạn chính.',
  },
  'council-before-dossier': {
    sentence: 'Hội đồng họp (nhiệm vụ {tt}, “{council}”) không muộn hơn hạn nộp hồ sơ (nhiệm vụ {dossier}, “{due}”).',
    suggestion: 'Lùi ngày họp hoặc đưa hạn nộp hồ sơ lên trước ngày họp.',
  },
  'lead-time.prepare': {
    sentence: 'Từ hướng dẫn (nhiệm vụ {first}) đến hạn nộp hồ sơ (nhiệm vụ {tt}) chỉ có {days} ngày.',
    suggestion: 'Đơn vị thường cần ít nhất {least} ngày để chuẩn bị; cân nhắc hướng dẫn sớm hơn.',
  },
  'lead-time.appraise': {
    sentence: 'Từ hạn nộp hồ sơ (nhiệm vụ {first}) đến ngày họp xét (nhiệm vụ {tt}) chỉ có {days} ngày.',
    suggestion: 'Thẩm định thường cần ít nhất {least} ngày; cân nhắc lùi ngày họp.',
  },
  'no-margin': {
    sentence: 'Nhiệm vụ {tt}: đơn vị cấp dưới và cơ quan tổng hợp cùng một hạn “{deadline}” ({units}).',
    suggestion: 'Đặt hạn của đơn vị cấp dưới sớm hơn để có thời gian tổng hợp.',
  },
  'duty-conflict.date': {
    sentence: 'Phần lời ({where}) yêu cầu {who} {duty} {when}, phụ lục (nhiệm vụ {tt}) lại ghi “{deadline}”.',
    suggestion: 'Chọn một hạn thống nhất.',
  },
  'duty-conflict.executor': {
    sentence: 'Phần lời ({where}) giao {who} {duty} {when}, phụ lục (nhiệm vụ {tt}) lại giao {units}.',
    suggestion: 'Xác định đơn vị phải thực hiện.',
  },
  'late-for-school-year': {
    sentence: 'Nhiệm vụ {tt}: giao ước của năm học {schoolYear} ký “{deadline}”, khi năm học sắp kết thúc.',
    suggestion: 'Kiểm tra lại năm học hoặc hạn ký.',
  },
  'school-year-mismatch': {
    sentence: 'Nhiệm vụ {tt} nói đến năm học {seen}, trong khi kế hoạch thuộc các năm học {expected}.',
    suggestion: 'Kiểm tra lại năm học.',
  },
  'school-year-term': {
    sentence: 'Nhiệm vụ {tt} viết “năm học {seen}” với một năm.',
    suggestion: 'Ghi đủ hai năm của năm học, hoặc bỏ chữ “học”.',
  },
  'executor-missing': { sentence: 'Nhiệm vụ {tt} chưa có đơn vị thực hiện.', suggestion: 'Chọn đơn vị thực hiện.' },
  'executor-mismatch': {
    sentence: 'Nội dung nhiệm vụ {tt} giao “{named}”, cột đơn vị thực hiện lại ghi “{executing}”.',
    suggestion: 'Xác nhận đơn vị thực hiện là “{named}”.',
  },
  'executor-mismatch.incomplete': {
    sentence: 'Nội dung nhiệm vụ {tt} còn giao “{named}”, cột đơn vị thực hiện chỉ ghi “{executing}”.',
    suggestion: 'Bổ sung “{named}” vào đơn vị thực hiện.',
  },
  'executor-outside': {
    sentence: 'Nhiệm vụ {tt} giao “{unit}”, ngoài quyền giao việc của {issuer}.',
    suggestion: 'Theo dõi để biết, không tạo phần việc; hoặc chọn đơn vị trong ngành.',
  },
  'host-mismatch': {
    sentence: 'Nhiệm vụ {tt} tổ chức tại {place} nhưng đơn vị thực hiện là “{executing}”, {place} chỉ phối hợp (“{coordinating}”).',
    suggestion: 'Xác nhận đơn vị chủ trì.',
  },
  'council-ambiguous': {
    sentence: 'Nhiệm vụ {tt} giao “{unit}” mà nội dung nói đến hai cấp (“{levels}”).',
    suggestion: 'Chọn Hội đồng của cấp nào.',
  },
  'coordinator-superior': {
    sentence: 'Nhiệm vụ {tt} ghi cơ quan cấp trên “{unit}” là đơn vị phối hợp.',
    suggestion: 'Xác nhận; cấp trên sẽ không nhận phần việc.',
  },
  'superior-office': {
    sentence: 'Nhiệm vụ {tt} gửi “về Văn phòng Sở” trong kế hoạch của {issuer}.',
    suggestion: 'Kiểm tra nơi nhận: có thể chép từ kế hoạch cấp trên.',
  },
  'recipient-self': {
    sentence: 'Nơi nhận có chính cơ quan ban hành (“{unit}”).',
    suggestion: 'Bỏ dòng này; hệ thống không gửi cho chính mình.',
  },
  'recipient-missing': { sentence: 'Kế hoạch giao việc cho nhưng không gửi đến: {units}.', suggestion: 'Bổ sung vào nơi nhận.' },
  'scope-copied': {
    sentence: 'Câu “{sentence}…” nói về đơn vị của Sở trong kế hoạch của {issuer}.',
    suggestion: 'Có thể chép từ kế hoạch cấp trên; sửa cho đúng phạm vi.',
  },
  'title-scope': {
    sentence: 'Trích yếu là phát động phong trào, phụ lục lại là tiến độ công tác thi đua, khen thưởng cả năm.',
    suggestion: 'Xác nhận kế hoạch này là kế hoạch năm.',
  },
  'section-gap': { sentence: 'Các mục La Mã nhảy từ {before} sang {after}.', suggestion: 'Kiểm tra xem có mục nào bị thiếu không.' },
  'law-name': {
    sentence: '“{text}”: năm {year} là luật sửa đổi (số {number}) của Luật năm {amends}.',
    suggestion: 'Ghi “Luật Thi đua, khen thưởng năm {amends}, sửa đổi năm {year}”.',
  },
  'law-not-in-force': {
    sentence: '“{text}” chỉ có hiệu lực từ {inForce}, sau ngày ban hành kế hoạch.',
    suggestion: 'Danh hiệu xét trước ngày đó vẫn theo luật cũ.',
  },
  'basis-date': {
    sentence: 'Văn bản {number} được ghi ngày {given}; các văn bản khác ghi ngày {known}.',
    suggestion: 'Kiểm tra lại ngày văn bản.',
  },
  'results-year': { sentence: '“{text}” lấy kết quả của năm chưa qua.', suggestion: 'Có thể là năm {last}.' },
  anniversary: { sentence: '“{text}” là {years} năm, văn bản ghi {counted} năm.', suggestion: 'Kiểm tra lại số năm hoặc ngày.' },
  'party-congress': { sentence: '“{text}”: số thứ tự đại hội không khớp với năm.', suggestion: 'Có thể là lần thứ {expected}.' },
  'council-term': { sentence: '“{text}”: nhiệm kỳ không khớp với nhiệm kỳ Hội đồng nhân dân.', suggestion: 'Kiểm tra lại nhiệm kỳ.' },
  'deadline-holiday': {
    sentence: 'Hạn {date} của nhiệm vụ {tt} rơi vào kỳ nghỉ {holiday}.',
    suggestion: 'Cân nhắc đổi hạn; hệ thống vẫn nhắc và đóng theo ngày đã ghi, kể cả ngày nghỉ.',
  },
  'deadline-order': {
    sentence: 'Nhiệm vụ {tt} (“{deadline}”) đứng sau nhiệm vụ {above} (“{aboveDeadline}”) nhưng đến hạn sớm hơn.',
    suggestion: 'Kiểm tra lại tháng hoặc thứ tự.',
  },
  'deadline-weekend': {
    sentence: 'Hạn {date} của nhiệm vụ {tt} là {weekday}.',
    suggestion: 'Giữ nguyên ngày; thư gửi đơn vị lưu ý đó là ngày nghỉ cuối tuần.',
  },
  spelling: { sentence: '“{seen}” có thể là “{meant}”.', suggestion: '{meant}' },
}

/** Said beside the reading, by functions that do without all the others. */
export const childAfterParentWords: Words = {
  sentence: '{tt} (“{deadline}”) muộn hơn hoặc bằng hạn của cấp trên ({parent}, “{parentDeadline}”).',
  suggestion: 'Đặt hạn sớm hơn ít nhất {least} ngày để kịp tổng hợp.',
}
