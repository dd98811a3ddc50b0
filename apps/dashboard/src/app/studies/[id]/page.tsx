import type { Metadata } from 'next';
import { StudyPage } from '../../../features/studies/study-page.tsx';
import { studiesTexts } from '../../../texts/studies-texts.ts';

export const metadata: Metadata = { title: studiesTexts.title };

export default async function Page({ params }: { readonly params: Promise<{ id: string }> }) {
  const { id } = await params;
  return <StudyPage id={decodeURIComponent(id)} />;
}
