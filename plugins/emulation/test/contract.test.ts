import { describePlugin } from '@nghitruong/kit/testing';
import { plugin } from '../src/index.js';

describePlugin(plugin);
