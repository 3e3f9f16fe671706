import { ActionIcon, Text, Title, Tooltip } from '@mantine/core';
import { IconEye, IconEyeOff } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import type { ClassView } from '#contract/desktop/enrolment.ts';
import { engine } from '#renderer/api/engine.ts';
import { classWords as words } from '#renderer/messages/classes.ts';
import { toastError } from '#renderer/ui/toast.tsx';
import { toastUndoable } from '#renderer/ui/undo-toast.ts';
import { useFormat } from '#renderer/ui/use-format.ts';
import { switchMark } from '#renderer/ui/wanted-switch.ts';

type Session = ClassView['sessions'][number];

/** The eye of each session: an open one is shown to clients, a blocked one is not; a click toggles (seed 001). */
export function ClassEyes(props: { readonly view: ClassView; readonly mayEdit: boolean }): ReactElement {
  const { view, mayEdit } = props;
  const format = useFormat();
  const isByRule = view.terms.displayRule === 'until_deadline';
  const toggle = useMutation({
    mutationFn: ({ id, version, displayed }: Session) =>
      engine.enrolment.setDisplayed({ sessionId: id, version, displayed: !displayed }),
    onSuccess: ({ undoId }, { date, displayed }) => {
      const day = format.day(date, 'medium');
      toastUndoable(displayed ? words.nowHidden(day) : words.nowShown(day), undoId);
    },
    onError: toastError,
  });
  return (
    <section>
      <Title order={3}>{words.eyes}</Title>
      {isByRule ? (
        <Text size="sm" c="dimmed">
          {words.byRule}
        </Text>
      ) : null}
      <ol className="class-eyes">
        {view.sessions.map((session, index) => {
          const day = format.day(session.date, 'medium');
          const Eye = session.isShown ? IconEye : IconEyeOff;
          const state = session.isShown ? words.shown : words.hidden;
          return (
            <li key={session.id}>
              {isByRule || !mayEdit ? (
                <Tooltip label={state}>
                  <Eye size={18} role="img" aria-label={state} />
                </Tooltip>
              ) : (
                <Tooltip label={state}>
                  <ActionIcon
                    aria-label={session.isShown ? words.hide(day) : words.show(day)}
                    aria-pressed={session.isShown}
                    {...switchMark(
                      ['session_displayed', session.id],
                      ...(index === 0 ? [['class_displayed', view.seriesId] as const] : []),
                    )}
                    disabled={toggle.isPending}
                    onClick={() => toggle.mutate(session)}
                  >
                    <Eye size={18} />
                  </ActionIcon>
                </Tooltip>
              )}
              <span className={session.isShown ? 'figures class-day' : 'figures class-day class-hidden'}>
                {day}
              </span>
              <span className="figures">{format.timeRange(session.time, session.durationMinutes)}</span>
              <span className="figures class-end">{format.money(session.costMinor)}</span>
            </li>
          );
        })}
      </ol>
    </section>
  );
}
