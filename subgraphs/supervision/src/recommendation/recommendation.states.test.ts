import { EscalationStep } from '@nghitruong/kit/obligation';
import {
  nextEscalation,
  nextRecommendationState,
  publishedStates,
  RecommendationAct,
  RecommendationState,
} from './recommendation.states.js';

const allowed: Readonly<Record<string, RecommendationState>> = {
  'DRAFT AMEND': RecommendationState.DRAFT,
  'DRAFT PUBLISH': RecommendationState.PUBLISHED,
  'DRAFT WITHDRAW': RecommendationState.WITHDRAWN,
  'PUBLISHED REPORT': RecommendationState.REPORTED,
  'PUBLISHED ESCALATE': RecommendationState.PUBLISHED,
  'PUBLISHED WITHDRAW': RecommendationState.WITHDRAWN,
  'REPORTED ACCEPT_REPORT': RecommendationState.DONE,
  'REPORTED REJECT_REPORT': RecommendationState.PUBLISHED,
};

describe('states of a recommendation', () => {
  it.each(
    Object.values(RecommendationState).flatMap((s) => Object.values(RecommendationAct).map((a) => [s, a] as const)),
  )('%s × %s', (state, act) => {
    expect(nextRecommendationState(state, act)).toBe(allowed[`${state} ${act}`]);
  });
  it('shows the public what was published and nothing else', () => {
    expect([...publishedStates].sort()).toEqual(['DONE', 'PUBLISHED', 'REPORTED']);
  });
});

describe('the ladder of R-SUP-14', () => {
  it('is climbed one rung at a time, in the order of the rule, and ends', () => {
    const climbed: EscalationStep[] = [];
    for (let step: EscalationStep | undefined = EscalationStep.NONE; step; step = nextEscalation(step))
      climbed.push(step);
    expect(climbed).toEqual([
      'NONE',
      'URGE',
      'URGE_AGAIN',
      'COMPETENT_BODY',
      'EXPLANATION',
      'QUESTIONING',
      'RE_SUPERVISION',
      'REPORT_TO_COUNCIL',
    ]);
  });
});
