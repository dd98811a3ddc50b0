import type { Metadata } from 'next';
import { StudiesPage } from '../../features/studies/studies-page.tsx';
import { studiesTexts } from '../../texts/studies-texts.ts';

export const metadata: Metadata = { title: studiesTexts.title };

export default function Page() {
  return <StudiesPage />;
}
