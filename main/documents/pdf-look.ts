import type { Content, CustomTableLayout } from 'pdfmake/interfaces.js';

export const INK = '#1a1a1a';
export const QUIET = '#5c5f66';
const LINE = '#c9ccd1';
/** Sentences of people are read in the direction of their first letter; all else in that of the document's words. */
export const WRITTEN = { direction: 'auto' } as const;

/** Left, top, right and bottom in points. */
export type Sides = [number, number, number, number];

export const text = (words: string, style: Readonly<Record<string, unknown>> = {}): Content => ({
  text: words,
  ...style,
});

/** Facts and totals: lines close together. */
export const tight: CustomTableLayout = {
  hLineWidth: () => 0,
  vLineWidth: () => 0,
  paddingLeft: () => 0,
  paddingRight: (index, node) => (index === (node.table.widths?.length ?? 1) - 1 ? 0 : 16),
  paddingTop: () => 1.5,
  paddingBottom: () => 1.5,
};

/** A line under the head and a fine one under each row. */
export const ruled: CustomTableLayout = {
  hLineWidth: (index) => (index === 0 ? 0 : index === 1 ? 1 : 0.5),
  hLineColor: (index) => (index === 1 ? INK : LINE),
  vLineWidth: () => 0,
  paddingLeft: (index) => (index === 0 ? 0 : 8),
  paddingRight: (index, node) => (index === (node.table.widths?.length ?? 1) - 1 ? 0 : 8),
  paddingTop: () => 4,
  paddingBottom: () => 4,
};
