const IMAGE = /\.(png|jpe?g|webp)$/i;

/** Where an image of an archive belongs. */
export interface ImagePlace {
  /** Fit to be the name of a folder on any system. */
  readonly className: string;
  /** Lower case, with its dot. */
  readonly extension: string;
}

/**
 * Where an entry of an archive belongs: its class is the folder that holds it.
 *
 * @returns `outside` when the name tries to leave the archive; `ignored` when it is no image in a folder, or one that an
 *   operating system put there for itself
 */
export function placeOf(name: string): ImagePlace | 'outside' | 'ignored' {
  const path = name.replaceAll('\\', '/');
  const segments = path.split('/');
  if (path.startsWith('/') || /^[a-z]:/i.test(path) || path.includes('\0') || segments.includes('..'))
    return 'outside';
  const file = segments.at(-1) ?? '';
  const folder = segments.at(-2);
  const extension = IMAGE.exec(file)?.[0].toLowerCase();
  const hidden = segments.includes('__MACOSX') || segments.some((segment) => segment.startsWith('.'));
  if (extension === undefined || folder === undefined || hidden) return 'ignored';
  const className = folderName(folder);
  return className === '' ? 'ignored' : { className, extension };
}

/** Letters and digits of any script, spaces, dots, hyphens and underscores; what else there is becomes an underscore. */
function folderName(name: string): string {
  return name
    .normalize('NFC')
    .replaceAll(/[^\p{L}\p{N}\p{M} ._-]/gu, '_')
    .replace(/[ .]+$/, '')
    .trim()
    .slice(0, 100);
}
