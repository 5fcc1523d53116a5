/** The public stream of one sitting: the same document for every wall and phone. */
import {
  ChamberLive,
  ChamberNow,
  type ChamberLiveSubscription,
  type ChamberNowQuery,
  type ChamberViewFragment,
} from '../graph/operations.js';
import { Live } from '@nghitruong/client';
import { seatAs } from './seated.js';
import type { Page } from './page.js';

export type ChamberStream = Live<ChamberViewFragment, ChamberLiveSubscription, ChamberNowQuery>;

export const chamberStream = ({ graph, session }: Page, sittingId: string): ChamberStream =>
  new Live({
    graph,
    tokens: session,
    sittingId,
    live: ChamberLive,
    now: ChamberNow,
    ofLive: (data) => seatAs(data.chamber),
    ofNow: (data) => seatAs(data.chamberNow),
  });
