'use client';
import { MantineProvider } from '@mantine/core';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { createTRPCClient, httpBatchLink, httpSubscriptionLink, splitLink } from '@trpc/client';
import { useState, type ReactNode } from 'react';
import type { AppRouter } from '../server/api/router.ts';
import { ApiProvider } from './api.ts';
import { ShortcutProvider } from './shortcuts.tsx';
import { readableText, theme } from './theme.ts';
import { ToastProvider } from './toasts.tsx';

const API_PATH = '/api/trpc';

/** Theme, data cache and API of the whole application. */
export function Providers({ children }: { readonly children: ReactNode }) {
  const [queryClient] = useState(makeQueryClient);
  const [trpcClient] = useState(makeTrpcClient);
  return (
    <MantineProvider theme={theme} cssVariablesResolver={readableText} defaultColorScheme="auto">
      <QueryClientProvider client={queryClient}>
        <ApiProvider trpcClient={trpcClient} queryClient={queryClient}>
          <ShortcutProvider>
            <ToastProvider>{children}</ToastProvider>
          </ShortcutProvider>
        </ApiProvider>
      </QueryClientProvider>
    </MantineProvider>
  );
}

/* What changes is pushed; a window that comes to the front asks again only for what was not pushed for a while. */
function makeQueryClient(): QueryClient {
  return new QueryClient({ defaultOptions: { queries: { staleTime: 5_000, retry: 2 } } });
}

function makeTrpcClient() {
  return createTRPCClient<AppRouter>({
    links: [
      splitLink({
        condition: (operation) => operation.type === 'subscription',
        true: httpSubscriptionLink({ url: API_PATH }),
        false: httpBatchLink({ url: API_PATH, maxItems: 10 }),
      }),
    ],
  });
}
