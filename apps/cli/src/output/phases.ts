/** Says what a command is at that works in a few long phases. */
export interface Phases {
  /** @param byteLength  how much it deals with; what is small is over before anybody could read of it, and is not shown */
  show(text: string, byteLength: number): void;
  /** Ends the display. */
  end(): void;
}

/* About what is read, converted or written in a tenth of a second. */
const SHOWN_FROM_BYTES = 32e6;

/** One line that is overwritten on a terminal, a line for each phase elsewhere. */
export function createPhases(stream: Pick<NodeJS.WriteStream, 'isTTY' | 'write'>): Phases {
  const clear = stream.isTTY ? '\r\u001B[2K' : '';
  let shown = false;
  return {
    show: (text, byteLength) => {
      if (byteLength < SHOWN_FROM_BYTES) return;
      shown = true;
      stream.write(`${clear}${text} (${(byteLength / 1e6).toFixed(0)} MB)…${stream.isTTY ? '' : '\n'}`);
    },
    end: () => {
      if (shown) stream.write(clear);
    },
  };
}
