import { describe, expect, test } from 'vitest';
import { SERVICE_COLORS, serviceColor } from '#renderer/ui/service-palette.ts';

const schemes = ['light', 'dark'] as const;

describe.each(schemes)('the service colours in the %s theme', (scheme) => {
  const colors = Array.from({ length: SERVICE_COLORS }, (_, index) => serviceColor(index, scheme));

  test('are twelve different ones', () => {
    expect(new Set(colors.map(({ edge }) => edge)).size).toBe(12);
    expect(new Set(colors.map(({ fill }) => fill)).size).toBe(12);
  });

  test('carry text at 4.5 : 1 or better', () => {
    for (const { fill, text } of colors) expect(contrast(fill, text)).toBeGreaterThanOrEqual(4.5);
  });

  test('have an answer for a colour that is not there', () => {
    const { fill, text } = serviceColor(99, scheme);
    expect(contrast(fill, text)).toBeGreaterThanOrEqual(4.5);
  });
});

function contrast(one: string, other: string): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

/** Relative luminance as WCAG 2 defines it. */
function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
