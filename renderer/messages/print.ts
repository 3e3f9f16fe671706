/** The tools above a sheet that is printed as it is seen. */
export const printWords = {
  back: 'Back',
  print: 'Print',
  savePdf: 'Save as PDF',
  failed: 'This could not be printed. Check the printer, or save it as a PDF.',
} as const;
