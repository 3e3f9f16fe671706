import { auth } from './auth.ts';
import { cancellation } from './cancellation.ts';
import { catalog, staff } from './catalog.ts';
import { client } from './client.ts';
import { closure } from './closure.ts';
import { completion } from './completion.ts';
import { imports } from './import.ts';
import { job } from './job.ts';
import { message } from './message.ts';
import { series } from './series.ts';
import { booking, session } from './session.ts';
import { decision, notice } from './notice.ts';
import { setup } from './setup.ts';
import { studio } from './studio.ts';
import { task } from './task.ts';
import { topics } from './topics.ts';
import { undo } from './undo.ts';
import { wage } from './wage.ts';
import { audit, backup, search } from './upkeep.ts';

/** All that a window may ask of the engine, one word per feature. */
export const desktopContract = {
  setup,
  auth,
  studio,
  catalog,
  staff,
  client,
  session,
  booking,
  series,
  completion,
  wage,
  cancellation,
  closure,
  notice,
  decision,
  job,
  task,
  message,
  imports,
  backup,
  audit,
  search,
  undo,
  topics,
};
export type DesktopContract = typeof desktopContract;
