/** What the person at the keyboard reads when the inbox cannot start. */
export const messages = {
  inboxPortTaken: (port: number) =>
    `Không mở được hộp thư: cổng ${port} đang có chương trình khác dùng (the mail inbox cannot start: port ${port} is in use).`,
} as const
