import { look } from './look.js';

if (process.env.INPUT_WHEN === 'afterwards') look(process.env);
