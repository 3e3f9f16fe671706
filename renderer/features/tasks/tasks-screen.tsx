import type { ReactElement } from 'react';
import { LoadingState } from '#renderer/ui/states.tsx';

export function TasksScreen(_props: {
  readonly kind: 'stuck_refund' | 'cash_due' | 'undo_leftover';
}): ReactElement {
  return <LoadingState />;
}
