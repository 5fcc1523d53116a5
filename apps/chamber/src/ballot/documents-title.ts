/** The name of the page of documents; the list itself is drawn when it is asked for. */
import { translator } from '../shared/i18n.js';

const words = translator({ vi: { title: 'Tài liệu kỳ họp' }, en: { title: 'Documents of the session' } });
export const documentsTitle = (): string => words('title');
