import type { Metadata } from 'next';
import { ComparePage } from '../../features/compare/compare-page.tsx';
import { texts } from '../../texts/texts.ts';

export const metadata: Metadata = { title: texts.compare.title };

export default function Page() {
  return <ComparePage />;
}
