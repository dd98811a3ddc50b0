/** Offers `text` to the user as a file. */
export function downloadText(name: string, text: string, type: string): void {
  const url = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The click only begins the download; the address must outlive it.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
