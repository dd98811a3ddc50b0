'use client';
import { Button, Group, Notification, Portal } from '@mantine/core';
import { createContext, useCallback, useContext, useEffect, useMemo, useState, type ReactNode } from 'react';
import { texts } from '../texts/texts.ts';
import classes from './toasts.module.css';

/** Something that was done, perhaps with a way back. */
export interface Toast {
  readonly message: string;
  readonly tone?: 'plain' | 'bad';
  readonly action?: { readonly label: string; readonly run: () => void };
}

/** Long enough to read and to regret. */
const SHOWN_MS = 8_000;

const Context = createContext<(toast: Toast) => void>(() => undefined);

/** Says for a while what was done; the way to take it back stands beside it. */
export function useToast(): (toast: Toast) => void {
  return useContext(Context);
}

/** Where toasts appear: one at a time, the newest. */
export function ToastProvider({ children }: { readonly children: ReactNode }) {
  const [shown, setShown] = useState<{ readonly id: number; readonly toast: Toast } | null>(null);
  const show = useCallback(
    (toast: Toast) => setShown((before) => ({ id: (before?.id ?? 0) + 1, toast })),
    [],
  );
  const close = useMemo(() => () => setShown(null), []);
  useEffect(() => {
    const timer = setTimeout(close, SHOWN_MS);
    return () => clearTimeout(timer);
  }, [shown?.id, close]);
  return (
    <Context value={show}>
      {children}
      <Portal>
        <div className={classes.place} role="status">
          {shown !== null && (
            <Notification
              key={shown.id}
              withBorder
              color={shown.toast.tone === 'bad' ? 'red' : 'lab'}
              onClose={close}
              closeButtonProps={{ 'aria-label': texts.common.close }}
            >
              <Group justify="space-between" wrap="nowrap" gap="md">
                <span className={classes.message}>{shown.toast.message}</span>
                {shown.toast.action !== undefined && (
                  <Button
                    size="compact-sm"
                    variant="light"
                    onClick={() => {
                      shown.toast.action?.run();
                      close();
                    }}
                  >
                    {shown.toast.action.label}
                  </Button>
                )}
              </Group>
            </Notification>
          )}
        </div>
      </Portal>
    </Context>
  );
}
