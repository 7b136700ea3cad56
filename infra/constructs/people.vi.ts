/** What the user pool writes to people. Cognito puts the code in the place of `{####}`. */
export const people = {
  confirmSubject: 'Xác nhận địa chỉ thư – Thi đua, khen thưởng',
  confirmBody: 'Mã xác nhận địa chỉ thư của Ông/Bà là: {####}. Nếu Ông/Bà không đăng ký, xin bỏ qua thư này.',
  codeSubject: 'Mã đăng nhập – Thi đua, khen thưởng',
  codeBody: 'Mã đăng nhập của Ông/Bà là: {####}. Nếu Ông/Bà không yêu cầu đăng nhập, xin bỏ qua thư này.',
} as const
