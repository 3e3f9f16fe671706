import type { Migration } from '../migration.ts';
import { desk } from './0030-scheduling/desk.ts';
import { rebuilt } from './0030-scheduling/rebuilt.ts';
import { scheduling } from './0030-scheduling/timetable.ts';

/** Series, classes, completion, closures of a part of the studio, and the front desk's day. */
export const schedulingStep: Migration = {
  version: 30,
  name: 'scheduling',
  sql: [scheduling, rebuilt, desk].join('\n'),
};
