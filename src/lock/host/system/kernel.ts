/** The kernel that we run on. */
import { linuxKernel } from './linux.ts';
import type { Kernel } from './port.ts';
import { portableKernel } from './portable.ts';

export const systemKernel: Kernel = process.platform === 'linux' ? linuxKernel() : portableKernel(process.platform);
