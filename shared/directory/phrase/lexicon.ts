/**
 * The common words by which plans name bodies, with every spelling known. Data: a new abbreviation is a new spelling here; the
 * proper names (schools, districts) come from the directory itself.
 */

export type Code =
  | 'so' // Sở
  | 'dept' // phòng
  | 'office' // văn phòng
  | 'board' // ban
  | 'agency' // cơ quan
  | 'gddt'
  | 'edu' // giáo dục alone
  | 'sector' // ngành
  | 'unit' // đơn vị
  | 'institution' // cơ sở giáo dục
  | 'direct' // trực thuộc
  | 'public' // sự nghiệp công lập
  | 'which' // chuyên môn, liên quan: narrows in words what the directory cannot tell apart
  | 'school'
  | 'own-school' // nhà trường
  | 'centre'
  | `level-${'mn' | 'th' | 'thcs' | 'thpt' | 'gdnn-gdtx'}`
  | 'tdkt'
  | 'emulation' // thi đua alone
  | 'council'
  | 'standing' // thường trực
  | 'member'
  | 'cluster'
  | 'cluster-lead'
  | 'block' // khối
  | 'no' // số
  | 'to' // đến, between two numbers
  | 'union'
  | 'ubnd'
  | 'ministry'
  | 'state' // other state, party and mass bodies
  | AreaCode
  | 'leader'
  | 'comrade'
  | 'portal'
  | 'all' // các, tất cả
  | 'of' // thuộc, của, trong
  | 'via' // qua
  | 'and'
  | 'comma'

export type AreaCode = `area-${'quan' | 'huyen' | 'thi-xa' | 'thanh-pho' | 'phuong' | 'xa' | 'tinh'}`

/** `&` and `và` are one word; hyphens, dots and slashes separate words. Longer spellings win over shorter ones. */
export const lexicon: readonly (readonly [codes: readonly Code[], spellings: string])[] = [
  [['so'], 'sở'],
  [['so', 'gddt'], 'SGD | SGDĐT | SGD&ĐT'],
  [['dept'], 'phòng | P'],
  [['dept', 'gddt'], 'PGD | PGDĐT | PGD&ĐT | P GDĐT | P GD&ĐT'],
  [['office'], 'văn phòng | VP'],
  [['board'], 'ban'],
  [['agency'], 'cơ quan'],
  [['gddt'], 'GDĐT | GD&ĐT | GD ĐT | giáo dục và đào tạo | giáo dục đào tạo | giáo dục và ĐT'],
  [['edu'], 'giáo dục | GD'],
  [['sector'], 'ngành | toàn ngành'],
  [['unit'], 'đơn vị | ĐV'],
  [['unit', 'direct'], 'ĐVTT | đơn vị TT'],
  [['institution'], 'cơ sở giáo dục | CSGD'],
  [['direct'], 'trực thuộc'],
  [['public'], 'sự nghiệp công lập | sự nghiệp | công lập'],
  [['which'], 'chuyên môn | nghiệp vụ | chức năng | liên quan | có liên quan'],
  [['school'], 'trường | trường học'],
  [['own-school'], 'nhà trường'],
  [['centre'], 'trung tâm | TT'],
  [['level-mn'], 'MN | mầm non | mẫu giáo'],
  [['level-th'], 'TH | tiểu học'],
  [['level-thcs'], 'THCS | trung học cơ sở'],
  [['level-thpt'], 'THPT | trung học phổ thông'],
  [
    ['level-gdnn-gdtx'],
    'GDNN GDTX | GDTX | giáo dục nghề nghiệp giáo dục thường xuyên | giáo dục nghề nghiệp và giáo dục thường xuyên | giáo dục thường xuyên',
  ],
  [['centre', 'level-gdnn-gdtx'], 'TTGDTX | TTGDNN GDTX'],
  [['tdkt'], 'TĐKT | TĐ KT | thi đua khen thưởng | thi đua và khen thưởng | thi đua, khen thưởng | TĐ và KT'],
  [['emulation'], 'thi đua | TĐ'],
  [['council'], 'hội đồng | HĐ'],
  [['council', 'tdkt'], 'HĐTĐKT | HĐTĐ KT'],
  [['standing'], 'thường trực'],
  [['member'], 'thành viên | ủy viên'],
  [['cluster'], 'cụm | khối thi đua'],
  [['cluster-lead'], 'cụm trưởng | trưởng cụm | khối trưởng'],
  [['block'], 'khối'],
  [['no'], 'số'],
  [['to'], 'đến'],
  [['union'], 'công đoàn'],
  [['union', 'sector'], 'CĐ ngành'],
  [['ubnd'], 'UBND | ủy ban nhân dân'],
  [['ministry'], 'bộ'],
  [['state'], 'vụ | cục | tổng cục | thành ủy | quận ủy | huyện ủy | tỉnh ủy | đảng ủy | HĐND | hội đồng nhân dân | chính phủ'],
  [['state'], 'liên đoàn lao động | LĐLĐ | mặt trận tổ quốc | MTTQ | trung ương'],
  [['area-quan'], 'quận | Q'],
  [['area-huyen'], 'huyện | H'],
  [['area-thi-xa'], 'thị xã | TX'],
  [['area-thanh-pho'], 'thành phố | TP'],
  [['area-phuong'], 'phường'],
  [['area-xa'], 'xã'],
  [['area-tinh'], 'tỉnh'],
  [['leader'], 'ban giám đốc | BGĐ | giám đốc | GĐ | phó giám đốc | PGĐ | phó GĐ | lãnh đạo | ban lãnh đạo | thủ trưởng | người đứng đầu'],
  [['leader'], 'ban giám hiệu | BGH | hiệu trưởng | phó hiệu trưởng | chính quyền | trưởng | phó'],
  [['leader', 'dept'], 'trưởng phòng | phó trưởng phòng | phó phòng'],
  [['comrade'], 'đồng chí | đ c'],
  [['portal'], 'cổng thông tin điện tử | cổng TTĐT | cổng thông tin | trang thông tin điện tử | trang TTĐT | website | trang web'],
  [['all'], 'các | những | tất cả | toàn bộ | toàn thể | mọi | từng | mỗi | 100%'],
  [['of'], 'thuộc | của | trong | tại | ở | trên địa bàn | toàn'],
  [['via'], 'qua | thông qua'],
  [['and'], 'và | cùng'],
]

/** Provinces and cities before 1/7/2025: "Sở GDĐT Nghệ An" is a body like our own, only not ours. */
export const provinces: readonly string[] = [
  'An Giang, Bà Rịa - Vũng Tàu, Bắc Giang, Bắc Kạn, Bạc Liêu, Bắc Ninh, Bến Tre, Bình Định, Bình Dương, Bình Phước',
  'Bình Thuận, Cà Mau, Cần Thơ, Cao Bằng, Đà Nẵng, Đắk Lắk, Đắk Nông, Điện Biên, Đồng Nai, Đồng Tháp, Gia Lai',
  'Hà Giang, Hà Nam, Hà Nội, Hà Tĩnh, Hải Dương, Hải Phòng, Hậu Giang, Hòa Bình, Hưng Yên, Khánh Hòa, Kiên Giang',
  'Kon Tum, Lai Châu, Lâm Đồng, Lạng Sơn, Lào Cai, Long An, Nam Định, Nghệ An, Ninh Bình, Ninh Thuận, Phú Thọ',
  'Phú Yên, Quảng Bình, Quảng Nam, Quảng Ngãi, Quảng Ninh, Quảng Trị, Sóc Trăng, Sơn La, Tây Ninh, Thái Bình',
  'Thái Nguyên, Thanh Hóa, Thừa Thiên Huế, Tiền Giang, Hồ Chí Minh, Trà Vinh, Tuyên Quang, Vĩnh Long, Vĩnh Phúc',
  'Yên Bái',
].flatMap((line) => line.split(', '))
