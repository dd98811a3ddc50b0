import type { Metadata } from 'next';
import { ArchitecturesPage } from '../../features/architectures/architectures-page.tsx';
import { architecturesTexts } from '../../texts/architectures-texts.ts';

export const metadata: Metadata = { title: architecturesTexts.title };

export default function Page() {
  return <ArchitecturesPage />;
}
