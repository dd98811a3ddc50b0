import type { Metadata } from 'next';
import { RunsPage } from '../features/runs/runs-page.tsx';
import { texts } from '../texts/texts.ts';

export const metadata: Metadata = { title: texts.runs.title };

export default function Page() {
  return <RunsPage />;
}
