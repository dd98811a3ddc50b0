import type { Metadata } from 'next';
import { LatestRunPage } from '../../../features/run/latest-run-page.tsx';
import { texts } from '../../../texts/texts.ts';

export const metadata: Metadata = { title: texts.run.latest.title };

export default function Page() {
  return <LatestRunPage />;
}
