/** Everything a person reads while signing in. */
export const texts = {
  title: 'Đăng nhập – Thi đua, khen thưởng',
  emailHeading: 'Đăng nhập',
  emailHelp: 'Nhập địa chỉ thư điện tử công vụ của Ông/Bà. Hệ thống gửi mã đăng nhập gồm 6 chữ số đến địa chỉ đó.',
  emailLabel: 'Thư điện tử',
  emailSubmit: 'Gửi mã',
  emailInvalid: 'Địa chỉ thư điện tử không đúng. Xin nhập lại, ví dụ: vanthu@donvi.example.',
  codeHeading: 'Nhập mã đăng nhập',
  // The same for every address, known or not: who has an account is nobody's business.
  codeHelp: (email: string) =>
    `Nếu địa chỉ ${email} có trong danh bạ, mã đăng nhập đã được gửi đến đó. Mã có hiệu lực 10 phút và được nhập tối đa 5 lần.`,
  codeLabel: 'Mã gồm 6 chữ số',
  codeSubmit: 'Đăng nhập',
  codeWrong: 'Mã không đúng hoặc đã hết hiệu lực. Xin kiểm tra lại thư mới nhất, hoặc yêu cầu gửi mã khác.',
  otherAddress: 'Dùng địa chỉ khác hoặc gửi lại mã',
  mailSubject: (code: string) => `Mã đăng nhập: ${code}`,
  mailText: (code: string) =>
    `Mã đăng nhập của Ông/Bà là: ${code}\n\nMã có hiệu lực 10 phút. Nếu Ông/Bà không yêu cầu đăng nhập, xin bỏ qua thư này.\n`,
  expiredHeading: 'Phiên đăng nhập đã hết hạn',
  expiredHelp: 'Xin quay lại trang Ông/Bà định mở và bấm đăng nhập lần nữa.',
  errorHeading: 'Không đăng nhập được',
  errorHelp: 'Yêu cầu đăng nhập không hợp lệ. Xin quay lại trang Ông/Bà định mở và thử lại.',
  logoutHeading: 'Đăng xuất',
  logoutHelp: 'Ông/Bà có muốn đăng xuất khỏi hệ thống không?',
  logoutSubmit: 'Đăng xuất',
  logoutStay: 'Ở lại',
  loggedOutHeading: 'Ông/Bà đã đăng xuất',
} as const
