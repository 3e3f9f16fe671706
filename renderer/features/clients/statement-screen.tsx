import { Button, Checkbox, Group } from '@mantine/core';
import { IconMail } from '@tabler/icons-react';
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import type { ClientId } from '#domain/values/ids.ts';
import { addDays, type LocalDate } from '#domain/values/time.ts';
import { wagePeriod } from '#domain/wage/period.ts';
import { engine, queries } from '#renderer/api/engine.ts';
import { useMay } from '#renderer/api/signed-in.ts';
import { balanceWords as words } from '#renderer/messages/balances.ts';
import { confirm } from '#renderer/ui/confirm.tsx';
import { DaySpanFields } from '#renderer/ui/day-span-fields.tsx';
import { QueriedSheet } from '#renderer/ui/queried-sheet.tsx';
import { PrintTools } from '#renderer/ui/print-tools.tsx';
import { NoPermissionState } from '#renderer/ui/states.tsx';
import { useStudio } from '#renderer/ui/studio-context.ts';
import { toast, toastError } from '#renderer/ui/toast.tsx';
import { todayIn } from '#renderer/ui/today.ts';

interface Search {
  readonly of?: ClientId;
  readonly from?: LocalDate;
  readonly to?: LocalDate;
  readonly family?: boolean;
  /** Everything since the client's first entry. */
  readonly whole?: boolean;
}

/** A client's account over any days, as it is printed, saved and sent. */
export function StatementScreen(): ReactElement {
  const { of } = useSearch({ strict: false }) as Search;
  const may = useMay('owner', 'admin', 'staff');
  return may && of !== undefined ? <Statement of={of} /> : <NoPermissionState />;
}

function Statement({ of }: { readonly of: ClientId }): ReactElement {
  const search = useSearch({ strict: false }) as Search;
  const navigate = useNavigate();
  const { zone, weekStartsOn } = useStudio();
  const today = todayIn(zone);
  const first = wagePeriod('last_month', today, weekStartsOn).from;
  const { from = first, to = addDays(today, 1), family = false, whole = false } = search;
  const wish = { clientId: of, from: whole ? null : from, to, showsFamily: family };
  const document = useQuery({
    ...queries.balance.statement.queryOptions({ input: wish }),
    placeholderData: keepPreviousData,
  });
  const client = useQuery(queries.client.get.queryOptions({ input: { id: of } })).data;
  const go = (next: Search): void =>
    void navigate({ to: '.', search: (now: object) => ({ ...now, ...next }), replace: true } as never);
  return (
    <div className="report-page">
      <PrintTools
        isReady={document.data !== undefined}
        pdfName={document.data?.fileName ?? ''}
        savePdf={() => engine.balance.saveStatement(wish)}
      />
      <Group gap={16} align="flex-end" className="report-tools">
        <DaySpanFields
          labels={{ first: words.firstDay, last: words.lastDay }}
          span={{ from, to }}
          isFirstOff={whole}
          onChange={go}
        />
        <Checkbox
          label={words.whole}
          checked={whole}
          onChange={(event) => go({ whole: event.currentTarget.checked })}
          pb={8}
        />
        {client && (client.payer !== null || client.members > 0) ? (
          <Checkbox
            label={words.showsFamily}
            checked={family}
            onChange={(event) => go({ family: event.currentTarget.checked })}
            pb={8}
          />
        ) : null}
        {client?.moneyEmail ? (
          <SendStatement wish={wish} name={client.name} email={client.moneyEmail} />
        ) : null}
      </Group>
      <QueriedSheet query={document} />
    </div>
  );
}

/** Asks first: what is sent cannot be taken back. */
function SendStatement(props: {
  readonly wish: {
    readonly clientId: ClientId;
    readonly from: LocalDate | null;
    readonly to: LocalDate;
    readonly showsFamily: boolean;
  };
  readonly name: string;
  readonly email: string;
}): ReactElement {
  const { wish, name, email } = props;
  const sending = useMutation(
    queries.balance.sendStatement.mutationOptions({
      onSuccess: ({ to }) => toast(words.sent(to)),
      onError: toastError,
    }),
  );
  const ask = async (): Promise<void> => {
    const consequence = words.sendConsequence(name, email);
    if (await confirm({ title: words.sendTitle, consequence, confirmLabel: words.send }))
      sending.mutate({ ...wish, requestUid: crypto.randomUUID() });
  };
  return (
    <Button
      variant="default"
      leftSection={<IconMail size={16} aria-hidden />}
      loading={sending.isPending}
      onClick={() => void ask()}
    >
      {words.send}
    </Button>
  );
}
