/** Texts of the page that makes experiments. */
export const newTexts = {
  title: 'New experiment',
} as const;
