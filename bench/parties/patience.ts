/** proper-lockfile does not wait at all unless it is told how: here as its README does, and without giving up. */
export const patience = { retries: 1000, factor: 2, minTimeout: 100, maxTimeout: 1000, randomize: true };
