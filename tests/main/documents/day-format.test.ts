import { describe, expect, it } from 'vitest';
import { dayFormat } from '#main/documents/day-format.ts';

const written = (locale: string): string => dayFormat(locale).format(new Date('2026-10-06T00:00:00Z'));

describe('the days on documents', () => {
  it('are written as the locale has it', () => {
    expect(written('en-GB')).toBe('6 Oct 2026');
    expect(written('de-DE')).toBe('6. Okt. 2026');
    expect(written('el-GR')).toMatch(/^6 Οκτ/);
  });

  it('are figures where the typeface of the PDFs lacks the signs of the locale', () => {
    for (const locale of ['ja-JP', 'ko-KR', 'zh-CN']) expect(written(locale)).toMatch(/^[\d/. -]+$/);
    expect(written('ja-JP')).toBe('2026/10/06');
  });
});
