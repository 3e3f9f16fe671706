/** The thread that draws documents as PDFs, one after another. It reads nothing but typefaces, and writes nothing. */
import { answerQuestions } from './answer-questions.ts';
import { renderPdf } from './documents/render-pdf.ts';

answerQuestions(renderPdf);
