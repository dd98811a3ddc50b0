/** Offers `content` to the user as a file. */
export function downloadFile(name: string, content: string | Blob, type: string): void {
  const url = URL.createObjectURL(content instanceof Blob ? content : new Blob([content], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The click only begins the download; the address must outlive it.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
