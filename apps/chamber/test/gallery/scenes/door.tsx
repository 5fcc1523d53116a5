import '../../../src/door/door.css';
import { Door } from '../../../src/door/door.js';
import type { Scene } from '../scene.js';

export const scenes: Record<string, Scene> = { 'door-open': { page: 'door', draw: () => <Door illustrative /> } };
