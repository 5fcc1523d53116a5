/**
 * Demonstration: the movement of the 2021–2026 term and the review of 2023.
 *
 * Public facts: the theme, and that certificates of merit went to 39
 * collectives and 64 individuals. Invented and marked so: the criteria, and
 * every recipient. Seeding again adds nothing.
 */
import { seededId, type Context } from '@nghitruong/kit/context';
import { insertOnce } from '@nghitruong/kit/database';
import type { DataSource } from 'typeorm';
import { Award, AwardRecipientKind } from './award/award.entity.js';
import { AwardState } from './award/award.states.js';
import { Criterion, Movement } from './movement/movement.entity.js';
import { MovementState } from './movement/movement.states.js';

const COUNCIL = 'hdnd-hai-phong';
const MOVEMENT = seededId('emulation movement 2021-2026');
const COLLECTIVES = 39;
const INDIVIDUALS = 64;

const criteria = [
  { name: 'Chất lượng kỳ họp', weight: 25, evidence: 'Tài liệu gửi đúng hạn, nghị quyết được thông qua tại kỳ họp.' },
  { name: 'Hiệu quả giám sát', weight: 25, evidence: 'Kiến nghị giám sát được thực hiện đúng hạn.' },
  { name: 'Giải quyết kiến nghị cử tri', weight: 25, evidence: 'Kiến nghị được trả lời đúng hạn, không phải mở lại.' },
  { name: 'Chuyển đổi số', weight: 25, evidence: 'Nhiệm vụ chuyển đổi số đã được kiểm chứng.' },
] as const;

export async function seedDemonstration(source: DataSource, _ctx: Context): Promise<void> {
  await source.transaction(async (manager) => {
    await insertOnce(manager, Movement, [
      {
        id: MOVEMENT,
        councilId: COUNCIL,
        title:
          'Tiếp tục đổi mới, nâng cao chất lượng, hiệu lực, hiệu quả và đẩy mạnh Chuyển đổi số trong hoạt động của HĐND các cấp',
        state: MovementState.SUM_UP,
        startsOn: '2021-07-01',
        endsOn: '2026-06-30',
        illustrative: false,
      },
    ]);
    await insertOnce(
      manager,
      Criterion,
      criteria.map((c, i) => ({
        id: seededId(`emulation criterion ${i}`),
        movementId: MOVEMENT,
        position: i + 1,
        ...c,
        illustrative: true,
      })),
    );
    const recipients = [
      ...numbered(COLLECTIVES).map((n) => ({ kind: AwardRecipientKind.COLLECTIVE, name: `Tập thể minh hoạ ${n}` })),
      ...numbered(INDIVIDUALS).map((n) => ({ kind: AwardRecipientKind.INDIVIDUAL, name: `Cá nhân minh hoạ ${n}` })),
    ];
    await insertOnce(
      manager,
      Award,
      recipients.map(({ kind, name }) => ({
        id: seededId(`emulation award ${name}`),
        councilId: COUNCIL,
        movementId: MOVEMENT,
        formCode: 'MERIT_CITY',
        recipientKind: kind,
        recipientName: name,
        achievement: 'Thành tích trong phong trào thi đua năm 2023 (minh hoạ)',
        state: AwardState.DECIDED,
        decisionNumber: 'Minh hoạ/QĐ-UBND',
        decidedOn: '2024-01-15',
        illustrative: true,
      })),
    );
  });
}

const numbered = (count: number): string[] => Array.from({ length: count }, (_, i) => String(i + 1).padStart(2, '0'));
