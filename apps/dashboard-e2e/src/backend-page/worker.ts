import { train } from './train.ts';

globalThis.onmessage = ({ data }: MessageEvent<number>) => {
  train(data).then(
    (report) => postMessage(report),
    (error: unknown) => postMessage(String(error)),
  );
};
