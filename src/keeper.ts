import { systemClock } from './base/clock.ts';
import { openFileStore } from './lock/host/file-store.ts';
import { keep, receiveCharge } from './lock/keeper.ts';
import { journalReport } from './report/journal.ts';

const charge = await receiveCharge();
if (charge) {
  const { place, path, mode, job } = charge;
  const report = journalReport(place.dir, { lock: place.guards, path, mode, job, pid: process.pid }, () => {});
  await keep(charge, () => openFileStore(place, systemClock), systemClock, report);
}
process.exit();
