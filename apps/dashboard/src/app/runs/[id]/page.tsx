import type { Metadata } from 'next';
import { RunPage } from '../../../features/run/run-page.tsx';
import { texts } from '../../../texts/texts.ts';

export const metadata: Metadata = { title: texts.run.title };

export default async function Page({ params }: { readonly params: Promise<{ id: string }> }) {
  const { id } = await params;
  return <RunPage id={id} />;
}
