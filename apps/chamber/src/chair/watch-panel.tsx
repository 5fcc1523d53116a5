/** The right column: are enough here, do the screens show it, how fast is the way from a press to the wall. */
import type { ComponentChildren } from 'preact';
import { Icon } from '../shared/icons.js';
import type { ConsoleChamber } from './model.js';
import { tc } from './say.js';
import { FloorGlance } from './speaking.js';
import { screensReport, SLOW_MS } from './watch.js';

export interface WatchProps {
  readonly chamber: ConsoleChamber;
  readonly now: number;
  readonly busy: boolean;
  readonly onHolding: () => void;
  readonly onShowItem: () => void;
  readonly onFreeze: (frozen: boolean) => void;
  readonly onDoors: () => void;
  readonly onFloor: () => void;
  /** Who presides. */
  readonly people?: ComponentChildren;
  /** The server's time; null without a connection. */
  readonly clock: number | null;
}

export function WatchPanel(props: WatchProps) {
  return (
    <aside class="c-right" aria-label={tc('chair.watch')}>
      <Delegates {...props} />
      <Screens {...props} />
      {props.chamber.sittingState === 'ENDED' ? null : (
        <FloorGlance chamber={props.chamber} now={props.clock} onOpen={props.onFloor} />
      )}
      {props.people}
      <Line {...props} />
    </aside>
  );
}

const Sign = ({ ok }: { ok: boolean }) => (
  <span class={ok ? 'ok-i' : 'warn-i'}>
    <Icon name={ok ? 'for' : 'warning'} />
  </span>
);

function Delegates({ chamber: { attendance, sittingState } }: WatchProps) {
  const { present, total, excused, unexcused, quorumNeeded, quorumMet, neededToPass } = attendance;
  return (
    <section>
      <h2>{tc('panel.delegates')}</h2>
      <p class="ln">
        <Sign ok={quorumMet} />
        <span>{tc('panel.present', { a: present, n: total })}</span>
        {quorumNeeded == null ? null : <span class="r">{tc('panel.need', { k: quorumNeeded })}</span>}
      </p>
      {neededToPass == null ? null : (
        <p class="ln">
          <Sign ok={present >= neededToPass} />
          <span>{tc(present >= neededToPass ? 'panel.enough' : 'panel.notEnough')}</span>
          <span class="r">{tc('panel.need', { k: neededToPass })}</span>
        </p>
      )}
      <p class="small">
        {tc(sittingState === 'PLANNED' ? 'panel.absentYet' : 'panel.absent', { a: excused, b: unexcused })}
      </p>
    </section>
  );
}

function Screens({ chamber, now, busy, onHolding, onShowItem, onFreeze, onDoors }: WatchProps) {
  const report = screensReport(chamber.screens, now);
  const current = report.lagging.length === 0;
  const names = (chamber.screens ?? []).map((screen) => screen.name).join(', ');
  const holding = chamber.view === 'HOLDING';
  const ended = chamber.sittingState === 'ENDED';
  return (
    <section>
      <h2>{tc('panel.screens')}</h2>
      {report.total === 0 ? (
        <p class="small">{tc('panel.screensNone')}</p>
      ) : (
        <p class="ln">
          <span class={!current ? 'bad-i' : report.upToDate === report.total ? 'ok-i' : ''}>
            <Icon name={!current ? 'offline' : report.upToDate === report.total ? 'for' : 'clock'} />
          </span>
          <span>{tc('panel.screensOk', { a: report.upToDate, b: report.total })}</span>
          <span class="r">r{chamber.revision}</span>
        </p>
      )}
      {report.lagging.map((screen) => (
        <p key={screen.name}>
          <b>{screen.name}</b> {tc('panel.lag', { n: screen.seconds, v: screen.revision })}
        </p>
      ))}
      {current && report.total > 0 ? <p class="small">{names}</p> : null}
      {chamber.frozen ? (
        <p class="ln">
          <Sign ok={false} />
          <span>{tc('panel.frozen')}</span>
        </p>
      ) : null}
      {ended ? null : (
        <div class="two">
          {holding && chamber.item && chamber.sittingState === 'OPEN' ? (
            <button type="button" class="bt sm" aria-disabled={busy} onClick={onShowItem}>
              {tc('panel.showItem')}
            </button>
          ) : (
            <button type="button" class="bt sm" aria-disabled={busy} aria-pressed={holding} onClick={onHolding}>
              {tc('panel.holding')}
            </button>
          )}
          <button type="button" class="bt sm" aria-disabled={busy} onClick={() => onFreeze(!chamber.frozen)}>
            {tc(chamber.frozen ? 'panel.unfreeze' : 'panel.freeze')}
          </button>
        </div>
      )}
      {chamber.visibility === 'CLOSED' ? (
        <p class="ln">
          <Icon name="lock" />
          <span>{tc('panel.closed')}</span>
        </p>
      ) : null}
      {ended ? null : (
        <button type="button" class="bt sm" style={{ marginTop: '8px' }} aria-haspopup="dialog" onClick={onDoors}>
          {tc(chamber.visibility === 'CLOSED' ? 'panel.openDoors' : 'panel.closeDoors')}
        </button>
      )}
    </section>
  );
}

function Line({ chamber, now }: WatchProps) {
  const { worstLagMs } = screensReport(chamber.screens, now);
  return (
    <section>
      <h2>{tc('panel.line')}</h2>
      {worstLagMs === null ? (
        <p class="small">{tc('panel.lineNone')}</p>
      ) : (
        <p class="ln">
          <Sign ok={worstLagMs <= SLOW_MS} />
          <span>{tc('panel.lineMs', { n: worstLagMs })}</span>
        </p>
      )}
    </section>
  );
}
