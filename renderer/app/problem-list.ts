import type { LinkProps } from '@tanstack/react-router';
import { frameMessages } from '#renderer/messages/frame.ts';

interface Problems {
  readonly stuckRefunds: number;
  readonly cashDue: number;
  readonly undoLeftovers: number;
  readonly cardProblems: number;
  readonly unsentMessages: number;
  readonly waitingOffers: number;
  readonly overdueOffers: number;
  readonly moneyFrozen: boolean;
  readonly walAlarm: boolean;
}

export interface Problem {
  readonly key: keyof Problems;
  readonly count: number;
  readonly text: string;
  /** Where it is solved; absent when no screen can. */
  readonly to?: NonNullable<LinkProps['to']>;
}

const words = frameMessages.problemList;

/** What waits for a person, the gravest first; only what there is. */
export function problemList(problems: Problems): readonly Problem[] {
  const all: readonly Problem[] = [
    { key: 'moneyFrozen', count: Number(problems.moneyFrozen), text: words.moneyFrozen },
    { key: 'walAlarm', count: Number(problems.walAlarm), text: words.walAlarm },
    counted('stuckRefunds', problems.stuckRefunds, words.stuckRefunds, '/accounting/stuck-refunds'),
    counted('cashDue', problems.cashDue, words.cashDue, '/accounting/cash-due'),
    counted('cardProblems', problems.cardProblems, words.cardProblems, '/accounting/card-problems'),
    counted('undoLeftovers', problems.undoLeftovers, words.undoLeftovers, '/cancellations/leftovers'),
    counted('unsentMessages', problems.unsentMessages, words.unsentMessages, '/communications/outbox'),
    counted('overdueOffers', problems.overdueOffers, words.overdueOffers, '/sessions/offers'),
    counted(
      'waitingOffers',
      problems.waitingOffers - problems.overdueOffers,
      words.waitingOffers,
      '/sessions/offers',
    ),
  ];
  return all.filter(({ count }) => count > 0);
}

function counted(
  key: keyof Problems,
  count: number,
  text: (count: number) => string,
  to: NonNullable<LinkProps['to']>,
): Problem {
  return { key, count, text: text(count), to };
}
