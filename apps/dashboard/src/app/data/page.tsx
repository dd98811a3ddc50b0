import type { Metadata } from 'next';
import { DataPage } from '../../features/data/data-page.tsx';
import { dataTexts } from '../../texts/data-texts.ts';

export const metadata: Metadata = { title: dataTexts.title };

export default function Page() {
  return <DataPage />;
}
