import { Button, Group, Select, Stack, Text, Textarea, TextInput, Title } from '@mantine/core';
import { type ReactElement, useState } from 'react';
import { writeNotice } from '#domain/message/cancellation-notice.ts';
import { writeCardNotice } from '#domain/message/card-notice.ts';
import { writePackageNotice } from '#domain/message/package-notice.ts';
import { writeCardDeclined } from '#domain/message/card-declined-notice.ts';
import { renderTemplate } from '#domain/message/render-template.ts';
import { placeholdersOf } from '#domain/message/placeholders-of.ts';
import { writeRescheduleNotice } from '#domain/message/reschedule-notice.ts';
import { addDays, localTime, type Zone } from '#domain/values/time.ts';
import { engine } from '#renderer/api/engine.ts';
import { fieldMessages } from '#renderer/messages/fields.ts';
import { messageSettings as words } from '#renderer/messages/settings.ts';
import { ErrorNote } from '#renderer/ui/states.tsx';
import { useStudio } from '#renderer/ui/studio-context.ts';
import { toast } from '#renderer/ui/toast.tsx';
import { todayIn } from '#renderer/ui/today.ts';
import { useEngineForm } from '#renderer/ui/use-engine-form.ts';
import { useFormat } from '#renderer/ui/use-format.ts';

type Kind = keyof typeof words.names;
interface Template {
  readonly subject: string;
  readonly body: string;
}

/** The texts, each beside what a client will read. */
export function TemplateForm({
  templates,
}: {
  readonly templates: Readonly<Record<Kind, Template>>;
}): ReactElement {
  const [kind, setKind] = useState<Kind>('sessionCanceled');
  const { form, onSubmit, isSending, error } = useEngineForm({
    initialValues: { ...templates },
    check: (values) => {
      const errors: Record<string, string> = {};
      for (const each of KINDS)
        for (const field of ['subject', 'body'] as const) {
          const text = values[each][field];
          const [unknown] = unknownPlaceholders(text, placeholdersOf(each));
          if (text.trim() === '') errors[`${each}.${field}`] = fieldMessages.required;
          else if (unknown) errors[`${each}.${field}`] = words.unknown(unknown);
        }
      const [first] = Object.keys(errors);
      const wrong = KINDS.find((each) => first?.startsWith(`${each}.`));
      // An error in a text that is not in sight would look like a dead button.
      if (wrong && wrong !== kind) setKind(wrong);
      return errors;
    },
    submit: (values) => engine.studio.updateTemplates(values),
    onDone: () => toast(words.textsSaved),
  });
  return (
    <form onSubmit={onSubmit} noValidate className="settings-form settings-wide panel-card">
      <Stack gap={12}>
        <Group justify="space-between">
          <Title order={2}>{words.templates}</Title>
          <Select
            aria-label={words.template}
            data={KINDS.map((value) => ({ value, label: words.names[value] }))}
            value={kind}
            allowDeselect={false}
            w={280}
            onChange={(value) => setKind(KINDS.find((each) => each === value) ?? kind)}
          />
        </Group>
        <div className="settings-columns">
          <Stack gap={12} key={kind}>
            <TextInput label={words.subject} maxLength={200} {...form.getInputProps(`${kind}.subject`)} />
            <Textarea
              label={words.body}
              description={`${words.placeholders} ${placeholdersOf(kind)
                .map((name) => `{{${name}}}`)
                .join(' ')}`}
              maxLength={5000}
              minRows={10}
              maxRows={16}
              {...form.getInputProps(`${kind}.body`)}
            />
          </Stack>
          <Preview kind={kind} template={form.getValues()[kind]} />
        </div>
        <ErrorNote error={error} />
        <Group justify="flex-end">
          <Button type="submit" loading={isSending}>
            {words.saveTexts}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function Preview({ kind, template }: { readonly kind: Kind; readonly template: Template }): ReactElement {
  const { subject, body } = useExample(kind, template);
  return (
    <div className="mail-example" role="region" aria-label={words.preview}>
      <Text size="xs" c="dimmed">
        {words.preview}
      </Text>
      <Text fw={600} my={4}>
        {subject}
      </Text>
      <Text style={{ whiteSpace: 'pre-wrap' }}>{body}</Text>
    </div>
  );
}

/** The text with made-up values, as one client would read it. */
function useExample(kind: Kind, template: Template): Template {
  const studio = useStudio();
  const format = useFormat();
  const day = todayIn(studio.zone);
  if (kind === 'cardSetup' || kind === 'paymentLink')
    return writeCardNotice(template, {
      clientName: words.example.client,
      url: words.example.link,
      amountMinor: kind === 'paymentLink' ? 4500 : null,
      title: words.example.session,
      expiresAt: Date.parse(`${addDays(day, 1)}T12:00:00Z`),
      studio: { ...studio, zone: studio.zone as Zone },
    });
  if (kind === 'rescheduleOffer' || kind === 'rescheduleDone')
    return writeRescheduleNotice(template, {
      clientName: words.example.client,
      title: words.example.session,
      session: { date: day, time: localTime('17:00') },
      before: { date: addDays(day, -7), time: localTime('17:00') },
      offer: {
        choices: [
          { date: addDays(day, 7), time: localTime('10:00') },
          { date: addDays(day, 8), time: localTime('16:00') },
        ],
        deadline: { date: addDays(day, -1), time: localTime('17:00') },
        fallback: 'keep',
      },
      message: words.example.reason,
      studio,
    });
  if (kind === 'packageExpiring' || kind === 'packageExpired')
    return writePackageNotice(template, {
      clientName: words.example.client,
      package: words.example.package,
      credits: 3,
      expiresOn: addDays(day, kind === 'packageExpiring' ? 14 : -1),
      studio,
    });
  if (kind === 'cardDeclined')
    return writeCardDeclined(template, {
      clientName: words.example.client,
      amount: format.money(1500),
      invoiceNumber: words.example.invoice,
      next: { kind: 'retry', day: format.day(addDays(day, 1), 'long') },
      studioName: studio.name,
    });
  if (kind.startsWith('invoice') || kind === 'creditNoteSent') {
    const values = {
      client: words.example.client,
      number: words.example.number,
      amount: format.money(15_000),
      due: format.day(day, 'long'),
      link: '',
      studio: studio.name,
    };
    return {
      subject: renderTemplate(template.subject, values),
      body: renderTemplate(template.body, values).replace(/\n{3,}/g, '\n\n'),
    };
  }
  return writeNotice(template, {
    clientName: words.example.client,
    sessions: [
      {
        title: words.example.session,
        localDate: todayIn(studio.zone),
        localTime: '17:00',
        participant: '',
      },
    ],
    refundText: words.example.refunds.replace('{amount}', format.money(1500)),
    reason: words.example.reason,
    studio,
  });
}

const KINDS = Object.keys(words.names) as readonly Kind[];

function unknownPlaceholders(text: string, known: readonly string[]): readonly string[] {
  return [...text.matchAll(/\{\{\s*([^{}]*?)\s*\}\}/g)].flatMap(([, name = '']) =>
    known.includes(name) ? [] : [name],
  );
}
