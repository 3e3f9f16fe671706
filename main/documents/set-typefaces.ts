import type { Content, TDocumentDefinitions } from 'pdfmake/interfaces.js';
import { type HasCharacter, textRuns } from '#domain/document/text-runs.ts';

/** The same definition with every text split by what draws it and in which direction; most are left as they are. */
export function setTypefaces(definition: TDocumentDefinitions, has: HasCharacter): TDocumentDefinitions {
  const { content, footer } = definition;
  return {
    ...definition,
    content: setIn(content, has),
    footer: (...page) => {
      const drawn = typeof footer === 'function' ? footer(...page) : footer;
      return drawn ? setIn(drawn, has) : drawn;
    },
  };
}

/** What the layout makes of a document: texts, stacks, columns and tables of them, and pictures. */
interface Node {
  readonly text?: string;
  readonly direction?: 'auto';
  readonly noWrap?: boolean;
  readonly alignment?: string;
  readonly stack?: Content;
  readonly columns?: Content;
  readonly table?: { readonly body: Content[][] };
}

function setIn(content: Content, has: HasCharacter): Content {
  if (Array.isArray(content)) return content.map((each) => setIn(each, has));
  if (typeof content === 'string') return content;
  const node = content as Node;
  if (node.text !== undefined) return setText(node, node.text, has) as Content;
  const { stack, columns, table } = node;
  return {
    ...node,
    ...(stack ? { stack: setIn(stack, has) } : {}),
    ...(columns ? { columns: setIn(columns, has) } : {}),
    ...(table
      ? { table: { ...table, body: table.body.map((row) => row.map((cell) => setIn(cell, has))) } }
      : {}),
  } as Content;
}

function setText({ direction, ...node }: Node, words: string, has: HasCharacter): object {
  const line = node.noWrap ? words.replace(/\s/gu, ' ') : words;
  const isLong = !node.noWrap && LONG_WORD.test(line);
  if (PLAIN.test(line)) return isLong ? { ...node, text: piecesOf(line).map((text) => ({ text })) } : node;
  const { runs, isRightToLeft } = textRuns(line, direction ?? 'ltr', has);
  return {
    ...node,
    text: runs.flatMap(({ text, font, level }) =>
      (isLong ? piecesOf(text) : [text]).map((piece) => ({ text: piece, font, level })),
    ),
    ...(isRightToLeft && !node.alignment ? { alignment: 'right' } : {}),
  };
}

/** What most texts are, and every typeface for documents has: nothing needs to be looked up. */
const PLAIN = /^[ -~\u00a0-\u00ac\u00ae-\u017e]*$/;

/** Letters. A column is made as wide as its longest piece, so a long address in one would push the next off the paper. */
const LONG = 20;
const LONG_WORD = new RegExp(`\\S{${LONG + 1}}`, 'u');
const LONG_PIECE = new RegExp(`\\S{${LONG}}(?=\\S)`, 'gu');

/** The maker of the PDFs may break lines between pieces; it does only where a word is longer than the line. */
function piecesOf(text: string): readonly string[] {
  return text.replace(LONG_PIECE, '$&\n\n').split('\n\n');
}
