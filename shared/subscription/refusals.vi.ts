/** What is said when a listener cannot be let in: see `shared/access/sentences.vi.ts` for how they are written. */
import type { Sentences } from '../access/sentences.vi.ts'

export const subscriptionSentences: Sentences = {
  'not-https': 'Địa chỉ nhận tin phải là một địa chỉ https. Xin kiểm tra lại với bên quản trị hệ thống nhận tin.',
  credentials: 'Địa chỉ nhận tin không được chứa tên đăng nhập, mật khẩu hoặc dấu #. Xin bỏ phần đó đi.',
  'not-public': 'Địa chỉ nhận tin nằm trong mạng nội bộ nên hệ thống không gọi tới được. Xin dùng một địa chỉ công khai.',
  'too-many-subscriptions': 'Mỗi cơ quan có nhiều nhất[ {max}] hệ thống nhận tin. Xin đóng bớt một hệ thống không còn dùng.',
  'no-such-position': 'Bản tin chưa có đến số này[ (số mới nhất là {max})]. Xin nhập một số nhỏ hơn.',
}
