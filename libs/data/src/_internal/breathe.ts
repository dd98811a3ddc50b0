/** Lets the event loop of a server or a page turn once, so that long work between does not freeze it. */
export function breathe(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}
