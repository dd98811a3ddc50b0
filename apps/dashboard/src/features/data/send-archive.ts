import { dataTexts } from '../../texts/data-texts.ts';

/** What the server made of an archive. */
export interface Uploaded {
  readonly name: string;
  readonly path: string;
  readonly classes: readonly string[];
  readonly numImages: number;
  readonly ignored: readonly string[];
}

/**
 * Sends an archive of images.
 *
 * @param onProgress  hears how much is sent, in percent; `fetch` cannot tell
 * @throws {Error} with the server's sentence when it refuses
 */
export function sendArchive(
  name: string,
  file: File,
  onProgress: (percent: number) => void,
): Promise<Uploaded> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('PUT', `/api/uploads/${encodeURIComponent(name)}`);
    request.setRequestHeader('content-type', 'application/zip');
    request.responseType = 'json';
    request.upload.addEventListener('progress', ({ loaded, total }) => {
      onProgress(Math.floor((100 * loaded) / Math.max(1, total)));
    });
    request.addEventListener('load', () => {
      if (request.status === 201) resolve(request.response as Uploaded);
      else reject(new Error(messageIn(request.response)));
    });
    request.addEventListener('error', () => reject(new Error(dataTexts.upload.broken)));
    request.send(file);
  });
}

function messageIn(body: unknown): string {
  if (typeof body === 'object' && body !== null && 'message' in body && typeof body.message === 'string')
    return body.message;
  return dataTexts.upload.broken;
}
