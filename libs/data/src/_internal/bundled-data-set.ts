import { numElements, type DataSet, type DataSetInfo, type ExampleSource } from '@convlab/core';
import { memorySource } from '../memory-source/memory-source.ts';
import type { AssetRecord } from './asset-record.ts';
import { gunzip } from './gunzip.ts';
import { readUrl } from './read-url.ts';
import { requireSha256 } from './sha256.ts';

/** What tells one bundled data set from another; the rest stands in its asset's record. */
export interface BundledFacts extends Pick<
  DataSetInfo,
  'task' | 'inputShape' | 'inputRange' | 'outputNames' | 'licence' | 'source'
> {
  readonly name: string;
  readonly url: URL;
  readonly record: AssetRecord;
}

/** A data set that ships with the package; read and verified when it is loaded, once for all its users. */
export function bundledDataSet({ name, url, record, ...facts }: BundledFacts): DataSet {
  const info: DataSetInfo = {
    ...facts,
    numOutputs: facts.outputNames.length,
    numExamples: record.numExamples,
    sha256: record.sha256,
  };
  let loaded: Promise<ExampleSource> | undefined;
  return {
    info,
    load: () => {
      loaded ??= loadAsset(name, url, record, info).catch((error: unknown) => {
        // A failure is not remembered: the next caller may find the network back.
        loaded = undefined;
        throw error;
      });
      return loaded;
    },
  };
}

async function loadAsset(
  name: string,
  url: URL,
  record: AssetRecord,
  info: DataSetInfo,
): Promise<ExampleSource> {
  const content = await gunzip(name, await readUrl(url));
  await requireSha256(name, content, record.sha256);
  const inputsLength = record.numExamples * numElements(info.inputShape);
  if (record.layout === 'uint8-images-and-labels') {
    const inputs = content.subarray(0, inputsLength);
    return memorySource(info, { inputs, targets: Int32Array.from(content.subarray(inputsLength)) });
  }
  const values = littleEndianFloats(content);
  const targets = values.subarray(inputsLength);
  return memorySource(info, {
    inputs: values.subarray(0, inputsLength),
    targets: info.task === 'classification' ? Int32Array.from(targets) : targets,
  });
}

function littleEndianFloats(bytes: Uint8Array<ArrayBuffer>): Float32Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Float32Array.from({ length: bytes.byteLength / 4 }, (_, i) => view.getFloat32(4 * i, true));
}
