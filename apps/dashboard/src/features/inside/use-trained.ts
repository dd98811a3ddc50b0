'use client';
import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { useState } from 'react';
import { askTrained } from '../../networks/trained/ask-trained.ts';
import type { ModelSource } from '../../networks/trained/load-model.ts';
import type { TaskName, TaskProgress, TrainedTasks } from '../../networks/trained/trained-tasks.ts';

/** An answer of the trained network, and how far it is. */
export interface TrainedAnswer<Gives> {
  readonly query: UseQueryResult<Gives>;
  /** `null` before the first news. */
  readonly progress: TaskProgress | null;
}

/** What is asked of the trained network. */
interface Question<Name extends TaskName> {
  readonly model: ModelSource;
  readonly takes: TrainedTasks[Name]['takes'];
  /** Tells the question apart from others of the same task and model. */
  readonly key: readonly (string | number)[];
}

/**
 * Asks a trained network in this browser; the answer to the same question is kept. While it is `null`, nothing is asked. A
 * question that nobody waits for any more is not computed to its end.
 */
export function useTrained<Name extends TaskName>(
  task: Name,
  question: Question<Name> | null,
): TrainedAnswer<TrainedTasks[Name]['gives']> {
  const [progress, setProgress] = useState<TaskProgress | null>(null);
  const query = useQuery({
    queryKey: ['trained', task, question?.model, question?.key],
    queryFn: ({ signal }) => {
      if (question === null) throw new Error('Nothing is asked.');
      setProgress(null);
      return askTrained(task, question.model, question.takes, { onProgress: setProgress, signal });
    },
    enabled: question !== null,
    staleTime: Infinity,
    retry: false,
  });
  return { query, progress };
}
