import type { Metadata } from 'next';
import { NewPage } from '../../features/new/new-page.tsx';
import { texts } from '../../texts/texts.ts';

export const metadata: Metadata = { title: texts.new.title };

export default function Page() {
  return <NewPage />;
}
