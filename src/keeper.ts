import { systemClock } from './base/clock.ts';
import { openStore } from './lock/fleet/open.ts';
import { keep, receiveCharge } from './lock/keeper.ts';
import { journalReport } from './report/journal.ts';

const charge = await receiveCharge();
if (charge) {
  await keep(
    charge,
    ({ place }) => openStore(place, systemClock, { address: charge.redis, onTrouble: () => {} }),
    ({ place, path, mode }) => journalReport(place.dir, { lock: place.guards, path, mode, job: charge.job, pid: process.pid }, () => {}),
    systemClock,
  );
}
process.exit();
