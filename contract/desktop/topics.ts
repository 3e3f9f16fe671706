import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { everyRole } from './base.ts';
import { jobId } from './fields.ts';

/** Facts, announced after they are committed; they never steer the flow. A screen that hears one asks again. */
export const topicEvent = z.discriminatedUnion('topic', [
  z.object({ topic: z.literal('job.progress'), jobId }),
  z.object({
    topic: z.literal('changed'),
    what: z.array(
      z.enum([
        'sessions',
        'clients',
        'catalog',
        'staff',
        'studio',
        'jobs',
        'tasks',
        'messages',
        'imports',
        'backups',
        'series',
        'closures',
        'offers',
        'decisions',
        'views',
        'packages',
        'wages',
        'auto-invoices',
        'cards',
        'invoices',
      ]),
    ),
  }),
]);
export type TopicEvent = z.infer<typeof topicEvent>;

/** The one stream of facts from the engine to a window. */
export const topics = { subscribe: everyRole.output(eventIterator(topicEvent)) };
