import type { Metadata } from 'next';
import { SetPage } from '../../../features/data/set-page.tsx';
import { dataTexts } from '../../../texts/data-texts.ts';

export const metadata: Metadata = { title: dataTexts.title };

export default async function Page({ params }: { readonly params: Promise<{ id: string }> }) {
  const { id } = await params;
  return <SetPage id={decodeURIComponent(id)} />;
}
