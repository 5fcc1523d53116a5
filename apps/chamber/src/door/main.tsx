/** The door: what this is, and where to go. */
import '../shared/tokens.css';
import './door.css';
import { render } from 'preact';
import { FindDemonstration } from '../graph/operations.js';
import { Graph } from '../shared/graph.js';
import { startLanguage } from '../shared/i18n.js';
import { followSystemTheme } from '../shared/theme.js';
import { Door } from './door.js';

startLanguage();
followSystemTheme();
const root = document.getElementById('app')!;
const draw = (illustrative: boolean): void => render(<Door illustrative={illustrative} />, root);

draw(false);
// A visitor asks without a name; a house without demonstration data answers null.
const nobody = { token: () => Promise.resolve(null) };
void new Graph(nobody).run(FindDemonstration, {}).then(
  ({ demonstration }) => draw(demonstration !== null),
  () => undefined,
);
