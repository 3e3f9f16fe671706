import type { Document } from '#domain/document/document.ts';
import { pdfLayout, TOTALS, withLastRowsApart } from './pdf-layout.ts';
import { loadPrinter } from './pdf-printer.ts';
import { setTypefaces } from './set-typefaces.ts';

/**
 * The document as a PDF file on A4 or Letter, with numbered pages and the heads of tables repeated. The same document always gives
 * the same bytes, so a file that is saved or sent again can be told to be the same. Reads nothing but what it is given and, for letters
 * that the documents' own typeface does not have, the files of others.
 */
export async function renderPdf(document: Document): Promise<Uint8Array> {
  const printer = await loadPrinter();
  const has = printer.characters();
  const draw = async (drawn: Document) => {
    let isTotalAlone = false;
    const pdf = await printer.draw({
      ...setTypefaces(pdfLayout(drawn), has),
      pageBreakBefore: (node, { getPreviousNodesOnPage }) => {
        if (node.id === TOTALS)
          isTotalAlone = getPreviousNodesOnPage().every(({ text }) => text === undefined);
        return false;
      },
    });
    return { pdf, isTotalAlone };
  };
  const { pdf, isTotalAlone } = await draw(document);
  // A sum without what it sums looks like a mistake: two rows are taken along.
  return isTotalAlone ? (await draw(withLastRowsApart(document))).pdf : pdf;
}
