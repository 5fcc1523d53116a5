/**
 * The demonstration, as data: real institutions, invented people.
 *
 * Real       councils, committees, departments, units and their days
 * Invented   every seat, name, group, office and account: `illustrative` rows
 */
import { seededId } from '@nghitruong/kit/context';

export const CITY_COUNCIL = 'hdnd-hai-phong';
export const DISTRICT_COUNCIL = 'hdnd-thuy-nguyen';
export const SEATS = 68;
export const GROUPS = 14;
export const PEOPLES_COMMITTEE = 'ubnd-hai-phong';
/** Its members: none of them is a delegate. */
export const CABINET = 27;
/** The first twenty seats of term XVII are held by people of term XVI again. */
export const REELECTED_FROM = 48;
export const DEPARTMENTS = [
  ['so-tai-chinh', 'Sở Tài chính'],
  ['so-xay-dung', 'Sở Xây dựng'],
  ['so-nong-nghiep-va-moi-truong', 'Sở Nông nghiệp và Môi trường'],
  ['so-giao-duc-va-dao-tao', 'Sở Giáo dục và Đào tạo'],
  ['so-khoa-hoc-va-cong-nghe', 'Sở Khoa học và Công nghệ'],
  ['so-noi-vu', 'Sở Nội vụ'],
] as const;
export const COMMITTEES = [
  ['ban-phap-che', 'Ban Pháp chế'],
  ['ban-kinh-te-ngan-sach', 'Ban Kinh tế – Ngân sách'],
  ['ban-van-hoa-xa-hoi', 'Ban Văn hóa – Xã hội'],
  ['ban-do-thi', 'Ban Đô thị'],
] as const;

/** Ids of seeded rows, for the seeds of other owners. */
export const termIdOf = (councilId: string, ordinal: number): string => seededId(`term:${councilId}:${ordinal}`);
export const seatIdOf = (councilId: string, ordinal: number, cardNumber: number): string =>
  seededId(`delegate:${councilId}:${ordinal}:${cardNumber}`);
export const accountIdOf = (login: string): string => seededId(`account:${login}`);
export const twoDigits = (n: number): string => String(n).padStart(2, '0');

export const TERMS = [
  {
    councilId: CITY_COUNCIL,
    ordinal: 16,
    startYear: 2021,
    endYear: 2026,
    validFrom: '2021-06-01',
    validTo: '2026-03-31',
    basis: 'NQ 35/2023/UBTVQH15 Art 10.3: tên và loại hình giữ nguyên, số khóa tiếp tục (R-ORG-10)',
    confidence: 'K-hi',
  },
  {
    councilId: CITY_COUNCIL,
    ordinal: 17,
    startYear: 2026,
    endYear: 2031,
    validFrom: '2026-04-01',
    validTo: null,
    basis: 'NQ 35/2023/UBTVQH15 Art 10.3: tên và loại hình giữ nguyên, số khóa tiếp tục (R-ORG-10); cần xác nhận',
    confidence: 'K-med',
  },
  {
    councilId: DISTRICT_COUNCIL,
    ordinal: 1,
    startYear: 2025,
    endYear: 2025,
    validFrom: '2025-01-01',
    validTo: '2025-06-30',
    basis: 'NQ 35/2023/UBTVQH15 Art 10.3: loại hình mới, số khóa bắt đầu lại từ I (R-ORG-10); cần xác nhận',
    confidence: 'K-med',
  },
] as const;

export type Term = (typeof TERMS)[number];

/** A person of the demonstration, by place in the list of invented names. */
export const personIdOf = (place: number): string => seededId(`person:demonstration:${place}`);

/** What changed in term XVI, so that two dates have two answers. Card number → periods after the first. */
export const CHANGES: Readonly<Record<number, readonly { status: string; from: string; reason: string }[]>> = {
  12: [{ status: 'RESIGNED', from: '2023-07-19', reason: 'Thôi làm nhiệm vụ đại biểu vì chuyển công tác (minh họa)' }],
  27: [
    { status: 'SUSPENDED', from: '2024-05-02', reason: 'Tạm đình chỉ (minh họa)' },
    { status: 'IN_OFFICE', from: '2024-11-15', reason: 'Trở lại làm nhiệm vụ (minh họa)' },
  ],
  41: [{ status: 'DECEASED', from: '2024-08-21', reason: 'Từ trần (minh họa)' }],
  63: [{ status: 'FORFEITED', from: '2025-03-10', reason: 'Mất quyền đại biểu (minh họa)' }],
};
