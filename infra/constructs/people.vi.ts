/** What the user pool writes to people. Cognito puts the code in the place of `{####}`. */
export const people = {
  confirmSubject: 'Xác nhận địa chỉ thư – Thi đua, khen thưởng',
  confirmBody: 'Mã xác nhận địa chỉ thư của bạn là: {####}. Nếu bạn không đăng ký, hãy bỏ qua thư này.',
  codeSubject: 'Mã đăng nhập – Thi đua, khen thưởng',
  codeBody: 'Mã đăng nhập của bạn là: {####}. Nếu bạn không yêu cầu đăng nhập, hãy bỏ qua thư này.',
} as const
