/** Devices of delegates that were replaced in this sitting: the chair sees each while it happens (R-VOT-02). */
import type { ConsoleChamber } from '../chair/model.js';
import { hourMinute } from '../shared/format.js';
import { Icon } from '../shared/icons.js';
import { tp } from './words.js';

/** The latest ones; how many there were at all stands above them. */
const SHOWN = 3;

export function Takeovers({ chamber }: { chamber: ConsoleChamber }) {
  const all = chamber.takeovers ?? [];
  return (
    <section aria-labelledby="takeovers" hidden={all.length === 0}>
      <h2 id="takeovers">{tp('takeovers', { n: all.length })}</h2>
      <div role="status">
        {all.slice(0, SHOWN).map(({ id, name, fromDevice, toDevice, at }) => (
          <p key={id} class="ln">
            <span class="warn-i">
              <Icon name="warning" />
            </span>
            <span>
              {tp('takeover', {
                t: hourMinute(at),
                x: name ?? tp('someone'),
                a: fromDevice ?? tp('device'),
                b: toDevice ?? tp('device'),
              })}
            </span>
          </p>
        ))}
      </div>
    </section>
  );
}
