/** The phone's page of asking to be away. */
import '../../../src/ballot/ballot.css';
import '../../../src/ballot/panels.css';
import '../../../src/ballot/narrow.css';
import { AbsencePicture } from '../../../src/ballot/absence.js';
import type { Scene } from '../scene.js';

const phone = { who: 'Đỗ Mạnh Hiến', online: true, illustrative: true, busy: false, said: null } as const;
const nothing = (): void => undefined;

export const scenes: Record<string, Scene> = {
  'absence-declined': {
    page: 'phone',
    draw: () => (
      <AbsencePicture
        {...phone}
        of={{
          ...{ id: 's', state: 'PLANNED' },
          myAbsenceRequest: { id: 'a', reason: 'Việc riêng', state: 'DECLINED', decisionNote: 'Kỳ họp có bầu cử' },
        }}
        {...{ onAsk: nothing, onWithdraw: nothing, onBack: nothing }}
      />
    ),
  },
};
