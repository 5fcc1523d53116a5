/** The door: what this is, and where to go. */
import '../shared/tokens.css';
import './door.css';
import { render } from 'preact';
import { useDemonstration } from '../shared/demonstration.js';
import { startLanguage } from '../shared/i18n.js';
import { followSystemTheme } from '../shared/theme.js';
import { Door } from './door.js';

const Page = () => <Door illustrative={useDemonstration()} />;

startLanguage();
followSystemTheme();
render(<Page />, document.getElementById('app')!);
