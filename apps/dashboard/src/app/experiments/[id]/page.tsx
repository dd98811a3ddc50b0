import type { Metadata } from 'next';
import { ExperimentPage } from '../../../features/experiment/experiment-page.tsx';
import { experimentTexts } from '../../../texts/experiment-texts.ts';

export const metadata: Metadata = { title: experimentTexts.title };

export default async function Page({ params }: { readonly params: Promise<{ id: string }> }) {
  const { id } = await params;
  return <ExperimentPage id={id} />;
}
