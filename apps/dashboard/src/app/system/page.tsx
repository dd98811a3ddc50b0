import type { Metadata } from 'next';
import { SystemPage } from '../../features/system/system-page.tsx';
import { texts } from '../../texts/texts.ts';

export const metadata: Metadata = { title: texts.system.title };

export default function Page() {
  return <SystemPage />;
}
