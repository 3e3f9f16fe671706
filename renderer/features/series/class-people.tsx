import { Anchor, Button, Text, Title } from '@mantine/core';
import { type ReactElement, useState } from 'react';
import type { ClassView, EnrolmentRow } from '#contract/desktop/enrolment.ts';
import { classWords as words } from '#renderer/messages/classes.ts';
import { takeWords } from '#renderer/messages/payments.ts';
import { FormDialog } from '#renderer/ui/form-dialog.tsx';
import { usePanels } from '#renderer/ui/panels.ts';
import { TakePaymentDialog } from '#renderer/ui/take-payment/take-payment-dialog.tsx';
import { useFormat } from '#renderer/ui/use-format.ts';
import { DropForm } from './drop-form.tsx';

/** Who is enrolled, and below them who has dropped. */
export function ClassPeople(props: { readonly view: ClassView; readonly mayEdit: boolean }): ReactElement {
  const { view, mayEdit } = props;
  const { openClient } = usePanels();
  const format = useFormat();
  const [dropping, setDropping] = useState<EnrolmentRow | null>(null);
  const [paying, setPaying] = useState<EnrolmentRow | null>(null);
  const enrolled = view.enrolments.filter(({ state }) => state === 'enrolled').length;
  return (
    <section>
      <Title order={3}>{words.enrolledTitle(enrolled)}</Title>
      {view.enrolments.length === 0 ? <Text c="dimmed">{words.nobody}</Text> : null}
      <ul className="class-people">
        {view.enrolments.map((row) => (
          <li key={row.id}>
            <span>
              <Anchor component="button" type="button" onClick={() => openClient(row.clientId)}>
                {nameOf(row)}
              </Anchor>
              <Text size="sm" c="dimmed">
                {noteOf(row)}
              </Text>
            </span>
            <span className="figures class-end">
              {row.priceMinor === null ? '' : format.money(row.priceMinor)}
            </span>
            {mayEdit && row.state === 'enrolled' ? (
              <Button
                variant="default"
                size="xs"
                aria-label={takeWords.openFor(nameOf(row))}
                onClick={() => setPaying(row)}
              >
                {takeWords.open}
              </Button>
            ) : null}
            {mayEdit && row.state === 'enrolled' ? (
              <Button
                variant="default"
                size="xs"
                aria-label={words.dropOf(nameOf(row))}
                onClick={() => setDropping(row)}
              >
                {words.drop}
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
      {paying ? (
        <TakePaymentDialog
          of={{ clientId: paying.clientId, enrolmentId: paying.id }}
          onClose={() => setPaying(null)}
        />
      ) : null}
      <FormDialog
        title={dropping ? words.dropping.title(nameOf(dropping)) : ''}
        opened={dropping !== null}
        onClose={() => setDropping(null)}
        size="lg"
      >
        {(leave) =>
          dropping ? (
            <DropForm
              row={dropping}
              name={nameOf(dropping)}
              onDone={() => setDropping(null)}
              onCancel={leave}
            />
          ) : null
        }
      </FormDialog>
    </section>
  );
}

const nameOf = ({ participant, clientName }: EnrolmentRow): string =>
  participant === '' ? clientName : `${participant} (${clientName})`;

function noteOf({ state, dropReason, lateReason, placesToCome }: EnrolmentRow): string {
  if (state === 'dropped') return dropReason === '' ? words.dropped : words.droppedWith(dropReason);
  const toCome = words.placesToCome(placesToCome);
  return lateReason === '' ? toCome : `${toCome} · ${words.late(lateReason)}`;
}
