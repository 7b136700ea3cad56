/** Vietnamese words of the import sheets: headers, and the values of cells that are codes inside. The first spelling is the one we write. */

import type { GroupKind, Level, RoleName, UnitType } from '../model.ts'

export type SheetKind = 'units' | 'groups' | 'people'

export const sheetNames: Readonly<Record<SheetKind, string>> = { units: 'Đơn vị', groups: 'Nhóm', people: 'Người' }

export type UnitField =
  | 'id'
  | 'name'
  | 'shortNames'
  | 'type'
  | 'levels'
  | 'area'
  | 'parent'
  | 'emails'
  | 'validFrom'
  | 'validTo'
  | 'successor'
export type PersonField = 'id' | 'name' | 'email' | 'role' | 'unit' | 'from' | 'to'
export type GroupField =
  | 'id'
  | 'name'
  | 'kind'
  | 'number'
  | 'owner'
  | 'body'
  | 'memberUnit'
  | 'memberPerson'
  | 'memberOutside'
  | 'from'
  | 'to'
  | 'lead'

export const unitHeaders: Readonly<Record<UnitField, readonly string[]>> = {
  id: ['Mã đơn vị'],
  name: ['Tên đơn vị'],
  shortNames: ['Tên khác', 'Tên viết tắt'],
  type: ['Loại đơn vị', 'Loại'],
  levels: ['Cấp học'],
  area: ['Địa bàn'],
  parent: ['Đơn vị cấp trên', 'Cấp trên'],
  emails: ['Thư điện tử 1', 'Thư điện tử 2', 'Thư điện tử 3', 'Thư điện tử', 'Email', 'Email 1', 'Email 2', 'Email 3'],
  validFrom: ['Hiệu lực từ', 'Từ ngày'],
  validTo: ['Hiệu lực đến', 'Đến ngày'],
  successor: ['Đơn vị kế thừa'],
}

export const personHeaders: Readonly<Record<PersonField, readonly string[]>> = {
  id: ['Mã người'],
  name: ['Họ và tên', 'Họ tên'],
  email: ['Thư điện tử', 'Email'],
  role: ['Vai trò'],
  unit: ['Đơn vị', 'Mã đơn vị', 'Tên đơn vị'],
  from: ['Từ ngày'],
  to: ['Đến ngày'],
}

export const groupHeaders: Readonly<Record<GroupField, readonly string[]>> = {
  id: ['Mã nhóm'],
  name: ['Tên nhóm'],
  kind: ['Loại nhóm'],
  number: ['Số'],
  owner: ['Cơ quan lập'],
  body: ['Đơn vị đại diện'],
  memberUnit: ['Thành viên: đơn vị'],
  memberPerson: ['Thành viên: người'],
  memberOutside: ['Thành viên: ngoài danh bạ'],
  from: ['Từ ngày'],
  to: ['Đến ngày'],
  lead: ['Cụm trưởng/Chủ tịch', 'Cụm trưởng', 'Chủ tịch'],
}

export const typeLabels: Readonly<Record<UnitType, readonly string[]>> = {
  so: ['Sở GDĐT', 'Sở'],
  'vp-so': ['Văn phòng Sở'],
  'phong-so': ['Phòng thuộc cơ quan Sở', 'Phòng thuộc Sở'],
  pgd: ['Phòng GDĐT', 'PGD'],
  dvtt: ['Đơn vị trực thuộc Sở', 'Đơn vị trực thuộc'],
  school: ['Trường', 'Trường MN, TH, THCS'],
  'gdnn-gdtx': ['Trung tâm GDNN-GDTX'],
  council: ['Hội đồng'],
  union: ['Công đoàn'],
  'ubnd-xa': ['UBND phường, xã', 'UBND xã', 'UBND phường'],
  outside: ['Cơ quan ngoài hệ thống', 'Ngoài hệ thống'],
}

export const levelLabels: Readonly<Record<Level, readonly string[]>> = {
  mn: ['MN', 'Mầm non'],
  th: ['TH', 'Tiểu học'],
  thcs: ['THCS'],
  thpt: ['THPT'],
  'gdnn-gdtx': ['GDNN-GDTX', 'GDTX'],
}

export const groupKindLabels: Readonly<Record<GroupKind, readonly string[]>> = {
  cluster: ['Cụm thi đua', 'Cụm', 'Khối'],
  council: ['Hội đồng'],
  list: ['Danh sách'],
}

export const roleLabels: Readonly<Record<RoleName, readonly string[]>> = {
  officer: ['Chuyên viên thi đua', 'Chuyên viên'],
  clerk: ['Văn thư', 'Đầu mối'],
  head: ['Thủ trưởng', 'Lãnh đạo'],
  reader: ['Người xem'],
}

export const yesLabels: readonly string[] = ['x', 'có', '1']
