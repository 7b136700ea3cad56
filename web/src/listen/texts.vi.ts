/** What officers read about systems that listen, in Vietnamese. */
export const listenTexts = {
  title: 'Hệ thống nhận tin',
  link: 'Hệ thống nhận tin',
  above: 'Danh bạ',
  lead: 'Báo ngay cho hệ thống khác của cơ quan (như hệ thống điều hành, báo cáo) khi có việc xảy ra với các kế hoạch do cơ quan ban hành: ban hành, điều chỉnh, mở và đóng nhiệm vụ, đơn vị nộp, rút, được trả lại, chấp nhận, gia hạn. Tin chỉ nêu kế hoạch, nhiệm vụ và đơn vị; không có tên người, tên tệp hay nội dung hồ sơ.',
  docs: 'Tài liệu cho người quản trị hệ thống nhận tin',
  none: 'Chưa có hệ thống nào nhận tin.',
  address: 'Địa chỉ nhận tin',
  addressHint: 'Do bên quản trị hệ thống nhận tin cung cấp, là một địa chỉ https công khai.',
  open: 'Thêm hệ thống',
  openTitle: 'Thêm một hệ thống nhận tin',
  opened: 'Đã thêm hệ thống nhận tin',
  once: 'Mã bí mật chỉ hiện một lần. Xin sao chép ngay và chuyển riêng cho người quản trị hệ thống nhận tin.',
  lost: 'Đã thêm, nhưng mã bí mật đã hiện ở lần gửi trước và không hiện lại được. Nếu chưa kịp sao chép, xin đóng hệ thống này rồi thêm lại.',
  secret: 'Mã bí mật',
  secretHelp:
    'Hệ thống nhận tin dùng mã này để kiểm tra rằng tin đúng do hệ thống thi đua gửi. Nếu lỡ để lộ, xin thêm lại hệ thống với mã mới rồi đóng mục cũ.',
  copy: 'Sao chép',
  copied: 'Đã sao chép.',
  copyByHand: 'Mã đã được chọn. Xin bấm Ctrl+C để sao chép.',
  state: {
    upToDate: (position: string) => `Đã nhận đủ, đến tin số ${position}`,
    nothingYet: 'Chưa có tin nào để nhận',
    behind: (after: string, position: string) => `Đã nhận đến tin số ${after}, tin mới nhất là số ${position}`,
    suspended: (after: string) => `Tạm dừng sau tin số ${after}`,
  },
  openedAt: (at: string) => `Thêm vào ${at}`,
  failed: (reason: string, at: string) => `Lần gọi gần nhất không thành, ${at}: ${reason}.`,
  suspendedHelp: 'Hệ thống này không trả lời nhiều lần liền nên không được gọi nữa. Khi bên đó đã sửa xong, xin bấm “Gọi lại”.',
  testing: 'Đang gọi thử…',
  testedWell: (at: string) => `Gọi thử thành công, ${at}.`,
  testedBadly: (reason: string, at: string) => `Gọi thử không thành, ${at}: ${reason}.`,
  test: 'Gọi thử',
  replay: 'Gọi lại',
  replayTitle: 'Gọi lại hệ thống này?',
  replayHelp: 'Hệ thống gửi lại lần lượt mọi tin sau số dưới đây. Tin đã nhận rồi mang cùng mã, bên nhận tự bỏ qua.',
  after: 'Gửi lại các tin sau số',
  close: 'Đóng',
  closeTitle: 'Đóng hệ thống nhận tin?',
  closeHelp: 'Hệ thống này không được gọi nữa và mã bí mật bị xóa. Không mở lại được; muốn nhận tiếp thì thêm lại từ đầu.',
  closed: 'Đã đóng. Hệ thống đó không được gọi nữa.',
} as const

/** Why a call failed, by the words of `shared/subscription/`; a number is what the other side answered. */
export const reasonTexts: Readonly<Record<string, string>> = {
  timeout: 'không trả lời trong 5 giây',
  address: 'địa chỉ dẫn đến một mạng nội bộ',
  connection: 'không kết nối được',
  secret: 'mã bí mật không còn',
}

export const reasonText = (reason: string): string => reasonTexts[reason] ?? `trả lời mã ${reason}`
