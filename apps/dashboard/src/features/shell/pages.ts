import { IconCpu, IconDatabase, IconPlus, IconTable } from '@tabler/icons-react';
import { texts } from '../../texts/texts.ts';

/** The pages of the left rail, in order. */
export const PAGES = [
  {
    href: '/',
    label: texts.navigation.runs,
    icon: IconTable,
    matches: (path: string) => path === '/' || path.startsWith('/runs'),
  },
  {
    href: '/new',
    label: texts.navigation.new,
    icon: IconPlus,
    matches: (path: string) => path.startsWith('/new'),
  },
  {
    href: '/data',
    label: texts.navigation.data,
    icon: IconDatabase,
    matches: (path: string) => path.startsWith('/data'),
  },
  {
    href: '/system',
    label: texts.navigation.system,
    icon: IconCpu,
    matches: (path: string) => path.startsWith('/system'),
  },
] as const;
