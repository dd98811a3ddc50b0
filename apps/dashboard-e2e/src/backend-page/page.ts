import { train, type TrainingReport } from './train.ts';

declare global {
  interface Window {
    trainInWorker(threads: number): Promise<TrainingReport | string>;
    trainInPage(threads: number): Promise<TrainingReport>;
  }
}

window.trainInPage = train;
window.trainInWorker = (threads) =>
  new Promise((resolve) => {
    const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
    worker.onmessage = ({ data }: MessageEvent<TrainingReport | string>) => {
      resolve(data);
      worker.terminate();
    };
    worker.onerror = ({ message }) => resolve(message);
    worker.postMessage(threads);
  });
