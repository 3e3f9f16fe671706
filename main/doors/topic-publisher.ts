import { EventPublisher } from '@orpc/server';
import type { TopicEvent } from '#contract/desktop/topics.ts';
import type { ServiceContext } from '../services/context.ts';

/** Carries facts from wherever they were committed to every window that listens. */
export interface TopicPublisher {
  readonly announce: ServiceContext['announce'];
  /** From now on, until the signal is aborted or the window goes. A slow window loses the oldest of a hundred. */
  readonly listen: (signal: AbortSignal | undefined) => AsyncIteratorObject<TopicEvent, unknown, void>;
}

export function createTopicPublisher(): TopicPublisher {
  const publisher = new EventPublisher<{ topic: TopicEvent }>();
  return {
    announce: (event) =>
      publisher.publish('topic', event.topic === 'changed' ? { ...event, what: [...event.what] } : event),
    listen: (signal) => publisher.subscribe('topic', signal ? { signal } : {}),
  };
}
