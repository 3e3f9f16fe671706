/** A life of the engine as a process of its own, which kills itself at the kill point that it was given. */
import { writeSync } from 'node:fs';
import { live } from './life.ts';
import type { LifeOrder } from './life-order.ts';

const order = JSON.parse(process.env['CALLBOARD_LIFE'] ?? '') as LifeOrder;
let points = 0;

await live(order, (name) => {
  points += 1;
  if (order.trace) writeSync(1, `${points} ${name}\n`);
  if (points !== order.killAt) return;
  process.kill(process.pid, 'SIGKILL');
  // The signal ends the process before this; nothing may happen after it in any case.
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
});
process.exit(0);
