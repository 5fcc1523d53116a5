/**
 * States of a request to speak: one table.
 *
 *   WAITING → SPEAKING → DONE      WAITING → WITHDRAWN | DECLINED
 *
 * Elsewhere  how long each kind may take: speaking.rules
 */
export const SPEECH_KINDS = ['CONTRIBUTION', 'PRO', 'CONTRA', 'POINT_OF_ORDER', 'QUESTION', 'ANSWER'] as const;
export type SpeechKindName = (typeof SPEECH_KINDS)[number];

export const SPEAKER_STATES = ['WAITING', 'SPEAKING', 'DONE', 'WITHDRAWN', 'DECLINED'] as const;
export type SpeakerStateName = (typeof SPEAKER_STATES)[number];

interface Transition {
  readonly from: SpeakerStateName;
  readonly to: SpeakerStateName;
}

export const SPEAKER_TRANSITIONS = {
  call: { from: 'WAITING', to: 'SPEAKING' },
  extend: { from: 'SPEAKING', to: 'SPEAKING' },
  stop: { from: 'SPEAKING', to: 'DONE' },
  withdraw: { from: 'WAITING', to: 'WITHDRAWN' },
  decline: { from: 'WAITING', to: 'DECLINED' },
} as const satisfies Record<string, Transition>;
export type SpeakerCommand = keyof typeof SPEAKER_TRANSITIONS;
export const SPEAKER_COMMANDS = Object.keys(SPEAKER_TRANSITIONS) as readonly SpeakerCommand[];

/** The state after the command, or undefined where it may not be given. */
export function afterSpeakerCommand(state: SpeakerStateName, command: SpeakerCommand): SpeakerStateName | undefined {
  const { from, to }: Transition = SPEAKER_TRANSITIONS[command];
  return state === from ? to : undefined;
}
