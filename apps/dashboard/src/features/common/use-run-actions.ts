'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useApi } from '../../client/api.ts';
import { useToast } from '../../client/toasts.tsx';
import { texts } from '../../texts/texts.ts';
import { messageOf } from './page-states.tsx';

const t = texts.runs.actions;

/** What can be done with runs from a list; each says what it did, and how to take it back. */
export function useRunActions() {
  const api = useApi();
  const toast = useToast();
  const queryClient = useQueryClient();
  const failed = (error: unknown): void => toast({ message: messageOf(error), tone: 'bad' });
  // Only what a training does is pushed; what people write is read again.
  const reread = async () => {
    await queryClient.invalidateQueries({ queryKey: api.runs.list.pathKey() });
    await queryClient.invalidateQueries({ queryKey: api.runs.get.pathKey() });
  };
  const { mutate: update } = useMutation(
    api.runs.update.mutationOptions({ onError: failed, onSettled: reread }),
  );
  const { mutate: put } = useMutation(
    api.runs.archive.mutationOptions({ onError: failed, onSettled: reread }),
  );
  const { mutate: stop } = useMutation(api.runs.stop.mutationOptions({ onError: failed }));
  const archive = (ids: readonly string[], archived: boolean): void =>
    put(
      { ids: [...ids], archived },
      {
        onSuccess: () =>
          toast({
            message: archived ? t.archived(ids.length) : t.restored(ids.length),
            action: { label: texts.common.undo, run: () => put({ ids: [...ids], archived: !archived }) },
          }),
      },
    );
  return { archive, stop: (id: string) => stop({ id }), update };
}
