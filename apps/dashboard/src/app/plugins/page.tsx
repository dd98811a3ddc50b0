import type { Metadata } from 'next';
import { PluginsPage } from '../../features/plugins/plugins-page.tsx';
import { pluginsTexts } from '../../texts/plugins-texts.ts';

export const metadata: Metadata = { title: pluginsTexts.title };

export default function Page() {
  return <PluginsPage />;
}
