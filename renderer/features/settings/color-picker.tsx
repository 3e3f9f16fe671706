import { Radio } from '@mantine/core';
import type { ReactElement } from 'react';
import { serviceSettings as words } from '#renderer/messages/settings.ts';
import { SERVICE_COLORS } from '#renderer/ui/service-palette.ts';
import './settings.css';

/** One of the twelve colours of the palette, by arrows or a click. */
export function ColorPicker(props: {
  readonly label: string;
  readonly value: number;
  readonly onChange: (color: number) => void;
}): ReactElement {
  return (
    <Radio.Group
      label={props.label}
      value={String(props.value)}
      onChange={(color) => props.onChange(Number(color))}
    >
      <div className="swatches">
        {Array.from({ length: SERVICE_COLORS }, (_, color) => (
          <Radio
            key={color}
            value={String(color)}
            aria-label={words.colorNumber(color + 1)}
            size="md"
            styles={{
              radio: {
                backgroundColor: `var(--service-${color}-edge)`,
                borderColor: `var(--service-${color}-edge)`,
              },
            }}
          />
        ))}
      </div>
    </Radio.Group>
  );
}
