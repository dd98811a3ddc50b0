/** What the script that made an asset wrote down about it. */
export interface AssetRecord {
  /** Name of the file in the folder `assets`; gzip. */
  readonly file: string;
  /**
   * Order of the content: all inputs, row-major, then all targets; either as bytes, or as float32, little-endian.
   */
  readonly layout: 'uint8-images-and-labels' | 'float32-inputs-and-targets';
  readonly numExamples: number;
  /** SHA-256 of the uncompressed content. */
  readonly sha256: string;
  /** Root seed of the draw; absent when everything was taken in its order. */
  readonly seed?: number;
  /** Files that it was made from, with the SHA-256 of their bytes. */
  readonly madeFrom: Readonly<Record<string, string>>;
  readonly licence: string;
}
