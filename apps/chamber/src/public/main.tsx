/** The public page of resolutions: no sign-in, nothing that is not everyone's. */
import '../shared/tokens.css';
import '../door/door.css';
import './public.css';
import { render } from 'preact';
import { Graph } from '@nghitruong/client';
import { startLanguage } from '../shared/i18n.js';
import { followSystemTheme } from '../shared/theme.js';
import { ResolutionsForAll } from './page.js';

startLanguage();
followSystemTheme();
const nobody = new Graph({ token: () => Promise.resolve(null) });
render(<ResolutionsForAll graph={nobody} />, document.getElementById('app')!);
